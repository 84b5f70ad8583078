using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Quality;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Quality;

/// <summary>
/// Monitors of outcomes over days that are played. The model changes on day 15; its outcomes fall due ten days after each
/// prediction, so the first bad day can be judged on day 26.
/// </summary>
public class LabelMonitorStoryTests
{
    private const int Change = 15;
    private const int Healed = 20;
    private const int Maturity = 10;

    [Fact]
    public async Task Skill_that_is_lost_fires_when_its_outcomes_are_due_and_resolves_when_it_is_back()
    {
        await using var world = await LabelWorld.StartAsync(monitors: [LabelWorld.Monitor("quality", MonitorMetric.Performance)]);
        world.Skill = day => day is >= Change and < Healed ? 0.1 : 1;

        await world.PlayAsync(0, Change + Maturity);
        world.Notices.All.ShouldBeEmpty();
        var before = await world.PointsAsync("quality");
        before.Where(point => point.Reading.Completeness >= 1).ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Healthy && point.Reading.BaselineN == 30 * 300);

        await world.PlayAsync(Change + Maturity, Change + Maturity + 2);
        var fired = world.Notices.All.ShouldHaveSingleItem();
        fired.Kind.ShouldBe(NoticeKind.Fired);
        fired.Incident.Cause.Kind.ShouldBe("performance");
        fired.Incident.Backfilled.ShouldBeFalse();
        fired.Incident.Severity.ShouldBe(Severity.Critical);
        LabelWorld.DayOf(fired.Incident.Members[0].Window).ShouldBe(Change);
        fired.Incident.Title.ShouldContain("Predictions became worse");

