using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Quality;
using Vedetta.Core.Tests.Stage;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Quality;

/// <summary>
/// One life for each kind of monitor of quality: a change at T, pending on the first judged bad day, firing on the next, as its
/// <c>for</c> of a day says, resolved when it is well again. The clock is scripted.
/// </summary>
public class EveryMonitorStoryTests
{
    private const int Change = 4;
    private const int Healed = 8;
    private const int Maturity = 10;

    [Theory]
    [InlineData("absolute")]
    [InlineData("corridor")]
    [InlineData("quantile")]
    [InlineData("relative")]
    [InlineData("difference")]
    [InlineData("previous_version")]
    [InlineData("calibration")]
    [InlineData("label_coverage")]
    public async Task A_monitor_of_outcomes_is_pending_and_fires_when_they_are_due_and_resolves(string kind)
    {
        await using var world = await LabelWorld.StartAsync(monitors: [OfOutcomes(kind) with { For = TimeSpan.FromDays(1) }]);
        switch (kind)
        {
            case "calibration": world.Shift = day => IsBad(day) ? 1.5 : 0; break;
            case "label_coverage": world.Delay = day => IsBad(day) ? null : 4; break;
            default: world.Skill = day => IsBad(day) ? -0.5 : 1; break;
        }

        if (kind == "previous_version") world.Version = day => day < Change ? "1" : day < Healed ? "2" : "3";

        await world.PlayAsync(0, Change + Maturity);
        (await world.IncidentsAsync()).ShouldBeEmpty();
        await world.PlayAsync(Change + Maturity, Change + Maturity + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        world.Notices.All.ShouldBeEmpty();
        await world.PlayAsync(Change + Maturity + 1, Change + Maturity + 2);
        var fired = world.Notices.All.ShouldHaveSingleItem().Incident;
        fired.State.ShouldBe(IncidentState.Firing);
        LabelWorld.DayOf(fired.Members[0].Window).ShouldBe(Change);
        await world.PlayAsync(Change + Maturity + 2, Healed + Maturity);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        await world.PlayAsync(Healed + Maturity, Healed + Maturity + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
        world.Notices.All.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired, NoticeKind.Resolved]);
    }

    [Fact]
    public async Task Outcomes_that_take_longer_are_pending_on_the_day_they_come_and_fire_on_the_next()
    {
        await using var world = await LabelWorld.StartAsync(monitors: [LabelWorld.Monitor("delay", MonitorMetric.LabelDelay) with { For = TimeSpan.FromDays(1) }]);

        // Outcomes of the days of the change come on days 11 to 14, later ones as usual from day 15 on.
        world.Delay = day => day < Change ? 4 : IsBad(day) ? 7 : day < 11 ? null : 4;

        await world.PlayAsync(0, Change + 7);
        (await world.IncidentsAsync()).ShouldBeEmpty();
        await world.PlayAsync(Change + 7, Change + 8);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        await world.PlayAsync(Change + 8, Change + 9);
        var fired = world.Notices.All.ShouldHaveSingleItem().Incident;
        (fired.State, fired.Cause.Kind, LabelWorld.DayOf(fired.Members[0].Window)).ShouldBe((IncidentState.Firing, "labels", Change + 7));
        await world.PlayAsync(Change + 9, Change + 12);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
    }

    [Theory]
    [InlineData("estimated_performance")]
    [InlineData("prediction_drift")]
    [InlineData("low_confidence")]
    [InlineData("activity")]
    public async Task A_monitor_that_needs_no_outcomes_is_pending_on_the_day_and_fires_on_the_next_and_resolves(string kind)
    {
        await using var world = await EstimateWorld.StartAsync(monitors: [OfPredictions(kind) with { For = TimeSpan.FromDays(1) }]);
        if (kind == "activity") world.Version = day => IsBad(day) ? "1" : "2";
        else world.Spread = day => IsBad(day) ? 0.6 : 3;

        await world.PlayAsync(0, Change);
        (await world.IncidentsAsync()).ShouldBeEmpty();
        await world.PlayAsync(Change, Change + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        world.Notices.All.ShouldBeEmpty();
        await world.PlayAsync(Change + 1, Change + 2);
        var fired = world.Notices.All.ShouldHaveSingleItem().Incident;
        (fired.State, EstimateWorld.DayOf(fired.Members[0].Window)).ShouldBe((IncidentState.Firing, Change));
        await world.PlayAsync(Change + 2, Healed);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        await world.PlayAsync(Healed, Healed + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
        world.Notices.All.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired, NoticeKind.Resolved]);
    }

    [Fact]
    public async Task Concept_drift_is_silent_until_its_labels_come_and_then_the_stream_of_errors_signals()
    {
        var errors = EstimateWorld.Monitor("errors", MonitorMetric.Stream, "cusum") with { Columns = ["error"], RunLength = 20_000 };
        await using var world = await EstimateWorld.StartAsync(monitors: [errors, OfPredictions("estimated_performance"), OfPredictions("prediction_drift")]);
        world.Delay = _ => 2;
        world.Skill = day => IsBad(day) ? -1 : 1;

        await world.PlayAsync(0, Change + 2);
        (await world.IncidentsAsync()).ShouldBeEmpty();
        await world.PlayAsync(Change + 2, Change + 3);
        var fired = world.Notices.All.ShouldHaveSingleItem().Incident;
        (fired.State, fired.Members.ShouldHaveSingleItem().Monitor).ShouldBe((IncidentState.Firing, "errors"));
        EstimateWorld.DayOf(fired.Members[0].Window).ShouldBe(Change + 2);
        foreach (var quiet in new[] { "estimated_performance", "prediction_drift" })
            (await world.PointsAsync(quiet)).ShouldAllBe(point => !point.Reading.Verdict.IsAlarm, quiet);

        await world.PlayAsync(Change + 3, Healed + 2);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        await world.PlayAsync(Healed + 2, Healed + 4);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
    }

    private static bool IsBad(int day) => day is >= Change and < Healed;

    private static MonitorDefinition OfOutcomes(string kind)
    {
        var quality = LabelWorld.Monitor(kind, MonitorMetric.Performance, "roc_auc");
        return kind switch
        {
            "absolute" => quality with { Compare = Comparison.Absolute, Warning = 0.75, Critical = 0.65 },
            "corridor" => quality,
            "quantile" => quality with { Compare = Comparison.Quantile },
            "relative" => quality with { Compare = Comparison.Relative },
            "difference" => quality with { Compare = Comparison.Difference },
            "previous_version" => quality with { Baseline = BaselineKind.PreviousVersion },
            "calibration" => LabelWorld.Monitor(kind, MonitorMetric.Calibration),
            _ => LabelWorld.Monitor(kind, MonitorMetric.LabelCoverage),
        };
    }

    private static MonitorDefinition OfPredictions(string kind) => kind switch
    {
        "estimated_performance" => EstimateWorld.Monitor(kind, MonitorMetric.EstimatedPerformance),
        "prediction_drift" => EstimateWorld.Monitor(kind, MonitorMetric.Drift, "psi") with { Columns = ["score"], Warning = 0.1, Critical = 0.25 },
        "low_confidence" => EstimateWorld.Monitor(kind, MonitorMetric.LowConfidence),
        _ => EstimateWorld.Monitor(kind, MonitorMetric.Activity) with { Version = "2", Warning = 60, Critical = 30 },
    };
}
