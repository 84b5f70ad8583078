using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Quality;

/// <summary>Age, activity and confidence of a model, over days that are played.</summary>
public class LifeMonitorStoryTests
{
    private const int Change = 5;
    private const int Healed = 8;

    [Fact]
    public async Task A_model_grows_stale_by_the_day_and_a_fresh_reference_ends_it()
    {
        // The last row of the reference lies ten days before the start.
        var rule = EstimateWorld.Monitor("age", MonitorMetric.Staleness) with { Warning = 13.5, Critical = 16.5 };
        await using var world = await EstimateWorld.StartAsync(perDay: 100, monitors: [rule]);

        await world.PlayAsync(0, 3);
        (await world.IncidentsAsync()).ShouldBeEmpty();
        await world.PlayAsync(3, 4);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        await world.PlayAsync(4, 5);
        var fired = world.Notices.All.ShouldHaveSingleItem();
        fired.Incident.Severity.ShouldBe(Severity.Warning);
        fired.Incident.Cause.Kind.ShouldBe("age");
        fired.Incident.Title.ShouldContain("What the model learnt is old");
        (await world.PointsAsync("age"))[^1].Reading.Value.ShouldNotBeNull().ShouldBe(15, 0.1);

        world.Version = _ => "2";
        await world.World.ReferenceAsync(world.Reference(daysBefore: 30), "2");
        await world.PlayAsync(5, 7);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
    }

    [Fact]
    public async Task A_version_that_stands_idle_fires_at_the_end_of_its_first_idle_day()
    {
        var rule = EstimateWorld.Monitor("champion", MonitorMetric.Activity) with { Version = "2", Warning = 60, Critical = 30 };
        await using var world = await EstimateWorld.StartAsync(perDay: 100, monitors: [rule]);
        world.Version = day => day is >= Change and < Healed ? "1" : "2";

        await world.PlayAsync(0, Change);
        (await world.PointsAsync("champion")).ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Healthy && point.Reading.Value == 100);
        world.Notices.All.ShouldBeEmpty();
        await world.PlayAsync(Change, Change + 1);
        var fired = world.Notices.All.ShouldHaveSingleItem().Incident;
        fired.Severity.ShouldBe(Severity.Critical);
        fired.Audience.ShouldBe(Audience.Engineering);
        fired.Members[0].Reading.Verdict.Reason.ShouldBe("0 predictions in the day, at least 30 are wanted");
        await world.PlayAsync(Change + 1, Healed + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
    }

    [Fact]
    public async Task Scores_that_crowd_around_the_threshold_are_unsure_predictions()
    {
        await using var world = await EstimateWorld.StartAsync(monitors: [EstimateWorld.Monitor("unsure", MonitorMetric.LowConfidence)]);
        world.Spread = day => day is >= Change and < Healed ? 1 : 3;

        await world.PlayAsync(0, Change);
        (await world.PointsAsync("unsure")).ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Healthy);
        await world.PlayAsync(Change, Change + 1);
        var fired = world.Notices.All.ShouldHaveSingleItem().Incident;
        fired.Severity.ShouldBe(Severity.Critical);
        fired.Members[0].Reading.Verdict.Reason!.ShouldContain("of the predictions are unsure");
        await world.PlayAsync(Change + 1, Healed + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
    }
}
