namespace Vedetta.Statistics.Estimation;

/// <summary>The estimate of one metric in one window.</summary>
public sealed record MetricEstimate
{
    /// <summary>What is estimated.</summary>
    public required EstimatedMetric Metric { get; init; }

    /// <summary>The estimate; null where it cannot be computed.</summary>
    public double? Value { get; init; }

    /// <summary>Lower limit of the interval of the value that labels would show.</summary>
    public double? Low { get; init; }

    /// <summary>Upper limit of that interval.</summary>
    public double? High { get; init; }

    /// <summary>Standard error: chance of the labels and uncertainty of the calibration together, before the factor of the back-test.</summary>
    public double? StandardError { get; init; }

    /// <summary>What each method said where several took part; empty otherwise.</summary>
    public IReadOnlyList<MethodValue> Candidates { get; init; } = [];

    /// <summary>Why the window itself allows no verdict, whatever the thresholds; null when it does.</summary>
    public string? Unjudged { get; init; }

    /// <summary>Whether the estimate is far worse than usual, with the reason where it cannot be said.</summary>
    public required Verdict Verdict { get; init; }
}

/// <summary>What one method said.</summary>
/// <param name="Method">The method.</param>
/// <param name="Value">Its estimate; NaN where it is not defined.</param>
public sealed record MethodValue(string Method, double Value);

/// <summary>Everything estimated of one window.</summary>
/// <param name="Rows">Rows of the window.</param>
/// <param name="Used">Rows with a score, which the estimate is of.</param>
/// <param name="Metrics">One estimate a metric, in the order asked for.</param>
/// <param name="Notes">What a reader should know about the numbers.</param>
public sealed record WindowEstimate(int Rows, int Used, IReadOnlyList<MetricEstimate> Metrics, IReadOnlyList<string> Notes)
{
    /// <summary>The estimate of a metric; null when it was not asked for.</summary>
    public MetricEstimate? Find(EstimatedMetric metric) => Metrics.FirstOrDefault(m => m.Metric == metric);
}

/// <summary>What the labelled reference says of one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">Its realized value on the whole reference; null where it is not defined.</param>
/// <param name="Thresholds">Beyond which values a window is unusual; null for totals, which grow with the window.</param>
/// <param name="Factor">By how many standard errors the back-test was off at the asked confidence; null when it had too few windows.</param>
/// <param name="BacktestWindows">Windows the factor rests on.</param>
/// <param name="Trusted">False where the back-test shows that calibration does not hold even inside the reference.</param>
public sealed record ReferenceMetric(EstimatedMetric Metric, double? Value, MetricThresholds? Thresholds, double? Factor, int BacktestWindows, bool Trusted);

/// <summary>Limits of a metric from its spread over windows of the reference: three standard deviations warn, six are critical.</summary>
/// <param name="Lower">Lower limit of a warning.</param>
/// <param name="Upper">Upper limit of a warning.</param>
/// <param name="LowerCritical">Lower critical limit.</param>
/// <param name="UpperCritical">Upper critical limit.</param>
public sealed record MetricThresholds(double Lower, double Upper, double LowerCritical, double UpperCritical);
