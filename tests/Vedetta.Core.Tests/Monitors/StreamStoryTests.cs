using System.Globalization;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Monitors;

/// <summary>Streaming detectors over days of a model: they speak while a day is still open, and late rows run again.</summary>
public class StreamStoryTests
{
    private const int PerDay = 240; // with a run of 30,000 one signal is more than the 1 % of false alarms accepted in a day
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_change_at_noon_is_signalled_and_fires_the_same_afternoon()
    {
        using var stage = await StartAsync("cusum", "income");
        for (var day = 0; day < 4; day++) await EvaluateAsync(stage, Day(day, 0), Start.AddDays(day + 1).AddMinutes(20));
        (await stage.IncidentsAsync()).ShouldBeEmpty();
        (await stage.PointsAsync("stream")).ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Healthy);

        var changed = Day(4, 1.5, fromHour: 12).ToList();
        await EvaluateAsync(stage, changed[..(PerDay / 2)], Start.AddDays(4).AddHours(12));
        (await stage.IncidentsAsync()).ShouldBeEmpty();
        await EvaluateAsync(stage, changed[(PerDay / 2)..(PerDay * 5 / 8)], Start.AddDays(4).AddHours(15));

        var incident = (await stage.IncidentsAsync()).ShouldHaveSingleItem();
        incident.State.ShouldBe(IncidentState.Firing);
        incident.Cause.Kind.ShouldBe("drift");
        incident.Cause.Columns.ShouldBe(["income"]);
        var reason = incident.Members[0].Reading.Verdict.Reason.ShouldNotBeNull();
        reason.ShouldContain("signal");
        reason.ShouldContain("the last at 2026-03-06 1");
        reason.ShouldContain("one false alarm in");
        stage.Notices.All.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);
        var open = (await stage.PointsAsync("stream")).Single(point => point.Key.Window.From == Start.AddDays(4));
        open.Reading.Completeness.ShouldBeLessThan(1);
        open.Reading.Value.ShouldNotBeNull().ShouldBeGreaterThan(0);
        open.Reading.BaselineN.ShouldBe(3000);
    }

    [Theory, InlineData("adwin"), InlineData("page_hinkley"), InlineData("ewma"), InlineData("cusum")]
    public async Task Without_a_change_nobody_is_told(string detector)
    {
        using var stage = await StartAsync(detector, "*", run: 3_000);
        for (var day = 0; day < 6; day++) await EvaluateAsync(stage, Day(day, 0), Start.AddDays(day + 1).AddMinutes(20));
        (await stage.IncidentsAsync()).ShouldBeEmpty();
        var points = await stage.PointsAsync("stream");
        points.Select(point => point.Key.Column).Distinct().ShouldBe(["score", "income"], ignoreOrder: true);
        points.Where(point => point.Key.Column == "income").Sum(point => point.Reading.N).ShouldBe(6 * PerDay);
    }

    [Fact]
    public async Task Detectors_go_on_over_midnight_and_over_a_restart_as_if_nothing_had_happened()
    {
        using var whole = await StartAsync("cusum", "income");
        using var cut = await StartAsync("cusum", "income");
        for (var day = 0; day < 5; day++)
        {
            var rows = Day(day, day == 4 ? 0.8 : 0).ToList();
            await EvaluateAsync(whole, rows, Start.AddDays(day + 1).AddMinutes(20));
            foreach (var part in rows.Chunk(37))
            {
                await EvaluateAsync(cut, part, part[^1].At.AddMinutes(5));
                cut.Restart();
            }

            await EvaluateAsync(cut, [], Start.AddDays(day + 1).AddMinutes(20));
        }

        var expected = Said(await whole.PointsAsync("stream"));
        expected.Count.ShouldBe(5);
        expected.ShouldContain(said => !said.Contains(" 0 ", StringComparison.Ordinal));
        Said(await cut.PointsAsync("stream")).ShouldBe(expected);
    }

    [Fact]
    public async Task Late_rows_run_again_from_their_window_and_the_later_windows_follow()
    {
        var days = Enumerable.Range(0, 5).Select(day => Day(day, day >= 3 ? 1 : 0).ToList()).ToList();
        using var inTime = await StartAsync("cusum", "income");
        for (var day = 0; day < 5; day++) await EvaluateAsync(inTime, days[day], Start.AddDays(day + 1).AddMinutes(20));

        using var late = await StartAsync("cusum", "income");
        for (var day = 0; day < 5; day++) await EvaluateAsync(late, days[day].Where((_, i) => day != 1 || i % 3 > 0), Start.AddDays(day + 1).AddMinutes(20), Ids(day, i => day != 1 || i % 3 > 0));
        Said(await late.PointsAsync("stream")).ShouldNotBe(Said(await inTime.PointsAsync("stream")));
        await EvaluateAsync(late, days[1].Where((_, i) => i % 3 == 0), Start.AddDays(6), Ids(1, i => i % 3 == 0));

        Said(await late.PointsAsync("stream")).ShouldBe(Said(await inTime.PointsAsync("stream")));
        (await late.PointsAsync("stream"))[1].Revision.ShouldBe(1);
    }

    private static List<string> Said(IReadOnlyList<Point> points) =>
        [.. points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Key.Window.From:MM-dd} {point.Reading.Value} of {point.Reading.N}: {point.Reading.Verdict}"))];

    private static async Task<ModelStage> StartAsync(string detector, string column, double run = 30_000)
    {
        var stage = new ModelStage(Start, ModelTask.Binary, new ColumnDefinition("income", ColumnType.Numeric), new ColumnDefinition("region", ColumnType.Categorical));
        await stage.SaveAsync();
        await stage.ReferenceAsync(Rows(new Random(7), 3000, Start.AddDays(-30), 1, 0));
        var monitor = DefaultMonitors.Of(ModelStage.Id, "stream", MonitorMetric.Stream, [column]) with { Method = detector, RunLength = run, Managed = false };
        MonitorRules.Alone(monitor).ShouldBeEmpty();
        await stage.Metadata.Monitors.SaveAsync([monitor], default);
        return stage;
    }

    private static async Task EvaluateAsync(ModelStage stage, IEnumerable<StageRow> rows, DateTimeOffset now, IReadOnlyList<string>? ids = null)
    {
        stage.Time.Now = now;
        await stage.SendAsync(rows, ids: ids);
        await stage.EvaluateAsync();
    }

    private static IReadOnlyList<string> Ids(int day, Func<int, bool> kept) => [.. Enumerable.Range(0, PerDay).Where(kept).Select(i => $"d{day}-{i}")];

    private static IEnumerable<StageRow> Day(int day, double shift, int fromHour = 0) =>
        Rows(new Random(1000 + day), PerDay, Start.AddDays(day), 1440 / PerDay, shift, fromHour);

    private static IReadOnlyList<StageRow> Rows(Random random, int count, DateTimeOffset from, int minutes, double shift, int fromHour = 0) =>
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var at = from.AddMinutes(i * minutes);
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var value = 100 + (10 * (normal + (at >= from.AddHours(fromHour) ? shift : 0)));
            return new StageRow(at, new Dictionary<string, object?>(StringComparer.Ordinal) { ["income"] = value, ["region"] = "osh" }, Score: random.NextDouble());
        })];
}
