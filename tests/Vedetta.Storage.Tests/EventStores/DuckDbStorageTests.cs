using System.Text;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;
using Vedetta.Storage.Tests.Binding;
using Vedetta.Storage.Tests.Contracts;

namespace Vedetta.Storage.Tests.EventStores;

/// <summary>What a data folder promises: it opens again, upgrades, and refuses what it cannot serve with a clear message.</summary>
public sealed class DuckDbStorageTests : IDisposable
{
    private static readonly ModelId Model = new("application-scoring");
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_again_finds_rows_columns_profiles_and_sequences()
    {
        long sequence;
        await using (DuckDbStorage storage = DuckDbStorage.Open(_folder.Path))
        {
            sequence = await storage.Events.AppendAsync(new(
                [(Model, Rows.Batch(0, 300, Rows.Income, Rows.Region))], [(Model, "1", Rows.Batch(0, 20))], [(Model, Rows.Outcomes(0, 50))],
                [new(Model, Rows.Start, 1, 2, 3)]), Cancel);
            await storage.Profiles.AppendAsync(Model, [Fragment("kept")], sequence, Cancel);
        }

        await using (DuckDbStorage storage = DuckDbStorage.Open(_folder.Path))
        {
            (await Rows.ReadAsync(storage.Events, Model, new())).ShouldBe(Rows.Describe(Rows.Batch(0, 300, Rows.Income, Rows.Region)));
            RowSummary summary = await storage.Events.SummaryAsync(Model, Cancel);
            summary.Rows.ShouldBe(300);
            summary.LastSequence.ShouldBe(sequence);
            summary.Outcomes.ShouldBe(50);
            (await storage.Events.TrafficAsync(Model, new(Rows.Start, Rows.Start.AddHours(1)), Cancel)).ShouldBe([new(Model, Rows.Start, 1, 2, 3)]);
            (await storage.Profiles.CheckpointAsync(Model, Cancel)).ShouldBe(sequence);
            (await storage.Profiles.ReadAsync(new(Model, ProfileLevel.Hour, new(Rows.Start, Rows.Start.AddDays(1))), Cancel)).Count.ShouldBe(1);
            (await storage.Events.AppendAsync(EventAppend.Of(Model, Rows.Batch(300, 1, Rows.Income, Rows.Late)), Cancel)).ShouldBeGreaterThan(sequence);
        }
    }

