using Vedetta.Core.Monitors;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Monitors;

/// <summary>Rows that come late, twice, in another order or after a crash.</summary>
public class LateDataTests
{
    [Fact]
    public async Task Late_rows_revise_a_point_and_keep_the_first_reading()
    {
        using var stage = await DriftStoryTests.StartAsync();
        await DriftStoryTests.LiveDayAsync(stage, 0, shift: 0);
        var before = (await stage.PointsAsync("drift")).Single(point => point.Key.Column == "income");
        before.Revision.ShouldBe(0);
        before.First.ShouldBeNull();

        await stage.SendAsync(DriftStoryTests.Rows(0, shift: 3));
        stage.Time.Advance(TimeSpan.FromMinutes(10));
        var answer = await stage.EvaluateAsync();
        answer.Changed.ShouldContain(change => change.Point.Key == before.Key && change.Was == VerdictKind.Healthy);
        var after = (await stage.PointsAsync("drift")).Single(point => point.Key == before.Key);
        after.Revision.ShouldBe(1);
        after.First.ShouldBe(before.Reading);
        after.FirstAt.ShouldBe(before.FirstAt);
        after.Reading.N.ShouldBe(600);
        after.Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        (await stage.IncidentsAsync()).ShouldHaveSingleItem().Members[0].First.Verdict.Kind.ShouldBe(VerdictKind.Healthy);

        (await stage.EvaluateAsync(DriftStoryTests.Day(0))).Changed.ShouldBeEmpty("the same rows give the same reading");
    }

    [Fact]
    public async Task An_open_window_shows_its_value_and_is_judged_once_it_closed()
    {
        using var stage = await DriftStoryTests.StartAsync();
        await stage.SendAsync(DriftStoryTests.Rows(0, shift: 3).Take(150));
        stage.Time.Now = DriftStoryTests.Day(0).From.AddHours(12);
        await stage.EvaluateAsync();
        var open = (await stage.PointsAsync("drift")).Single(point => point.Key.Column == "income");
        open.Reading.Completeness.ShouldBe(11.75 / 24, 1e-9);
        open.Reading.Value.ShouldNotBeNull();
        open.Reading.Verdict.Kind.ShouldBe(VerdictKind.Undecided);
        (await stage.IncidentsAsync()).ShouldBeEmpty();

        stage.Time.Now = DriftStoryTests.Day(0).To.AddMinutes(15);
        await stage.EvaluateAsync();
        var closed = (await stage.PointsAsync("drift")).Single(point => point.Key.Column == "income");
        closed.Reading.Completeness.ShouldBe(1);
        closed.Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        closed.Revision.ShouldBe(0, "a preview is not a first reading");
    }

    [Fact]
    public async Task Live_back_fill_and_shuffled_replay_with_duplicates_give_the_same_points()
    {
        const int Days = 12;
        double Shift(int day) => day is 6 or 7 ? 1.5 : 0;
        using var live = await DriftStoryTests.StartAsync();
        for (var day = 0; day < Days; day++) await DriftStoryTests.LiveDayAsync(live, day, Shift(day));

        var rows = Enumerable.Range(0, Days).SelectMany(day => DriftStoryTests.Rows(day, Shift(day))).ToList();
        using var filled = await DriftStoryTests.StartAsync();
        filled.Time.Now = live.Time.Now;
        await filled.SendAsync(rows, live: false);
        await filled.EvaluateAsync();

        using var shuffled = await DriftStoryTests.StartAsync();
        shuffled.Time.Now = live.Time.Now;
        var order = Enumerable.Range(0, rows.Count).Concat(Enumerable.Range(100, 500)).ToArray();
        new Random(3).Shuffle(order);
        foreach (var part in order.Chunk(700))
        {
            await shuffled.SendAsync(part.Select(i => rows[i]), live: false, [.. part.Select(i => $"x{i}")]);
            await shuffled.EvaluateAsync();
        }

        var expected = await PointsOfAsync(live);
        expected.Count.ShouldBeGreaterThan(Days * 3);
        ShouldEqual(await PointsOfAsync(filled), expected);
        ShouldEqual(await PointsOfAsync(shuffled), expected);
        filled.Notices.All.ShouldBeEmpty("history notifies nobody");
        (await filled.IncidentsAsync()).Count.ShouldBe((await live.IncidentsAsync()).Count);
    }

    [Fact]
    public async Task What_was_stored_but_not_evaluated_before_a_crash_is_found_again()
    {
        using var stage = await DriftStoryTests.StartAsync();
        await DriftStoryTests.LiveDayAsync(stage, 0, shift: 0);
        await stage.SendAsync(DriftStoryTests.Rows(1, shift: 3));
        stage.Time.Now = DriftStoryTests.Day(2).From.AddMinutes(40);
        stage.Restart();

        var (done, failed) = await stage.Evaluation.EvaluateDueAsync(stage.Time.Now, default);
        failed.ShouldBeEmpty();
        done.ShouldHaveSingleItem().Incidents.ShouldHaveSingleItem().Cause.Columns.ShouldBe(["income"]);
        (await stage.PointsAsync("drift")).ShouldContain(point => point.Key.Window == DriftStoryTests.Day(1) && point.Key.Column == "income");
    }

    // Duplicates, lateness and silence tell how rows came; everything else must not depend on it.
    private static async Task<Dictionary<PointKey, Reading>> PointsOfAsync(ModelStage stage)
    {
        var monitors = (await stage.Monitors.ListAsync(ModelStage.Id, default)).ToDictionary(monitor => monitor.Name, StringComparer.Ordinal);
        return (await stage.PointsAsync())
            .Where(point => monitors[point.Key.Monitor].Metric is not (MonitorMetric.Duplicates or MonitorMetric.Freshness or MonitorMetric.Silence))
            .ToDictionary(point => point.Key, point => point.Reading);
    }

    private static void ShouldEqual(Dictionary<PointKey, Reading> actual, Dictionary<PointKey, Reading> expected)
    {
        actual.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (key, reading) in expected) Points.Same(actual[key], reading).ShouldBeTrue($"{key}: {actual[key]} against {reading}");
    }
}
