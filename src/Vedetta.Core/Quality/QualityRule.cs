using Vedetta.Core.Monitors;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality;

/// <summary>From where a metric of quality alarms, and when it is not judged.</summary>
/// <param name="Compare">How it is compared.</param>
/// <param name="Warning">From where it warns, in the units of the comparison.</param>
/// <param name="Critical">From where it is critical.</param>
/// <param name="MinimumSample">Fewer labelled rows are not judged.</param>
/// <param name="MinimumCoverage">A smaller share of labelled predictions is not judged.</param>
public sealed record QualityRule(Comparison Compare, double Warning, double Critical, int MinimumSample, double MinimumCoverage)
{
    /// <summary>Share of labelled predictions below which a window says too little of all its predictions.</summary>
    public const double UsualCoverage = 0.5;

    /// <summary>The rule of figures nobody set a monitor for.</summary>
    public static QualityRule Usual { get; } = Of(Comparison.Corridor, null, null, DefaultMonitors.MinimumSample, null);

    /// <summary>A rule; what is left out takes the usual value of the comparison.</summary>
    public static QualityRule Of(Comparison compare, double? warning, double? critical, int minimumSample, double? minimumCoverage)
    {
        var (usual, worse) = UsualThresholds(compare);
        return new QualityRule(
            compare, warning ?? Math.Min(usual, critical ?? usual), critical ?? Math.Max(worse, warning ?? worse), minimumSample, minimumCoverage ?? UsualCoverage);
    }

    /// <summary>The rule of a monitor of a metric.</summary>
    public static QualityRule Of(MonitorDefinition monitor, PerformanceMetric metric)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        var compare = monitor.Compare ?? (monitor.Baseline == BaselineKind.Reference ? Comparison.Corridor : Comparison.Relative);
        var rule = Of(compare, monitor.Warning, monitor.Critical, monitor.MinimumSample, monitor.MinimumCoverage);
        if (compare != Comparison.Absolute || PerformanceMetrics.Describe(metric).HigherIsBetter is not true) return rule;

        // The lower value is the worse one: it is the critical threshold.
        return rule with { Warning = monitor.Warning ?? monitor.Critical ?? double.NaN, Critical = monitor.Critical ?? double.NegativeInfinity };
    }

    /// <summary>Warning and critical of a comparison where nothing is told; an absolute one has none.</summary>
    public static (double Warning, double Critical) UsualThresholds(Comparison compare) => compare switch
    {
        Comparison.Corridor => (2, 4),
        Comparison.Quantile => (0.95, 1),
        Comparison.Relative => (0.05, 0.15),
        Comparison.Difference => (0.02, 0.05),
        _ => (double.PositiveInfinity, double.PositiveInfinity),
    };
}
