using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Readings;

/// <summary>A reading of one window, with what was said at first where late data changed it.</summary>
/// <param name="Window">The span judged.</param>
/// <param name="Reading">The numbers and the verdict.</param>
/// <param name="Revision">0, or how often late data changed it.</param>
/// <param name="First">The first reading where it differs; null otherwise.</param>
/// <param name="FirstAt">When the first reading was made; null otherwise.</param>
public sealed record SeriesPoint(Window Window, Reading Reading, int Revision, Reading? First, DateTimeOffset? FirstAt);

/// <summary>Drift per column and window.</summary>
/// <param name="Method">The method asked for.</param>
/// <param name="Baseline">The baseline asked for.</param>
/// <param name="Notes">What one must know, for example that a version is compared with an earlier version's reference.</param>
/// <param name="Columns">A series per column: outputs first, then features in the model's order.</param>
public sealed record DriftAnswer(string Method, BaselineKind Baseline, IReadOnlyList<string> Notes, IReadOnlyList<DriftSeries> Columns);

/// <summary>Drift of one column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Importance">Its share of the model's decision; null for outputs and where unknown.</param>
/// <param name="Points">In order of time.</param>
public sealed record DriftSeries(string Column, ColumnType Type, double? Importance, IReadOnlyList<SeriesPoint> Points);

/// <summary>Data quality per column and window, and the traffic.</summary>
public sealed record QualityAnswer(IReadOnlyList<QualitySeries> Columns, IReadOnlyList<TrafficPoint> Traffic, DateTimeOffset? LastEvent, DateTimeOffset? LastReceived);

/// <summary>Data quality of one column.</summary>
public sealed record QualitySeries(string Column, ColumnType Type, IReadOnlyList<QualityPoint> Points);

/// <summary>What a window's values of one column look like. Rates are shares of <paramref name="N"/>; moments are of the finite numbers.</summary>
/// <param name="Window">The span.</param>
/// <param name="N">Rows.</param>
/// <param name="MissingRate">Rows without a value.</param>
/// <param name="OutOfRangeRate">Values outside the column's range or allowed set.</param>
/// <param name="TypeErrorRate">Values of the wrong type.</param>
/// <param name="NewCategoryRate">Rows whose category the reference does not have; null for numbers and without a reference.</param>
/// <param name="Distinct">Distinct values, estimated above a few thousand.</param>
/// <param name="Categories">Categories, missing being one; null for numbers.</param>
/// <param name="Min">Smallest number.</param>
/// <param name="Max">Largest number.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Std">Standard deviation, n-1.</param>
/// <param name="Median">Median; exact in small windows, within the sketch's bound in large ones.</param>
/// <param name="P10">The value that a tenth of the numbers does not exceed; null for categories.</param>
/// <param name="P90">The value that nine tenths of the numbers do not exceed; null for categories.</param>
public sealed record QualityPoint(
    Window Window,
    long N,
    double MissingRate,
    double OutOfRangeRate,
    double TypeErrorRate,
    double? NewCategoryRate,
    double Distinct,
    int? Categories,
    double? Min,
    double? Max,
    double? Mean,
    double? Std,
    double? Median,
    double? P10 = null,
    double? P90 = null);

/// <summary>Rows of one window, and what did not become rows.</summary>
public sealed record TrafficPoint(Window Window, long N, long Rejected, long Duplicates, long Late);

/// <summary>Two distributions of one column on the same bins.</summary>
/// <param name="Column">The column.</param>
/// <param name="Type">Its type.</param>
/// <param name="Window">The span of the current side.</param>
/// <param name="BaselineName">What the other side is, in words.</param>
/// <param name="N">Rows of the current side.</param>
/// <param name="BaselineN">Rows of the baseline.</param>
/// <param name="Bins">Bins of equal width over the middle of the range for numbers; categories by size, otherwise.</param>
/// <param name="Cdf">Cumulative shares at the grid's edges, for numbers.</param>
/// <param name="Quantiles">Quantiles of both sides, for numbers.</param>
public sealed record DistributionAnswer(
    string Column,
    ColumnType Type,
    Window Window,
    string BaselineName,
    long N,
    long BaselineN,
    IReadOnlyList<DistributionBin> Bins,
    IReadOnlyList<(double At, double Baseline, double Current)> Cdf,
    IReadOnlyList<(double Quantile, double? Baseline, double? Current)> Quantiles);

/// <summary>One bin: for numbers (<paramref name="From"/>, <paramref name="To"/>], for categories a <paramref name="Label"/>; missing has the label <c>missing</c> of its own.</summary>
public sealed record DistributionBin(string Label, double? From, double? To, long Baseline, long Current, bool IsNew, bool IsVanished, bool IsMissing);

/// <summary>Correlations now and in the baseline.</summary>
/// <param name="Columns">The numeric features.</param>
/// <param name="Pairs">Every pair once.</param>
public sealed record CorrelationAnswer(IReadOnlyList<string> Columns, IReadOnlyList<CorrelationPair> Pairs);

/// <summary>Pearson correlation of two columns with 95 % Fisher intervals.</summary>
public sealed record CorrelationPair(string A, string B, double? Value, double? Low, double? High, long N, double? Baseline, long BaselineN);

/// <summary>A segment of a model with the values its latest rows have.</summary>
/// <param name="Column">The column, or a tag as <c>tag_&lt;name&gt;</c>.</param>
/// <param name="Values">Its values, the commonest first; at most twenty.</param>
public sealed record SegmentChoice(string Column, IReadOnlyList<string> Values);
