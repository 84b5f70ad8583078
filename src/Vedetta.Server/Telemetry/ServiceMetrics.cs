using System.Globalization;
using Vedetta.Core.Profiles;
using Vedetta.Server.Telemetry.Exposition;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Server.Telemetry;

/// <summary>The golden signals of the services that make the predictions, from what they log: traffic, latency and errors of the last full hour.</summary>
internal static class ServiceMetrics
{
    // The label "quantile" belongs to summaries, which these are not.
    private static readonly int[] Percentiles = [50, 95, 99];

    /// <summary>Writes the families of all models.</summary>
    public static void Write(MetricPage page, IReadOnlyList<ModelFacts> facts)
    {
        var rate = page.Gauge("vedetta_service_predictions_per_second", "Predictions of the model's service in the last full hour.");
        var latency = page.Gauge("vedetta_service_latency_seconds", "Latency that the model's service logged in the last full hour, by percentile.");
        var errors = page.Gauge("vedetta_service_error_ratio", "Share of predictions with an error in the last full hour.");
        var approved = page.Gauge("vedetta_approved_ratio", "Share of approved applications in the last full hour.");
        foreach (var f in facts)
        {
            var hour = f.LastHour;
            rate.Add(hour.Rows / (hour.Window.To - hour.Window.From).TotalSeconds, ("model", f.Model));
            if (hour.Columns.GetValueOrDefault(ProfileColumns.Latency) is NumericProfile { Values: > 0 } times)
                foreach (var p in Percentiles) latency.Add(times.Quantile(p / 100.0) / 1_000, ("model", f.Model), ("percentile", p.ToString(CultureInfo.InvariantCulture)));
            if (hour.Columns.GetValueOrDefault(ProfileColumns.Errors) is CategoricalProfile { Values: > 0 } seen)
                errors.Add(seen.Counts.GetValueOrDefault("error") / (double)seen.Values, ("model", f.Model));
            if (hour.Columns.GetValueOrDefault("decision") is CategoricalProfile { Values: > 0 } decided)
                approved.Add(decided.Counts.GetValueOrDefault("approve") / (double)decided.Values, ("model", f.Model));
        }
    }
}
