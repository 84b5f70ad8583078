using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Server.Telemetry.Exposition;
using Vedetta.Statistics;

namespace Vedetta.Server.Telemetry;

/// <summary>What is said of the models: rows, verdicts, readings of the latest windows, incidents.</summary>
internal static class ModelMetrics
{
    /// <summary>Columns named for each model, metric and monitor, those with the largest excess first; the rest is in the API.</summary>
    public const int Columns = 20;

    /// <summary>Writes the families of all models.</summary>
    public static void Write(MetricPage page, IReadOnlyList<ModelFacts> facts)
    {
        Each(page.Counter("vedetta_ingested_predictions_total", "Predictions stored."), facts, f => f.Rows.Rows);
        Each(page.Counter("vedetta_ingested_labels_total", "Outcomes stored."), facts, f => f.Rows.Outcomes);
        Each(page.Counter("vedetta_duplicate_events_total", "Predictions left out because their id was known."), facts, f => f.Duplicates);
        var rejected = page.Counter("vedetta_rejected_events_total", "Rows put into quarantine, by reason.");
        foreach (var f in facts)
        {
            // A counter that appears with its first failure hides that failure from rate().
            if (f.Rejected.Count == 0) rejected.Add(0, ("model", f.Model), ("reason", "none"));
            foreach (var (code, count) in f.Rejected.OrderBy(pair => pair.Key, StringComparer.Ordinal)) rejected.Add(count, ("model", f.Model), ("reason", code));
        }

        Each(page.Gauge("vedetta_last_prediction_timestamp_seconds", "Event time of the newest prediction of a model."), facts, f => Seconds(f.Rows.LastEvent));
        Each(page.Gauge("vedetta_last_received_timestamp_seconds", "When the newest prediction of a model came."), facts, f => Seconds(f.Rows.LastReceived));
        Each(page.Gauge("vedetta_last_evaluation_timestamp_seconds", "When the monitors of a model last ran."), facts, f => Seconds(f.Status.EvaluatedAt));
        Each(page.Gauge("vedetta_silent", "1 while predictions have stopped for longer than their usual gap."), facts, f => f.Status.Silent ? 1 : 0);
        var verdict = page.Gauge("vedetta_verdict", "1 for the verdict the model has, 0 for the others.");
        foreach (var f in facts)
            foreach (var kind in Enum.GetValues<VerdictKind>()) verdict.Add(f.Status.Verdict == kind ? 1 : 0, ("model", f.Model), ("verdict", EnumWords.Of(kind)));
        var firing = page.Gauge("vedetta_incidents_firing", "Incidents that fired and are not resolved.");
        foreach (var f in facts)
            foreach (var severity in Enum.GetValues<Severity>())
                firing.Add(f.Incidents.Count(incident => incident.State != IncidentState.Pending && incident.Severity == severity), ("model", f.Model), ("severity", EnumWords.Of(severity)));

        var excess = page.Gauge("vedetta_excess", "Effect divided by its warning threshold in the latest window, the largest of each model.");
        foreach (var (f, m) in Largest(facts, m => m.Reading.Excess is not null))
            excess.Add(m.Reading.Excess, ("model", f.Model), ("monitor", m.Monitor), ("column", m.Column));
        var drift = page.Gauge("vedetta_drift_score", "Drift statistic of the latest window.");
        foreach (var (f, m) in Largest(facts, m => m.Metric == MonitorMetric.Drift))
            drift.Add(m.Reading.Value, ("model", f.Model), ("monitor", m.Monitor), ("column", m.Column), ("method", m.Method ?? "auto"));
        Values(page.Gauge("vedetta_drifted_features_ratio", "Share of monitored columns whose drift is not healthy in the latest window."), facts, MonitorMetric.DriftShare);
        Values(page.Gauge("vedetta_missing_values_ratio", "Share of rows without a value in the latest window."), facts, MonitorMetric.Missing);
        Values(page.Gauge("vedetta_unseen_categories_ratio", "Share of values that the baseline does not have in the latest window."), facts, MonitorMetric.NewCategories);
    }

    private static void Each(MetricFamily family, IReadOnlyList<ModelFacts> facts, Func<ModelFacts, double?> value)
    {
        foreach (var f in facts) family.Add(value(f), ("model", f.Model));
    }

    private static void Values(MetricFamily family, IReadOnlyList<ModelFacts> facts, MonitorMetric metric)
    {
        foreach (var (f, m) in Largest(facts, m => m.Metric == metric && m.Reading.N > 0))
            family.Add(m.Reading.Value, ("model", f.Model), ("monitor", m.Monitor), ("column", m.Column));
    }

    private static IEnumerable<(ModelFacts Facts, MonitorStatus Status)> Largest(IReadOnlyList<ModelFacts> facts, Func<MonitorStatus, bool> wanted) =>
        facts.SelectMany(f => f.Status.Monitors.Where(wanted).OrderByDescending(m => m.Reading.Excess ?? 0).ThenBy(m => m.Column, StringComparer.Ordinal).Take(Columns).Select(m => (f, m)));

    private static double? Seconds(DateTimeOffset? moment) => moment?.ToUnixTimeMilliseconds() / 1_000.0;
}
