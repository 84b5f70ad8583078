using Vedetta.Core.Incidents;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Server.Telemetry;

/// <summary>The main counters of every model, read from the stores when they are asked for. Thread-safe.</summary>
internal sealed class FleetMetrics(
    IModels models, IEventStore events, IQuarantineStore quarantine, IIncidentStore incidents, IReadings readings, IngestionService ingestion)
{
    /// <summary>Monitors and columns with the largest excess that are named for each model; the rest is in the API.</summary>
    public const int TopExcess = 10;

    private static readonly IncidentState[] Open = [IncidentState.Pending, IncidentState.Firing, IncidentState.Acknowledged];
    private static readonly Window AllTime = new(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Everything as text.</summary>
    public async ValueTask<string> WriteAsync(CancellationToken cancel)
    {
        var facts = new List<Facts>();
        foreach (var model in await models.ListAsync(cancel)) facts.Add(await ReadAsync(model.Id, cancel));
        var text = new PrometheusText();
        Each(text, facts, "vedetta_predictions_total", "counter", "Predictions stored.", f => f.Rows.Rows);
        Each(text, facts, "vedetta_outcomes_total", "counter", "Outcomes stored.", f => f.Rows.Outcomes);
        Each(text, facts, "vedetta_duplicates_total", "counter", "Predictions whose id was known.", f => f.Duplicates);
        text.Metric("vedetta_rejected_total", "counter", "Rows rejected, by reason.");
        foreach (var f in facts)
            foreach (var (code, count) in f.Rejected.OrderBy(pair => pair.Key, StringComparer.Ordinal)) text.Sample("vedetta_rejected_total", count, ("model", f.Model), ("code", code));
        Each(text, facts, "vedetta_last_event_timestamp_seconds", "gauge", "Event time of the latest prediction.", f => Seconds(f.Rows.LastEvent));
        Each(text, facts, "vedetta_last_received_timestamp_seconds", "gauge", "When the latest prediction came.", f => Seconds(f.Rows.LastReceived));
        Each(text, facts, "vedetta_last_evaluation_timestamp_seconds", "gauge", "When monitors last ran.", f => Seconds(f.Status.EvaluatedAt));
        Each(text, facts, "vedetta_silent", "gauge", "1 while events have stopped for longer than their usual gap.", f => f.Status.Silent ? 1 : 0);
        text.Metric("vedetta_verdict", "gauge", "1 for the verdict the model has.");
        foreach (var f in facts)
            foreach (var kind in Enum.GetValues<VerdictKind>()) text.Sample("vedetta_verdict", f.Status.Verdict == kind ? 1 : 0, ("model", f.Model), ("verdict", EnumWords.Of(kind)));
        text.Metric("vedetta_excess", "gauge", "Effect divided by its warning threshold, the largest of each model.");
        foreach (var f in facts)
            foreach (var m in f.Status.Monitors.Where(m => m.Reading.Excess is not null).OrderByDescending(m => m.Reading.Excess).Take(TopExcess))
                text.Sample("vedetta_excess", m.Reading.Excess!.Value, ("model", f.Model), ("monitor", m.Monitor), ("column", m.Column));
        text.Metric("vedetta_incidents_open", "gauge", "Incidents that are not resolved.");
        foreach (var f in facts)
            foreach (var severity in Enum.GetValues<Severity>())
                text.Sample("vedetta_incidents_open", f.Incidents.Count(incident => incident.Severity == severity), ("model", f.Model), ("severity", EnumWords.Of(severity)));
        text.Metric("vedetta_ingest_queue_rows", "gauge", "Rows waiting to be stored.").Sample("vedetta_ingest_queue_rows", ingestion.QueuedRows);
        text.Metric("vedetta_process_memory_bytes", "gauge", "Working set of the process.").Sample("vedetta_process_memory_bytes", Environment.WorkingSet);
        return text.ToString();
    }

    private async ValueTask<Facts> ReadAsync(ModelId model, CancellationToken cancel)
    {
        var traffic = await events.TrafficAsync(model, AllTime, cancel);
        return new Facts(
            model.Value,
            await events.SummaryAsync(model, cancel),
            traffic.Sum(hour => hour.Duplicates),
            await quarantine.CountsAsync(model, cancel),
            await readings.StatusAsync(model, cancel),
            await incidents.ListAsync(model, Open, 1_000, cancel));
    }

    private static void Each(PrometheusText text, IReadOnlyList<Facts> facts, string name, string type, string help, Func<Facts, double> value)
    {
        text.Metric(name, type, help);
        foreach (var f in facts) text.Sample(name, value(f), ("model", f.Model));
    }

    private static double Seconds(DateTimeOffset? moment) => moment is { } at ? at.ToUnixTimeMilliseconds() / 1_000.0 : double.NaN;

    private sealed record Facts(
        string Model, RowSummary Rows, long Duplicates, IReadOnlyDictionary<string, long> Rejected, ModelStatus Status, IReadOnlyList<Incident> Incidents);
}
