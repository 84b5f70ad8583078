using System.Globalization;
using System.Text;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Objectives;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Tests.Stage;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Objectives;

/// <summary>A service promises availability and latency; an hour of errors burns the budget, opens an incident and ends it.</summary>
public sealed class ObjectiveStoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_hour_of_errors_opens_an_incident_for_engineering_and_calm_ends_it()
    {
        await using var world = await World.StartAsync();
        world.Clock.Now = Start;
        await world.ModelAsync(new ModelDescription(ModelTask.Binary));
        var objectives = new ObjectiveService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Metadata.Settings, EvaluationOptions.Default, world.Clock);
        await objectives.PutAsync(World.Model, [new Objective("up", ObjectiveKind.Availability, 0.99, Days: 3), new Objective("fast", ObjectiveKind.Latency, 0.95, BelowMs: 100, Days: 3)], default);
        (await world.Metadata.Monitors.ListAsync(World.Model, default)).ShouldHaveSingleItem().Metric.ShouldBe(MonitorMetric.SloBurn);
        await world.Metadata.Monitors.SaveMarkAsync(new EvaluationMark(World.Model, Start, 0, null), default);

        using var incidents = new IncidentService(world.Metadata.Incidents, new RecordingNotifier(), world.Clock);
        using var evaluation = new EvaluationService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Changed, incidents, EvaluationOptions.Default, objectives: objectives);
        for (var hour = 0; hour < 20; hour++)
        {
            await SendAsync(world, hour, errors: hour is 12 or 13 ? 40 : 0);
            world.Clock.Now = Start.AddHours(hour + 1).AddMinutes(20);
            await evaluation.EvaluateAsync(World.Model, null, world.Clock.Now, default);
        }

        var incident = (await incidents.ListAsync(World.Model, null, 10, default)).ShouldHaveSingleItem();
        incident.Audience.ShouldBe(Audience.Engineering);
        incident.Cause.ShouldSatisfyAllConditions(cause => cause.Kind.ShouldBe("objective"), cause => cause.Columns.ShouldBe(["up"]));
        incident.Severity.ShouldBe(Severity.Critical);
        incident.FiredAt.ShouldBe(Start.AddHours(13).AddMinutes(20));

        // The last bad hour leaves the short window of the slowest pair six hours later.
        incident.Resolved.ShouldBe(Start.AddHours(20).AddMinutes(20));
        incident.Title.ShouldStartWith("up spends its error budget too fast. the error budget burns ");

        // Hours in which nothing burned make no points.
        (await world.Metadata.Monitors.PointsAsync(World.Model, ObjectiveService.MonitorName, World.All, default)).Count.ShouldBe(8);

        var up = (await objectives.ReadAsync(World.Model, default))[0];
        (up.Events.Total, up.Events.Bad).ShouldBe((20 * 100, 80));
        up.Left.ShouldNotBeNull().Value.ShouldBe(1 - (80.0 / 2_000 / 0.01), 1e-9);
    }

    [Fact]
    public async Task Latencies_within_the_limit_are_counted_as_rows_count_them()
    {
        await using var world = await World.StartAsync();
        world.Clock.Now = Start;
        await world.ModelAsync(new ModelDescription(ModelTask.Binary));
        var objectives = new ObjectiveService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Metadata.Settings, EvaluationOptions.Default, world.Clock);
        await objectives.PutAsync(World.Model, [new Objective("fast", ObjectiveKind.Latency, 0.5, BelowMs: 40, Days: 3), new Objective("in-time", ObjectiveKind.Freshness, 0.99, Days: 3), new Objective("labels", ObjectiveKind.LabelArrival, 0.9)], default);
        for (var hour = 0; hour < 3; hour++) await SendAsync(world, hour, errors: 0);
        world.Clock.Now = Start.AddHours(4);

        var readings = await objectives.ReadAsync(World.Model, default);

        // Latencies are 1 ms to 100 ms, once each.
        readings[0].Events.ShouldSatisfyAllConditions(events => events.Good.ShouldBe(3 * 40), events => events.Total.ShouldBe(300));
        readings[1].ShouldSatisfyAllConditions(fresh => fresh.Verdict.ShouldBe(VerdictKind.Undecided), fresh => fresh.Reason.ShouldBe("no live event has come yet"));
        readings[2].Reason.ShouldNotBeNull().ShouldContain("label_coverage");
        await objectives.PutAsync(World.Model, [], default);
        (await world.Metadata.Monitors.ListAsync(World.Model, default)).ShouldBeEmpty();
        await world.Metadata.Models.DeleteAsync(World.Model, default);
        (await world.Metadata.Settings.FindAsync("model/scoring/objectives", default)).ShouldBeNull();
    }

    private static async Task SendAsync(World world, int hour, int errors)
    {
        world.Clock.Now = Start.AddHours(hour).AddMinutes(59);
        var text = new StringBuilder();
        for (var i = 0; i < 100; i++)
        {
            var at = Start.AddHours(hour).AddSeconds(i * 30).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $$"""{"id":"h{{hour}}-{{i}}","at":"{{at}}","version":"1","score":0.2,"latency_ms":{{i + 1}},"error":{{(i < errors ? "\"timeout\"" : "null")}}}""").Append('\n');
        }

        (await world.PredictAsync(text.ToString())).Accepted.ShouldBe(100);
    }
}
