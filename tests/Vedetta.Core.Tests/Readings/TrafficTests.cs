using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Readings;
using Vedetta.Core.Tests.Monitors;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Readings;

public class TrafficTests
{
    [Fact]
    public async Task Traffic_has_a_point_per_window_and_the_whole()
    {
        using var stage = await DriftStoryTests.StartAsync();
        for (var day = 0; day < 3; day++) await DriftStoryTests.LiveDayAsync(stage, day, shift: 0);
        var answer = await stage.Readings.TrafficAsync(ModelStage.Id, new SeriesQuestion(), default);
        answer.Points.Count.ShouldBe(3);
        answer.Points.Sum(point => point.N).ShouldBe(900);
        answer.Whole.ShouldNotBeNull().N.ShouldBe(900);
        answer.Points[0].Errors.ShouldNotBeNull().ShouldSatisfyAllConditions(errors => errors.Count.ShouldBe(0), errors => errors.High.ShouldBeGreaterThan(0));
        answer.Points[0].Usual.ShouldBeNull("three days are too few to know what is usual");
        answer.Points[0].Latency.ShouldBeNull("no row says how long it took");
    }

    [Fact]
    public async Task Traffic_of_a_model_without_rows_is_empty()
    {
        using var stage = await DriftStoryTests.StartAsync();
        var answer = await stage.Readings.TrafficAsync(ModelStage.Id, new SeriesQuestion(), default);
        answer.Points.ShouldBeEmpty();
        answer.Whole.ShouldBeNull();
    }

    [Fact]
    public void Latency_quantiles_lie_within_their_intervals_which_hold_the_true_ones()
    {
        var profile = new NumericProfile();
        var dice = new Random(7);
        profile.Add([.. Enumerable.Range(0, 4_000).Select(_ => -20 * Math.Log(1 - dice.NextDouble()))]);
        var latency = ServiceReader.LatencyOf(profile).ShouldNotBeNull();
        foreach (var (estimate, truth) in new[] { (latency.P50, 13.863), (latency.P95, 59.915), (latency.P99, 92.103) })
        {
            estimate.Low.ShouldBeLessThan(estimate.Value);
            estimate.High.ShouldBeGreaterThan(estimate.Value);
            truth.ShouldBeInRange(estimate.Low, estimate.High);
        }

        ServiceReader.LatencyOf(null).ShouldBeNull();
    }

    [Fact]
    public async Task Monitor_tried_on_history_says_which_incidents_would_have_come_of_it()
    {
        using var stage = await DriftStoryTests.StartAsync();
        for (var day = 0; day < 6; day++) await DriftStoryTests.LiveDayAsync(stage, day, shift: day is 2 or 3 ? 2 : 0);
        var rule = DefaultMonitors.Of(ModelStage.Id, "tried", MonitorMetric.Drift, ["income"]) with { Method = "psi", Warning = 0.1, Critical = 0.25 };
        var backtests = new BacktestService(stage.Metadata.Models, stage.Metadata.Monitors, stage.Monitors, stage.Profiles, stage.Events, EvaluationOptions.Default);
        var readings = await backtests.RunAsync(rule, null, stage.Time.Now, default);
        var fire = WouldFire.Of(rule, readings, Watermark.Default, stage.Time.Now);
        fire.Windows.ShouldBe(6);
        fire.Bad.ShouldBe(2);
        var incident = fire.Incidents.ShouldHaveSingleItem();
        incident.Cause.Columns.ShouldBe(["income"]);
        incident.Members[0].Window.ShouldBe(DriftStoryTests.Day(2));
        incident.Members[0].LastWindow.ShouldBe(DriftStoryTests.Day(3));
        WouldFire.Of(rule, [], Watermark.Default, stage.Time.Now).ShouldSatisfyAllConditions(none => none.Windows.ShouldBe(0), none => none.PerMonth.ShouldBeNull());
        WouldFire.Of(rule with { Critical = 90, Warning = 90 }, await backtests.RunAsync(rule with { Critical = 90, Warning = 90 }, null, stage.Time.Now, default), Watermark.Default, stage.Time.Now).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fleet_kept_ready_knows_new_models_edits_and_incidents_at_once()
    {
        using var stage = await DriftStoryTests.StartAsync();
        for (var day = 0; day < 3; day++) await DriftStoryTests.LiveDayAsync(stage, day, shift: day == 2 ? 2 : 0);
        await stage.Readings.RefreshFleetAsync(default);
        (await stage.Readings.FleetAsync(default)).ShouldHaveSingleItem().OpenIncidents.ShouldBe(1);

        await stage.SaveAsync(stage.Definition with { Owner = "risk", Revision = stage.Definition.Revision + 1 });
        foreach (var incident in await stage.Metadata.Incidents.ListAsync(null, null, 10, default)) await stage.Incidents.ResolveAsync(incident.Id, "a", null, default);
        var row = (await stage.Readings.FleetAsync(default)).ShouldHaveSingleItem();
        row.Model.Owner.ShouldBe("risk");
        row.OpenIncidents.ShouldBe(0);
        row.Day.ShouldNotBeNull().N.ShouldBeGreaterThan(0);
    }
}
