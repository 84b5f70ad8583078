using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Time;
using Vedetta.Statistics.Learners;

namespace Vedetta.Core.Tests.Samples;

public class RowSamplerTests
{
    private static readonly DateTimeOffset Day = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Window Window = new(Day, Day.AddDays(1));

    [Fact]
    public async Task Sample_of_a_window_is_the_same_whatever_order_the_rows_came_in()
    {
        var rows = Enumerable.Range(0, 4_000).Select(Json).ToArray();
        var inOrder = await SampleAsync(rows, 500);
        string[] shuffled = [.. rows, .. rows[..900]];
        new Random(3).Shuffle(shuffled);
        var replay = await SampleAsync(shuffled, 500);

        inOrder.Rows.ShouldBe(500);
        inOrder.Population.ShouldBe(4_000);
        Numbers(replay, "age").ShouldBe(Numbers(inOrder, "age"));
        Words(replay, "region").ShouldBe(Words(inOrder, "region"));

        // The ages are 0 to 99 with equal shares: the mean of 500 has a standard error of 1.3.
        Numbers(inOrder, "age").Average().ShouldBe(49.5, 5);
    }

    [Fact]
    public async Task Sample_of_few_rows_holds_all_of_them_and_nothing_outside_the_window()
    {
        var sample = await SampleAsync([.. Enumerable.Range(0, 60).Select(Json), Json(61).Replace("2026-02-01", "2026-02-02", StringComparison.Ordinal)], 500);
        sample.Rows.ShouldBe(60);
        Numbers(sample, "age").Order().ShouldBe(Enumerable.Range(0, 60).Select(i => (double)i));
    }

    [Fact]
    public async Task Sample_keeps_to_version_and_segment()
    {
        var rows = Enumerable.Range(0, 2_000).Select(Json).ToArray();
        (await SampleAsync(rows, 300, version: "2")).Rows.ShouldBe(300);
        Words(await SampleAsync(rows, 300, segment: new SegmentKey("region", "b")), "region").ShouldAllBe(region => region == "b");
        (await SampleAsync(rows, 300, version: "unknown")).Rows.ShouldBe(0);
    }

    [Fact]
    public async Task Sample_of_a_reference_of_repeated_rows_keeps_their_shares()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        var random = new Random(1);

        // Four different rows only: by the hash of the row alone a sample would hold one kind of them.
        var lines = Enumerable.Range(0, 8_000).Select(_ => random.Next(10) switch { 0 => "a,1", < 4 => "b,2", < 7 => "c,3", _ => "d,4" });
        await world.ReferenceAsync("kind,level\n" + string.Join('\n', lines));
        var model = (await world.Metadata.Models.FindAsync(World.Model, default))!;
        var sampler = new RowSampler(world.Metadata.Models, world.Events);

        var sample = await sampler.OfReferenceAsync(model, "1", SegmentKey.All, 8_000, 1_000, default);

        sample.Rows.ShouldBe(1_000);
        Words(sample, "kind").Count(kind => kind == "a").ShouldBeInRange(70, 130);
        Words(sample, "kind").Count(kind => kind == "b").ShouldBeInRange(240, 360);
        Words(await sampler.OfReferenceAsync(model, "1", SegmentKey.All, 8_000, 1_000, default), "kind").ShouldBe(Words(sample, "kind"));
    }

    [Fact]
    public void HashUpTo_asks_for_a_little_more_than_the_wanted_share()
    {
        RowSampler.HashUpTo(5_000, 5_400).ShouldBeNull();
        var share = RowSampler.HashUpTo(5_000, 10_000_000)!.Value / (double)ulong.MaxValue;
        (share * 10_000_000).ShouldBeInRange(5_001, 5_500);
    }

    private static async Task<RowSample> SampleAsync(IReadOnlyList<string> rows, int count, string? version = null, SegmentKey? segment = null)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(new ModelDescription(ModelTask.Binary, Columns: [new ColumnDefinition("age", ColumnType.Numeric), new ColumnDefinition("region", ColumnType.Categorical, Segment: true)]));
        foreach (var part in rows.Chunk(700)) await world.PredictAsync(string.Join('\n', part), backfill: true);
        var model = (await world.Metadata.Models.FindAsync(World.Model, default))!;
        var of = segment ?? SegmentKey.All;
        var population = (await world.ReadAsync(Window, version, of)).Rows;
        return await new RowSampler(world.Metadata.Models, world.Events).OfWindowsAsync(model, [Window], version, of, population, count, default);
    }

    private static string Json(int i) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":"r{{i}}","at":"{{Day.AddSeconds(i):yyyy-MM-ddTHH:mm:ssZ}}","version":"{{(i % 3) + 1}}","features":{"age":{{i % 100}},"region":"{{(char)('a' + (i % 4))}}"},"score":0.5}""");

    private static double[] Numbers(RowSample sample, string column) => ((NumericColumn)sample.Table.Find(column)!).Values;

    private static string[] Words(RowSample sample, string column)
    {
        var categories = (CategoricalColumn)sample.Table.Find(column)!;
        return [.. categories.Codes.Select(code => categories.Levels[code])];
    }
}
