using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;

namespace Vedetta.Core.Explaining;

/// <summary>The incident's own rule on other rows or against another baseline. Pure.</summary>
internal static class Rule
{
    /// <summary>What the monitor says of one column of a window; undecided where it cannot say anything.</summary>
    public static VerdictKind VerdictOf(WindowFacts window, MonitorDefinition monitor, string column)
    {
        if (!Works(monitor)) return VerdictKind.Undecided;
        var rule = monitor with { Columns = MonitorRules.UsesColumns(monitor.Metric) ? [column] : [], Version = null };
        foreach (var (of, reading) in Evaluation.Evaluate(window, rule))
            if (string.Equals(of, column, StringComparison.Ordinal)) return reading.Verdict.Kind;
        return VerdictKind.Undecided;
    }

    /// <summary>Whether the monitor judges profiles of a window against a baseline, so that it can be asked again.</summary>
    public static bool Works(MonitorDefinition monitor) =>
        !MonitorRules.ComparesRows(monitor) && monitor.Metric is MonitorMetric.Drift or MonitorMetric.DriftShare or MonitorMetric.Missing or MonitorMetric.OutOfRange
            or MonitorMetric.TypeErrors or MonitorMetric.NewCategories or MonitorMetric.VanishedCategories or MonitorMetric.Distinct or MonitorMetric.Constant or MonitorMetric.Correlation;
}
