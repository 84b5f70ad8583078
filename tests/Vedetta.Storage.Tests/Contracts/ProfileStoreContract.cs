using System.Text;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Storage.Tests.Contracts;

/// <summary>What every profile store promises. Payloads are opaque to it: here they are texts, merged by joining.</summary>
public abstract class ProfileStoreContract : IAsyncLifetime
{
    private static readonly ModelId Model = new("application-scoring");
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Window Always = new(DateTimeOffset.UnixEpoch, Start.AddYears(10));

    protected IProfileStore Store { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await CreateAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Read_gives_back_keys_and_payloads()
    {
        ProfileFragment[] fragments =
        [
            Fragment("a", hour: 0),
            Fragment("b", hour: 1, version: "v'1; --", segment: new("регион", "Ош 🏔")),
            Fragment("", hour: 2, column: "naïve \"column\"", segment: new("tag_channel", "")),
            new(new("1", SegmentKey.All, ProfileLevel.Hour, Start.AddMinutes(30), "x"), new byte[] { 0, 255, 0, 1 }),
            new(new("1", SegmentKey.All, ProfileLevel.Hour, Start, "big"), Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray()),
        ];

        await Store.AppendAsync(Model, fragments, 7, Cancel);

        IReadOnlyList<ProfileFragment> read = await Store.ReadAsync(new(Model, ProfileLevel.Hour, Always), Cancel);
        read.Select(Describe).ShouldBe(fragments.Select(Describe), ignoreOrder: true);
        read.Select(f => f.Key).ShouldBe(fragments.Select(f => f.Key), ignoreOrder: true);
    }

    [Fact]
    public async Task Read_filters_by_level_span_column_version_and_segment()
    {
        var region = new SegmentKey("region", "osh");
        await Store.AppendAsync(Model,
        [
            Fragment("hour0", hour: 0), Fragment("hour1", hour: 1), Fragment("hour2", hour: 2),
            Fragment("age", hour: 1, column: "age"), Fragment("v2", hour: 1, version: "2"), Fragment("osh", hour: 1, segment: region),
            Fragment("day", hour: 0, level: ProfileLevel.Day),
            new(new("1", SegmentKey.All, ProfileLevel.Grid, DateTimeOffset.UnixEpoch, "income"), Payload("grid")),
        ], 1, Cancel);
        var hourOne = new Window(Start.AddHours(1), Start.AddHours(2));

        (await ReadAsync(new(Model, ProfileLevel.Hour, hourOne))).ShouldBe(["age", "hour1", "osh", "v2"]);
        (await ReadAsync(new(Model, ProfileLevel.Hour, hourOne, Columns: ["age"]))).ShouldBe(["age"]);
        (await ReadAsync(new(Model, ProfileLevel.Hour, hourOne, Columns: ["age", "income"], Versions: ["1"], Segment: SegmentKey.All))).ShouldBe(["age", "hour1"]);
        (await ReadAsync(new(Model, ProfileLevel.Hour, hourOne, Versions: ["2", "3"]))).ShouldBe(["v2"]);
        (await ReadAsync(new(Model, ProfileLevel.Hour, hourOne, Segment: region))).ShouldBe(["osh"]);
        (await ReadAsync(new(Model, ProfileLevel.Hour, hourOne, Columns: []))).ShouldBeEmpty();
        (await ReadAsync(new(Model, ProfileLevel.Day, Always))).ShouldBe(["day"]);
        (await ReadAsync(new(Model, ProfileLevel.Grid, hourOne))).ShouldBe(["grid"]);
        (await ReadAsync(new(Model, ProfileLevel.Month, Always))).ShouldBeEmpty();
        (await ReadAsync(new(new("unknown"), ProfileLevel.Hour, Always))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Checkpoint_moves_with_the_fragments()
    {
        (await Store.CheckpointAsync(Model, Cancel)).ShouldBe(0);

        await Store.AppendAsync(Model, [Fragment("a", 0)], 5, Cancel);
        await Store.AppendAsync(Model, [], 9, Cancel);
        await Store.AppendAsync(new("other"), [], 100, Cancel);

        (await Store.CheckpointAsync(Model, Cancel)).ShouldBe(9);
        (await Store.CheckpointAsync(new("other"), Cancel)).ShouldBe(100);
    }

    [Fact]
    public async Task Append_of_one_key_twice_keeps_both_fragments()
    {
        await Store.AppendAsync(Model, [Fragment("a", 0)], 1, Cancel);
        await Store.AppendAsync(Model, [Fragment("b", 0), Fragment("b", 0)], 2, Cancel);

        (await ReadAsync(new(Model, ProfileLevel.Hour, Always))).ShouldBe(["a", "b", "b"]);
    }

    [Fact]
    public async Task Compact_merges_each_key_that_has_several_fragments()
    {
        await Store.AppendAsync(Model, [Fragment("a", 0), Fragment("x", 1), Fragment("1", 0, column: "age")], 1, Cancel);
        await Store.AppendAsync(Model, [Fragment("b", 0), Fragment("2", 0, column: "age"), Fragment("d", 0, level: ProfileLevel.Day)], 2, Cancel);
        await Store.AppendAsync(Model, [Fragment("c", 0), Fragment("s", 0, segment: new("region", "osh"))], 3, Cancel);

        (await Store.CompactAsync(Model, Join, Cancel)).ShouldBe(2);

        (await ReadAsync(new(Model, ProfileLevel.Hour, Always, Segment: SegmentKey.All))).ShouldBe(["12", "abc", "x"]);
        (await ReadAsync(new(Model, ProfileLevel.Hour, Always, Segment: new("region", "osh")))).ShouldBe(["s"]);
        (await ReadAsync(new(Model, ProfileLevel.Day, Always))).ShouldBe(["d"]);
        (await Store.CheckpointAsync(Model, Cancel)).ShouldBe(3);
        (await Store.CompactAsync(Model, Join, Cancel)).ShouldBe(0);
        (await Store.CompactAsync(new("unknown"), Join, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Compact_that_fails_leaves_everything_as_it_was()
    {
        await Store.AppendAsync(Model, [Fragment("a", 0), Fragment("b", 0), Fragment("c", 1), Fragment("d", 1)], 1, Cancel);

        await Should.ThrowAsync<InvalidDataException>(async () =>
            await Store.CompactAsync(Model, (parts, key) => key.Start == Start ? Join(parts, key) : throw new InvalidDataException("damaged"), Cancel));

        (await ReadAsync(new(Model, ProfileLevel.Hour, Always))).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task Compact_of_many_keys_loses_none()
    {
        for (int flush = 0; flush < 3; flush++)
        {
            await Store.AppendAsync(Model, [.. Enumerable.Range(0, 3000).Select(i => Fragment($"{flush}", hour: i % 100, column: $"c{i / 100}"))], flush, Cancel);
        }

        (await Store.CompactAsync(Model, Join, Cancel)).ShouldBe(3000);

        IReadOnlyList<string> read = await ReadAsync(new(Model, ProfileLevel.Hour, Always));
        read.Count.ShouldBe(3000);
        read.ShouldAllBe(text => text == "012");
    }

    [Fact]
    public async Task Delete_of_a_level_and_span_leaves_the_rest()
    {
        await Store.AppendAsync(Model, [Fragment("0", 0), Fragment("1", 1), Fragment("2", 2), Fragment("d", 1, level: ProfileLevel.Day)], 4, Cancel);

        await Store.DeleteAsync(Model, ProfileLevel.Hour, new Window(Start.AddHours(1), Start.AddHours(2)), Cancel);
        (await ReadAsync(new(Model, ProfileLevel.Hour, Always))).ShouldBe(["0", "2"]);
        (await ReadAsync(new(Model, ProfileLevel.Day, Always))).ShouldBe(["d"]);

        await Store.DeleteAsync(Model, ProfileLevel.Hour, null, Cancel);
        (await ReadAsync(new(Model, ProfileLevel.Hour, Always))).ShouldBeEmpty();
        (await Store.CheckpointAsync(Model, Cancel)).ShouldBe(4);
    }

    [Fact]
    public async Task Delete_of_a_model_forgets_its_checkpoint_too()
    {
        await Store.AppendAsync(Model, [Fragment("0", 0)], 4, Cancel);
        await Store.AppendAsync(new("other"), [Fragment("o", 0)], 5, Cancel);

        await Store.DeleteAsync(Model, null, null, Cancel);

        (await ReadAsync(new(Model, ProfileLevel.Hour, Always))).ShouldBeEmpty();
        (await Store.CheckpointAsync(Model, Cancel)).ShouldBe(0);
        (await ReadAsync(new(new("other"), ProfileLevel.Hour, Always))).ShouldBe(["o"]);
        await Store.AppendAsync(Model, [Fragment("again", 0)], 1, Cancel);
        (await ReadAsync(new(Model, ProfileLevel.Hour, Always))).ShouldBe(["again"]);
    }

    [Fact]
    public async Task Read_while_a_writer_appends_and_compacts_sees_whole_transactions()
    {
        await Store.AppendAsync(Model, [Fragment("a", 0), Fragment("b", 1)], 0, Cancel);
        Task writing = Task.Run(async () =>
        {
            for (int i = 1; i <= 30; i++)
            {
                await Store.AppendAsync(Model, [Fragment("a", 0), Fragment("b", 1)], i, Cancel);
                if (i % 10 == 0)
                {
                    await Store.CompactAsync(Model, Join, Cancel);
                }
            }
        }, Cancel);
        bool isLast;
        do
        {
            isLast = writing.IsCompleted;
            IReadOnlyList<string> texts = await ReadAsync(new(Model, ProfileLevel.Hour, Always));
            texts.Sum(t => t.Count(c => c == 'a')).ShouldBe(texts.Sum(t => t.Count(c => c == 'b')));
        }
        while (!isLast);
        await writing;
        (await ReadAsync(new(Model, ProfileLevel.Hour, Always))).ShouldBe([new string('a', 31), new string('b', 31)]);
    }

    protected abstract ValueTask<IProfileStore> CreateAsync();

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> parts, ProfileKey key)
        => Payload(string.Concat(parts.Select(part => Encoding.UTF8.GetString(part.Span)).Order(StringComparer.Ordinal)));

    private static byte[] Payload(string text) => Encoding.UTF8.GetBytes(text);

    private static string Describe(ProfileFragment fragment) => $"{fragment.Key} {Convert.ToHexString(fragment.Payload.Span)}";

    private static ProfileFragment Fragment(
        string text, int hour, string column = "income", string version = "1", SegmentKey? segment = null, ProfileLevel level = ProfileLevel.Hour)
        => new(new ProfileKey(version, segment ?? SegmentKey.All, level, Start.AddHours(hour), column), Payload(text));

    private async Task<IReadOnlyList<string>> ReadAsync(ProfileQuery query)
        => [.. (await Store.ReadAsync(query, Cancel)).Select(f => Encoding.UTF8.GetString(f.Payload.Span)).Order(StringComparer.Ordinal)];
}
