using System.Globalization;
using Vedetta.Server.Telemetry.Exposition;

namespace Vedetta.Server.Telemetry;

/// <summary>Error budgets of the objectives of models.</summary>
internal static class ObjectiveMetrics
{
    /// <summary>Writes the families of all models.</summary>
    public static void Write(MetricPage page, IReadOnlyList<ModelFacts> facts)
    {
        var target = page.Gauge("vedetta_slo_target_ratio", "Share of good events that an objective promises.");
        var good = page.Gauge("vedetta_slo_good_ratio", "Share of good events over the rolling period of an objective.");
        var left = page.Gauge("vedetta_slo_budget_left_ratio", "Share of the error budget that is left; negative when more is spent than there was.");
        var burn = page.Gauge("vedetta_slo_burn_rate", "How many times as fast as it may the error budget is spent, by window.");
        var threshold = page.Gauge("vedetta_slo_burn_threshold", "Burn rate of a window from which Vedetta alarms.");
        foreach (var (f, reading) in facts.SelectMany(f => f.Objectives.Select(reading => (f, reading))))
        {
            (string, string)[] labels = [("model", f.Model), ("objective", reading.Objective.Name)];
            target.Add(reading.Objective.Target, labels);
            good.Add(reading.Good?.Value, labels);
            left.Add(reading.Left?.Value, labels);
            foreach (var each in reading.Burns)
            {
                (string, string)[] windowed = [.. labels, ("window", each.Pair.Long.TotalHours.ToString("0", CultureInfo.InvariantCulture) + "h")];
                burn.Add(each.Long?.Value, windowed);
                threshold.Add(each.Threshold, windowed);
            }
        }
    }
}
