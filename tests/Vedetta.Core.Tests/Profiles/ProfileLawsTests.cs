using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Profiles;

public sealed class ProfileLawsTests
{
    [Fact]
    public void Profiles_the_order_the_batches_and_repetitions_of_rows_change_nothing() =>
        Prop.ForAll(
            Gen.Choose(0, 1_000_000).ToArbitrary(),
            seed => SameWhateverTheOrder(seed).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Start_after_a_crash_between_commits_and_flushes_counts_every_row_once(int flushAfter)
    {
        var kept = new InMemoryProfileStore();
        var mortal = new MortalProfileStore(kept);
        var first = await World.StartAsync(profiles: mortal);
        await first.ModelAsync(Described());
        await first.ReferenceAsync(ReferenceRows, version: "");
        for (var i = 0; i < 5; i++)
        {
            await first.PredictAsync(string.Join('\n', Rows(i, 400)));
            if (i + 1 == flushAfter) await first.Ingestion.FlushAsync(CancellationToken.None);
        }

        var expected = Text(await first.ReadAsync());

        // The process ends without a flush: only the stores remain.
        mortal.Die();
        await using var second = await World.StartAsync(events: first.Events, profiles: kept, metadata: first.Metadata);
        (await second.ReadAsync()).Rows.ShouldBe(2000);
        Text(await second.ReadAsync()).ShouldBe(expected);
        (await second.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
        var again = await second.PredictAsync(string.Join('\n', Rows(3, 400)));
        again.Duplicates.ShouldBe(400);
        again.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task Read_windows_of_hours_days_and_months_agree_with_the_rows_also_across_a_leap_day_and_clock_changes()
    {
        await using var world = await World.StartAsync();
        world.Clock.Now = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        await world.ModelAsync(Described() with { TimeZone = "Europe/Berlin" });
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var moments = Span(new(2024, 2, 27, 0, 0, 0, TimeSpan.Zero), 5).Concat(Span(new(2026, 3, 28, 0, 0, 0, TimeSpan.Zero), 3)).Concat(Span(new(2026, 10, 24, 0, 0, 0, TimeSpan.Zero), 3)).ToList();
        await world.PredictAsync(string.Join('\n', moments.Select((m, i) => Row($"r{i}", m, i))), backfill: true);
        await world.Ingestion.FlushAsync(CancellationToken.None);
        await world.PredictAsync(string.Join('\n', moments.Select((m, i) => Row($"s{i}", m, i))), backfill: true);

        foreach (var size in (WindowSize[])[WindowSize.Hour, WindowSize.Day, WindowSize.Week, WindowSize.Month, WindowSize.Year])
        {
            var windows = WindowCalendar.Cut(new Window(new(2024, 2, 1, 0, 0, 0, TimeSpan.Zero), new(2024, 4, 1, 0, 0, 0, TimeSpan.Zero)), size, zone)
                .Concat(WindowCalendar.Cut(new Window(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 15, 0, 0, 0, TimeSpan.Zero)), size, zone)).Distinct().ToList();
            var sets = await world.Reader.ReadAsync(World.Model, windows, ["x"], version: null, SegmentKey.All, CancellationToken.None);
            sets.Select(s => s.Rows).ShouldBe(windows.Select(w => 2L * moments.Count(w.Contains)), customMessage: size.ToString());
            sets.Where(s => s.Rows > 0).ShouldAllBe(s => s.Columns["x"].Rows == s.Rows && s.Columns.Count == 1);
        }

        // The repeated hour of autumn is two hours of its own.
        var twice = (Window[])[new(new(2026, 10, 25, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero)), new(new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 2, 0, 0, TimeSpan.Zero))];
        (await world.Reader.ReadAsync(World.Model, twice, null, null, SegmentKey.All, CancellationToken.None)).Select(s => s.Rows).ShouldBe([4L, 4L]);
    }

    [Fact]
    public async Task Read_segments_hold_the_rows_of_their_value_and_rare_values_share_one()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());
        await world.PredictAsync(string.Join('\n', Enumerable.Range(0, 450).Select(i => Row($"r{i}", World.Now.AddHours(-5), i, $"place{i % 150}"))));

