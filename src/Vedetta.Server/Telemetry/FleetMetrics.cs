using Vedetta.Core.Heartbeats;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Objectives;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Server.Telemetry.Exposition;

namespace Vedetta.Server.Telemetry;

/// <summary>Everything a scrape answers, read when it is asked for. Thread-safe.</summary>
internal sealed class FleetMetrics(
    IModels models, IEventStore events, IQuarantineStore quarantine, IIncidentStore incidents, IReadings readings, IProfileReader profiles, ObjectiveService objectives, HeartbeatService heartbeats, ProcessMetrics process, TimeProvider clock)
{
    /// <summary>Models named at most, so that a scrape stays small; the others are counted.</summary>
    public const int Models = 500;

    private static readonly IncidentState[] Open = [IncidentState.Pending, IncidentState.Firing, IncidentState.Acknowledged];
    private static readonly Window AllTime = new(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The page.</summary>
    public async ValueTask<MetricPage> ReadAsync(CancellationToken cancel)
    {
        var all = await models.ListAsync(cancel);
        var facts = new List<ModelFacts>();
        foreach (var model in all.OrderBy(m => m.Id.Value, StringComparer.Ordinal).Take(Models)) facts.Add(await ReadAsync(model, cancel));
        var page = new MetricPage();
        process.Write(page);
        ModelMetrics.Write(page, facts);
        ServiceMetrics.Write(page, facts);
        ObjectiveMetrics.Write(page, facts);
        HeartbeatMetrics.Write(page, await heartbeats.ListAsync(cancel));
        page.Gauge("vedetta_models", "Models known.").Add(all.Count);
        page.Gauge("vedetta_models_unnamed", "Models beyond those that a scrape names.").Add(all.Count - facts.Count);
        return page;
    }

    private async ValueTask<ModelFacts> ReadAsync(ModelDefinition model, CancellationToken cancel)
    {
        var traffic = await events.TrafficAsync(model.Id, AllTime, cancel);
        var hour = WindowCalendar.Previous(WindowCalendar.At(clock.GetUtcNow(), WindowSize.Hour, model.Zone), WindowSize.Hour, model.Zone);
        var service = await profiles.ReadAsync(model.Id, [hour], [ProfileColumns.Latency, ProfileColumns.Errors, "decision"], version: null, SegmentKey.All, cancel);
        return new ModelFacts(
            model.Id.Value,
            await events.SummaryAsync(model.Id, cancel),
            traffic.Sum(each => each.Duplicates),
            await quarantine.CountsAsync(model.Id, cancel),
            await readings.StatusAsync(model.Id, cancel),
            await incidents.ListAsync(model.Id, Open, 1_000, cancel),
            service[0],
            await objectives.RecentAsync(model.Id, cancel));
    }
}