    [Fact]
    public async Task Open_after_everything_was_deleted_never_gives_a_sequence_twice()
    {
        long last;
        await using (DuckDbStorage storage = DuckDbStorage.Open(_folder.Path))
        {
            last = await storage.Events.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 10)), Cancel);
            await storage.Events.DeleteAsync(Model, null, Cancel);
        }

        await using (DuckDbStorage storage = DuckDbStorage.Open(_folder.Path))
        {
            (await storage.Events.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 10)), Cancel)).ShouldBeGreaterThan(last);
        }
    }

    [Fact]
    public async Task Open_twice_is_refused_with_the_process_that_holds_it()
    {
        await using DuckDbStorage storage = DuckDbStorage.Open(_folder.Path);

        StorageException error = Should.Throw<StorageException>(() => DuckDbStorage.Open(_folder.Path));

        error.Passing.ShouldBeTrue();
        error.Message.ShouldContain("in use by another vedetta");
        error.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    public async Task Open_of_a_damaged_file_says_so_and_leaves_it_alone(int at)
    {
        await using (DuckDbStorage storage = DuckDbStorage.Open(_folder.Path))
        {
            await storage.Events.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 3000, Rows.Income)), Cancel);
        }

        string file = _folder.File(DuckDbStorage.FileName);
        byte[] bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes.AsSpan(at, 4000).Fill(0xAB);
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        StorageException error = Should.Throw<StorageException>(() => DuckDbStorage.Open(_folder.Path));

        error.Passing.ShouldBeFalse();
        error.Message.ShouldContain("damaged");
        error.Message.ShouldContain(file);
        (await File.ReadAllBytesAsync(file, Cancel)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task Open_runs_the_missing_steps_of_the_schema_once_and_keeps_the_rows()
    {
        await using (DuckDbStorage storage = DuckDbStorage.Open(_folder.Path, new(), [.. SchemaMigrations.All.Take(1)]))
        {
            await storage.Events.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 30, Rows.Income)), Cancel);
        }

        int runs = 0;
        Migration next = new(SchemaMigrations.All[^1].Version + 1, "a table more", connection =>
        {
            runs++;
            connection.Execute("CREATE TABLE one_more(a BIGINT)");
        });
        for (int i = 0; i < 2; i++)
        {
            await using DuckDbStorage storage = DuckDbStorage.Open(_folder.Path, new(), [.. SchemaMigrations.All, next]);
            (await Rows.ReadAsync(storage.Events, Model, new())).ShouldBe(Rows.Describe(Rows.Batch(0, 30, Rows.Income)));
        }

        runs.ShouldBe(1);
        StorageException error = Should.Throw<StorageException>(() => DuckDbStorage.Open(_folder.Path));
        error.Message.ShouldContain("Start the newer vedetta");
    }

    [Fact]
    public async Task Open_of_a_file_of_the_first_schema_keeps_its_profiles()
    {
        await using (DuckDbStorage.Open(_folder.Path, new(), [SchemaMigrations.All[0]]))
        {
        }

        using (Database database = Database.Open(_folder.File(DuckDbStorage.FileName)))
        using (Connection connection = database.Connect())
        {
            connection.Execute(
                $"""
                INSERT INTO models VALUES (nextval('model_number'), '{Model}');
                INSERT INTO profile_checkpoints VALUES (1, 77);
                CREATE TABLE f1(version VARCHAR NOT NULL, segment_column VARCHAR NOT NULL, segment_value VARCHAR NOT NULL,
                    level UTINYINT NOT NULL, start_at BIGINT NOT NULL, column_name VARCHAR NOT NULL, payload BLOB NOT NULL);
                INSERT INTO f1 VALUES ('1', '', '', 0, {Rows.Micros(Rows.Start)}, 'income', 'hour'::BLOB), ('1', '', '', 1, {Rows.Micros(Rows.Start)}, 'income', 'day'::BLOB);
                """);
        }

        await using DuckDbStorage storage = DuckDbStorage.Open(_folder.Path);
        Window day = new(Rows.Start, Rows.Start.AddDays(1));
        (await storage.Profiles.CheckpointAsync(Model, Cancel)).ShouldBe(77);
        ProfileFragment hour = (await storage.Profiles.ReadAsync(new(Model, ProfileLevel.Hour, day), Cancel)).ShouldHaveSingleItem();
        hour.Key.ShouldBe(Fragment("hour").Key);
        Encoding.UTF8.GetString(hour.Payload.Span).ShouldBe("hour");
        (await storage.Profiles.ReadAsync(new(Model, ProfileLevel.Day, day), Cancel)).Count.ShouldBe(1);
        await storage.Profiles.AppendAsync(Model, [Fragment("more")], 78, Cancel);
        (await storage.Profiles.ReadAsync(new(Model, ProfileLevel.Hour, day), Cancel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Open_after_a_step_failed_finds_the_schema_before_it()
    {
        await using (DuckDbStorage.Open(_folder.Path))
        {
        }

        Migration broken = new(SchemaMigrations.All[^1].Version + 1, "broken", connection =>
        {
            connection.Execute("CREATE TABLE half(a BIGINT)");
            connection.Execute("SELECT nothing FROM nowhere");
        });
        Should.Throw<StorageException>(() => DuckDbStorage.Open(_folder.Path, new(), [.. SchemaMigrations.All, broken]));

        await using DuckDbStorage storage = DuckDbStorage.Open(_folder.Path);
        await storage.Events.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 3)), Cancel);
    }

    private static ProfileFragment Fragment(string text)
        => new(new("1", SegmentKey.All, ProfileLevel.Hour, Rows.Start, "income"), Encoding.UTF8.GetBytes(text));
}