        (await world.ReadAsync(segment: new SegmentKey("region", "place7"))).Rows.ShouldBe(3);
        (await world.ReadAsync(segment: new SegmentKey("region", "#other"))).Rows.ShouldBe(150);
        (await world.ReadAsync(segment: new SegmentKey("region", "nowhere"))).Rows.ShouldBe(0);
    }

    [Fact]
    public async Task Read_a_column_without_a_value_is_all_missing_and_an_output_that_never_came_is_absent()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());
        await world.PredictAsync("""{"id":"a","at":"2026-02-01T00:00:00Z","score":0.5}""");

        var set = await world.ReadAsync();

        set.Columns["x"].Missing.ShouldBe(1);
        set.Columns["x"].Rows.ShouldBe(1);
        set.Columns.Keys.ShouldNotContain("decision");
        set.Columns.Keys.ShouldNotContain(ProfileColumns.Latency);
    }

    [Fact]
    public async Task ConfirmSchema_another_type_makes_the_profiles_again_from_rows()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        await world.PredictAsync(string.Join('\n', Rows(0, 300)));
        (await world.ReadAsync()).Columns["x"].ShouldBeOfType<NumericProfile>();
        var schema = (await world.Models.GetAsync(World.Model, CancellationToken.None)).Schema.Columns;

        await world.Models.ConfirmSchemaAsync(World.Model, [.. schema.Select(c => c.Name == "x" ? c with { Type = ColumnType.Categorical } : c)], CancellationToken.None);
        await world.Ingestion.FlushAsync(CancellationToken.None);

        var profile = (await world.ReadAsync()).Columns["x"].ShouldBeOfType<CategoricalProfile>();
        profile.Rows.ShouldBe(300);
        profile.Missing.ShouldBe(0);
        profile.Counts["7"].ShouldBeGreaterThan(0);
        (await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task IngestReference_after_rows_puts_their_profiles_on_the_grid_of_the_reference()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        await world.PredictAsync(string.Join('\n', Rows(0, 300)));
        var before = ((NumericProfile)(await world.ReadAsync()).Columns["x"]).Grid;

        await world.ReferenceAsync("ts,x,region,score\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"2026-01-01,{i},osh,0.{i % 10}\n")), version: "");

        var after = ((NumericProfile)(await world.ReadAsync()).Columns["x"]).Grid;
        after.ShouldNotBe(before);
        after.ShouldBe((await world.Reader.ReferenceAsync(World.Model, "", SegmentKey.All, CancellationToken.None))!.Grids["x"]);
        (await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_versions_with_references_of_their_own_are_merged_while_every_value_is_known()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());
        string Reference(int shift) => "ts,x,region,score\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"2026-01-01,{i + shift},osh,0.{i % 10}\n"));
        await world.ReferenceAsync(Reference(0), "1");
        await world.ReferenceAsync(Reference(50), "2");
        await world.PredictAsync("""{"id":"a","at":"2026-02-01T00:00:00Z","version":"1","score":0.5,"features":{"x":1}}""" + "\n" + """{"id":"b","at":"2026-02-01T00:00:00Z","version":"2","score":0.5,"features":{"x":3}}""");

        var set = await world.ReadAsync();

        set.Versions.ShouldBe(["1", "2"]);
        set.Rows.ShouldBe(2);
        ((NumericProfile)set.Columns["x"]).Mean.ShouldBe(2);
        set.Notes.ShouldBeEmpty();
        (await world.ReadAsync(version: "2")).Rows.ShouldBe(1);
    }

    [Fact]
    public async Task Verify_a_damaged_profile_is_named_and_repaired()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());
        await world.PredictAsync(string.Join('\n', Rows(0, 300)));
        await world.Ingestion.FlushAsync(CancellationToken.None);
        var key = new ProfileKey("", SegmentKey.All, ProfileLevel.Hour, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), "region");
        var stray = new CategoricalProfile();
        stray.Add("osh", 5);
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        stray.Write(bytes);
        await world.Profiles.AppendAsync(World.Model, [new ProfileFragment(key, bytes.WrittenMemory)], await world.Profiles.CheckpointAsync(World.Model, CancellationToken.None), CancellationToken.None);

        var report = await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None);

        report.Agrees.ShouldBeFalse();
        report.Differences.ShouldContain(d => d.Key == key && d.What == "rows");
        await world.Verify.RepairAsync(World.Model, CancellationToken.None);
        (await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Agrees.ShouldBeTrue();
    }

    private static string ReferenceRows { get; } =
        "ts,x,y,region,score\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"2026-01-01,{i % 50},{i % 7},r{i % 3},0.{i % 10}\n"));

    internal static ModelDescription Described() => new(ModelTask.Binary, Columns:
    [
        new("x", ColumnType.Numeric),
        new("y", ColumnType.Numeric),
        new("region", ColumnType.Categorical, Segment: true),
    ]);

    internal static IEnumerable<string> Rows(int batch, int count) => Enumerable.Range(0, count)
        .Select(i => Row($"b{batch}-{i}", new DateTimeOffset(2026, 2, 1 + (i % 20), i % 24, 30, 0, TimeSpan.Zero), (i * 37) + batch));

    private static string Row(string id, DateTimeOffset at, int n, string? region = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{id}}","at":"{{at.UtcDateTime:O}}","features":{"x":{{n % 101}},"y":{{n % 13 * 0.37}},"region":"{{region ?? $"r{n % 3}"}}"},"score":{{n % 97 / 97.0:R}}}""");

    private static IEnumerable<DateTimeOffset> Span(DateTimeOffset from, int days) => Enumerable.Range(0, days * 48).Select(i => from.AddMinutes(30 * i));

    private static async Task SameWhateverTheOrder(int seed)
    {
        var random = new Random(seed);
        var rows = Rows(0, 600).ToList();
        var expected = await Profiled([rows], flush: false);
        var shuffled = rows.Concat(rows.Take(200)).OrderBy(_ => random.Next()).ToList();
        var parts = shuffled.Chunk(random.Next(60, 400)).Select(c => c.ToList()).ToList();
        (await Profiled(parts, flush: true)).ShouldBe(expected);
    }

    /// <summary>Everything the profiles say, on a fixed grid: that of a reference.</summary>
    private static async Task<string> Profiled(IReadOnlyList<List<string>> parts, bool flush)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());
        await world.ReferenceAsync(ReferenceRows, version: "");
        foreach (var part in parts)
        {
            await world.PredictAsync(string.Join('\n', part));
            if (flush) await world.Ingestion.FlushAsync(CancellationToken.None);
        }

        (await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
        return Text(await world.ReadAsync()) + Text(await world.ReadAsync(segment: new SegmentKey("region", "r1")));
    }

    private static string Text(ProfileSet set) => string.Join('\n', set.Columns.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c =>
    {
        var profile = c.Value;
        var head = $"{c.Key}: {profile.Rows} {profile.Missing} {profile.Invalid} {profile.Distinct}";
        return profile switch
        {
            NumericProfile n => string.Create(CultureInfo.InvariantCulture, $"{head} {n.Moments.Count} {n.Mean:G12} {n.StandardDeviation:G11} {n.Min} {n.Max} {string.Join(',', n.Cells.ToArray())} {n.Fine?.Counts.Length}"),
            CategoricalProfile k => $"{head} {string.Join(',', k.Counts.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"))}",
            _ => head,
        };
    }));
}
