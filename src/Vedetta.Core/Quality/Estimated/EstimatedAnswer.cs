using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Performance estimated without labels.</summary>
/// <param name="Outcome">The outcome whose labels are foretold; empty where the model has none.</param>
/// <param name="Method">The method, <c>dle</c> for <c>auto</c> of a regression.</param>
/// <param name="Series">A series per metric.</param>
/// <param name="Notes">What one must know of the whole, for example that there is no labelled reference.</param>
/// <param name="Waiting">Windows that are not computed yet; only where kept ones alone were asked for.</param>
public sealed record EstimatedAnswer(string Outcome, string Method, IReadOnlyList<EstimatedSeries> Series, IReadOnlyList<string> Notes, int Waiting)
{
    /// <summary>The series of a metric by its name; null when there is none.</summary>
    public EstimatedSeries? Find(string metric) => Series.FirstOrDefault(series => string.Equals(series.Metric, metric, StringComparison.Ordinal));
}

/// <summary>One metric over time.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="LargerIsBetter">True when a larger value is better, false when a smaller one is; null where neither is.</param>
/// <param name="Reference">What the labelled reference that serves the latest window says of it; null without one.</param>
/// <param name="Trust">Whether labels that came later bear the estimates out.</param>
/// <param name="Points">In order of time.</param>
public sealed record EstimatedSeries(string Metric, bool? LargerIsBetter, ReferenceMetric? Reference, EstimateStanding Trust, IReadOnlyList<EstimatedPoint> Points);

/// <summary>One metric of one window.</summary>
/// <param name="Window">The span.</param>
/// <param name="N">Rows.</param>
/// <param name="Value">The estimate; null where there is none.</param>
/// <param name="Low">Lower limit of the 95 % interval of what labels would show.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Thresholds">Beyond which values the window is unusual for the reference; null for totals.</param>
/// <param name="Completeness">Share of the window that has passed the watermark.</param>
/// <param name="Verdict">What is said of it; undecided where the estimate is not trusted.</param>
/// <param name="Trusted">False where labels contradict the estimates of this reference.</param>
/// <param name="TransferredFrom">The earlier version whose calibrator was used for want of an own reference; null for its own.</param>
/// <param name="BaselineN">Labelled rows the calibrator learnt from.</param>
/// <param name="WhyNot">Why it allows no verdict by any threshold; null when it does.</param>
/// <param name="Notes">What one must know of this window.</param>
public sealed record EstimatedPoint(
    Window Window,
    long N,
    double? Value,
    double? Low,
    double? High,
    MetricThresholds? Thresholds,
    double Completeness,
    Verdict Verdict,
    bool Trusted,
    string? TransferredFrom,
    long BaselineN,
    string? WhyNot,
    IReadOnlyList<string> Notes);

/// <summary>How estimates of a metric stand against the labels that came later, on the same rows.</summary>
/// <param name="Trusted">False once labels contradict the intervals; it is not regained before another reference comes.</param>
/// <param name="Since">When the labels that decided were known; null while trusted.</param>
/// <param name="LostIn">The window whose labels decided; estimates from it on are not trusted.</param>
/// <param name="Windows">Windows whose labels were compared.</param>
/// <param name="Misses">Those whose realized value lay outside the interval.</param>
/// <param name="Compared">The comparison, in order of time.</param>
public sealed record EstimateStanding(bool Trusted, DateTimeOffset? Since, Window? LostIn, int Windows, int Misses, IReadOnlyList<ComparedWindow> Compared)
{
    /// <summary>Before any labels.</summary>
    public static EstimateStanding Unknown { get; } = new(Trusted: true, null, null, 0, 0, []);
}

/// <summary>Estimate and realized value of the same labelled rows of one window.</summary>
/// <param name="Window">The span.</param>
/// <param name="Rows">Rows of it.</param>
/// <param name="Labelled">Rows with a mature label, which both values are of.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">Lower limit of its interval.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Realized">The realized value.</param>
/// <param name="KnownAt">When the last of these labels became known.</param>
public sealed record ComparedWindow(Window Window, long Rows, long Labelled, double Estimate, double Low, double High, double Realized, DateTimeOffset KnownAt)
{
    /// <summary>Whether the realized value lies outside the interval.</summary>
    public bool IsMiss => Realized < Low || Realized > High;
}