        await world.PlayAsync(Change + Maturity + 2, Healed + Maturity + 3);
        var incident = (await world.IncidentsAsync()).ShouldHaveSingleItem();
        incident.State.ShouldBe(IncidentState.Resolved);
        world.Notices.All.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired, NoticeKind.Resolved]);
        var bad = (await world.PointsAsync("quality")).Where(point => point.Reading.Verdict.Kind is VerdictKind.Critical or VerdictKind.Warning).Select(point => LabelWorld.DayOf(point.Key.Window));
        bad.ShouldBe(Enumerable.Range(Change, Healed - Change));
    }

    [Fact]
    public async Task A_small_drop_is_pending_until_the_next_day_says_the_same()
    {
        var rule = LabelWorld.Monitor("quality", MonitorMetric.Performance, "roc_auc") with { Warning = 1, Critical = 60 };
        await using var world = await LabelWorld.StartAsync(perDay: 1_000, monitors: [rule]);
        world.Skill = day => day is >= Change and < Healed ? 0.35 : 1;

        await world.PlayAsync(0, Change + Maturity + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        world.Notices.All.ShouldBeEmpty();

        await world.PlayAsync(Change + Maturity + 1, Change + Maturity + 2);
        world.Notices.All.ShouldHaveSingleItem().Incident.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public async Task Scores_that_are_too_low_are_found_by_calibration_while_ranks_stay_as_good()
    {
        await using var world = await LabelWorld.StartAsync(
            monitors: [LabelWorld.Monitor("calibration", MonitorMetric.Calibration), LabelWorld.Monitor("quality", MonitorMetric.Performance, "roc_auc")]);
        world.Shift = day => day >= Change ? 1 : 0;

        await world.PlayAsync(0, Change + Maturity + 2);

        var fired = world.Notices.All.ShouldHaveSingleItem();
        fired.Incident.Members.ShouldHaveSingleItem().Monitor.ShouldBe("calibration");
        var (first, last) = ((await world.PointsAsync("calibration"))[0], (await world.PointsAsync("calibration")).Last(point => point.Reading.Completeness >= 1));
        first.Reading.Verdict.Kind.ShouldBe(VerdictKind.Healthy);
        last.Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        last.Reading.Value.ShouldNotBeNull().ShouldBe(1, 0.4);
        (await world.PointsAsync("quality")).ShouldAllBe(point => point.Reading.Verdict.Kind != VerdictKind.Critical && point.Reading.Verdict.Kind != VerdictKind.Warning);
    }

    [Fact]
    public async Task Outcomes_that_come_later_than_usual_and_outcomes_that_do_not_come_are_two_alarms_of_the_pipeline()
    {
        await using var world = await LabelWorld.StartAsync(
            monitors: [LabelWorld.Monitor("delay", MonitorMetric.LabelDelay), LabelWorld.Monitor("coverage", MonitorMetric.LabelCoverage)]);
        world.Delay = day => day < Change ? 4 : day < Healed ? 9 : null;

        await world.PlayAsync(0, Healed + Maturity + 2);

        var delay = (await world.PointsAsync("delay")).Where(point => point.Reading.Verdict.Kind is VerdictKind.Warning or VerdictKind.Critical).ToList();
        LabelWorld.DayOf(delay[0].Key.Window).ShouldBe(Change + 9);
        delay[0].Reading.Value.ShouldNotBeNull().ShouldBe(9, 0.01);
        var coverage = (await world.PointsAsync("coverage")).Where(point => point.Reading.Completeness >= 1).ToDictionary(point => LabelWorld.DayOf(point.Key.Window), point => point.Reading);
        coverage[Healed - 1].Verdict.Kind.ShouldBe(VerdictKind.Healthy);
        coverage[Healed].Verdict.Kind.ShouldBe(VerdictKind.Critical);
        coverage[Healed].Value.ShouldBe(0);
        world.Notices.All.Where(notice => notice.Kind == NoticeKind.Fired).ShouldAllBe(notice => notice.Incident.Cause.Kind == "labels" && notice.Incident.Audience == Audience.Engineering);
    }

    [Fact]
    public async Task A_worse_version_is_told_by_comparison_with_the_one_before()
    {
        var rule = LabelWorld.Monitor("release", MonitorMetric.Performance, "roc_auc") with { Baseline = BaselineKind.PreviousVersion };
        await using var world = await LabelWorld.StartAsync(monitors: [rule]);
        world.Version = day => day >= Change ? "2" : "1";
        world.Skill = day => day >= Change ? 0.4 : 1;

        await world.PlayAsync(0, Change + Maturity + 2);

        var points = (await world.PointsAsync("release")).Where(point => point.Reading.Completeness >= 1).ToList();
        points.Where(point => LabelWorld.DayOf(point.Key.Window) < Change).ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Undecided);
        var first = points.Single(point => LabelWorld.DayOf(point.Key.Window) == Change).Reading;
        first.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        first.Verdict.Reason.ShouldNotBeNull().ShouldContain("version '1' before it");
        first.BaselineN.ShouldBe(4 * 300);
    }

    [Fact]
    public async Task Late_corrections_revise_the_point_and_the_first_reading_stays()
    {
        await using var world = await LabelWorld.StartAsync(monitors: [LabelWorld.Monitor("quality", MonitorMetric.Performance, "accuracy")]);
        await world.PlayAsync(0, Maturity + 3);
        var day = new Window(LabelWorld.Start, LabelWorld.Start.AddDays(1));
        var first = (await world.PointsAsync("quality")).Single(point => point.Key.Window == day);
        first.Revision.ShouldBe(0);
        first.Reading.Verdict.Kind.ShouldBe(VerdictKind.Healthy);

        // Every outcome of the first day turns out to be the other one; nothing else comes.
        var labels = await LabelsAsync(world, day);
        world.World.Clock.Now = world.World.Clock.Now.AddMinutes(10);
        await world.World.OutcomesAsync(string.Join('\n', labels.Select(each => $$"""{"id":"{{each.Key}}","value":{{1 - each.Value}},"source":"review"}""")));
        (await world.EvaluateDueAsync()).Done.ShouldHaveSingleItem();

        var revised = (await world.PointsAsync("quality")).Single(point => point.Key.Window == day);
        revised.Revision.ShouldBe(1);
        revised.First!.Value.ShouldBe(first.Reading.Value);
        revised.Reading.Value.ShouldNotBeNull().ShouldBe(1 - first.Reading.Value!.Value, 1e-9);
        revised.Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        world.Notices.All.ShouldHaveSingleItem().Incident.State.ShouldBe(IncidentState.Firing);
        var said = await world.Performance.ReadAsync(Ingestion.World.Model, new PerformanceQuestion(["accuracy"], Every: WindowSize.Day), default);
        var point = said.Series[0].Points.Single(each => each.Window == day);
        (point.Revision, point.First!.Value, point.Reading.Value).ShouldBe((1, first.Reading.Value, revised.Reading.Value));

        // What was known before the corrections is still answered.
        var then = await world.Performance.ReadAsync(Ingestion.World.Model, new PerformanceQuestion(["accuracy"], Every: WindowSize.Day, AsOf: world.World.Clock.Now.AddMinutes(-5)), default);
        then.Series[0].Points.Single(each => each.Window == day).Reading.Value.ShouldBe(first.Reading.Value);
    }

    [Fact]
    public async Task Two_months_without_change_fire_nothing()
    {
        await using var world = await LabelWorld.StartAsync(
            seed: 5, perDay: 150,
            LabelWorld.Monitor("quality", MonitorMetric.Performance), LabelWorld.Monitor("brier", MonitorMetric.Performance, "brier") with { Window = WindowSize.Week }, LabelWorld.Monitor("calibration", MonitorMetric.Calibration),
            LabelWorld.Monitor("delay", MonitorMetric.LabelDelay), LabelWorld.Monitor("coverage", MonitorMetric.LabelCoverage));

        await world.PlayAsync(0, 60);

        world.Notices.All.ShouldBeEmpty();
        foreach (var monitor in new[] { "quality", "brier", "calibration", "delay", "coverage" })
            (await world.PointsAsync(monitor)).Count(point => point.Reading.Verdict.Kind == VerdictKind.Healthy).ShouldBeGreaterThan(4, monitor);
    }

    private static async Task<Dictionary<string, int>> LabelsAsync(LabelWorld world, Window day)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var batch in world.World.Events.ScanLabelledAsync(Ingestion.World.Model, new Vedetta.Core.Storage.LabelledScan(["label"], day), default))
            for (var row = 0; row < batch.Count; row++) labels[batch.Rows.Id[row]!] = (int)batch.Outcomes[0].Value[row];
        return labels;
    }
}
