namespace Vedetta.Core.Monitors;

/// <summary>Effects from which a metric alarms when a monitor names none.</summary>
public static class DefaultThresholds
{
    /// <summary>Warning and critical effect of a metric other than drift; drift takes those of its method.</summary>
    public static (double Warning, double Critical) Of(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Drift => (0.1, 0.25),
        MonitorMetric.DriftShare => (0.3, 0.6),
        MonitorMetric.Missing => (0.02, 0.1),
        MonitorMetric.OutOfRange => (0.01, 0.05),
        MonitorMetric.TypeErrors => (0.001, 0.02),
        MonitorMetric.NewCategories => (0.01, 0.05),
        MonitorMetric.VanishedCategories => (0.02, 0.1),
        MonitorMetric.Distinct => (0.5, 1.5),
        MonitorMetric.Constant => (0.5, 0.5),
        MonitorMetric.Correlation => (0.25, 0.5),
        MonitorMetric.Duplicates => (0.01, 0.1),
        MonitorMetric.Volume => (1.5, 3),
        MonitorMetric.Silence => (1, 2),
        MonitorMetric.Freshness => (0.05, 0.25),
        MonitorMetric.Outliers => (0.02, 0.1),
        MonitorMetric.Stream => (1, 3),
        MonitorMetric.Performance => (2, 4),
        MonitorMetric.Calibration => (0.2, 0.5),
        MonitorMetric.LabelDelay => (1.5, 3),
        MonitorMetric.LabelCoverage => (0.1, 0.3),
        MonitorMetric.EstimatedPerformance => (2, 4),
        MonitorMetric.Staleness => (365, 730),
        MonitorMetric.Activity => (1, 1),
        MonitorMetric.LowConfidence => (0.05, 0.15),
        MonitorMetric.Business => (0.1, 0.25),
        MonitorMetric.SloBurn => (1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "this metric has no thresholds"),
    };

    /// <summary>What the thresholds of a metric are measured in, for messages.</summary>
    public static string MeaningOf(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Drift => "the effect of the method, for example PSI",
        MonitorMetric.DriftShare => "share of columns",
        MonitorMetric.Distinct => "absolute logarithm of the ratio to the baseline (0.5 is a factor of 1.65)",
        MonitorMetric.Constant => "1 when one value is left of several",
        MonitorMetric.Correlation => "absolute change of the correlation",
        MonitorMetric.Volume => "factor above or below the usual number of rows, outside the usual band",
        MonitorMetric.Silence => "length of the gap, in longest usual gaps",
        MonitorMetric.Duplicates or MonitorMetric.Freshness => "share of rows",
        MonitorMetric.Outliers => "growth of the share of rows beyond the limit against the baseline",
        MonitorMetric.Stream => "signals in the window",
        MonitorMetric.Performance => "standard deviations beyond the mean of the reference's windows",
        MonitorMetric.Calibration => "distance of the measure from its ideal",
        MonitorMetric.Business => "relative change against the usual, beyond what windows vary by themselves",
        MonitorMetric.SloBurn => "burn rates follow from the objectives",
        MonitorMetric.LabelDelay => "factor above the usual delay",
        MonitorMetric.LabelCoverage => "share of outcomes missing against the usual",
        MonitorMetric.EstimatedPerformance => "standard deviations beyond the mean of the reference's windows",
        MonitorMetric.Staleness => "days since the data of the reference",
        MonitorMetric.Activity => "predictions in the window; fewer alarm",
        MonitorMetric.LowConfidence => "growth of the share of unsure predictions against the baseline",
        _ => "growth of the share of rows against the baseline",
    };
}
