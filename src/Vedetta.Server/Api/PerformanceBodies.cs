using System.Text.Json.Serialization;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Server.Api;

/// <summary>How good a model was.</summary>
public sealed record PerformanceBody(string Outcome, IReadOnlyList<string> Notes, IReadOnlyList<PerformanceSeriesBody> Series)
{
    /// <summary>As clients see it.</summary>
    public static PerformanceBody Of(PerformanceAnswer answer) => new(answer.Outcome, answer.Notes, [.. answer.Series.Select(PerformanceSeriesBody.Of)]);
}

/// <summary>One metric of one version and segment.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Kind">Where its figures come from.</param>
/// <param name="Version">The version; null for all together.</param>
/// <param name="Segment">Which rows; null for all.</param>
/// <param name="Population">Whose predictions were read.</param>
/// <param name="Inclusion">Column whose probabilities weight these rows back to all that had a chance to be among them; null without weights.</param>
/// <param name="Baseline">What points are compared with.</param>
/// <param name="Trust">How estimates stand against labels; null for realized figures.</param>
/// <param name="Points">In order of time.</param>
public sealed record PerformanceSeriesBody(
    string Metric, PerformanceKind Kind, string? Version, string? Segment, Population Population, string? Inclusion, QualityBaselineBody? Baseline, TrustBody? Trust, IReadOnlyList<PerformancePointBody> Points)
{
    /// <summary>As clients see it.</summary>
    public static PerformanceSeriesBody Of(PerformanceSeries series) => new(
        PerformanceMetrics.Name(series.Metric), series.Kind, series.Version, series.Segment.IsAll ? null : series.Segment.ToString(), series.Population, series.Inclusion,
        series.Baseline is { } baseline ? QualityBaselineBody.Of(baseline) : null, series.Trust is { } trust ? TrustBody.Of(trust) : null, [.. series.Points.Select(PerformancePointBody.Of)]);
}

/// <summary>How estimates stand against the labels that came later, on the same rows.</summary>
/// <param name="Trusted">False once labels contradict the intervals.</param>
/// <param name="Since">When the labels that decided were known; null while trusted.</param>
/// <param name="LostIn">The window whose labels decided; null while trusted.</param>
/// <param name="Windows">Windows that were compared.</param>
/// <param name="Misses">Those whose realized value lay outside the interval.</param>
/// <param name="Compared">The comparison, window by window.</param>
public sealed record TrustBody(bool Trusted, DateTimeOffset? Since, WindowBody? LostIn, int Windows, int Misses, IReadOnlyList<ComparedBody> Compared)
{
    /// <summary>As clients see it.</summary>
    public static TrustBody Of(EstimateStanding standing) => new(
        standing.Trusted, standing.Since, standing.LostIn is { } lost ? WindowBody.Of(lost) : null, standing.Windows, standing.Misses,
        [.. standing.Compared.Select(each => new ComparedBody(each.Window.From, each.Window.To, each.Labelled, each.Estimate, each.Low, each.High, each.Realized, each.KnownAt))]);
}

/// <summary>Estimate and realized value of the same labelled rows.</summary>
public sealed record ComparedBody(DateTimeOffset From, DateTimeOffset To, long Labelled, double Estimate, double Low, double High, double Realized, DateTimeOffset KnownAt);

/// <summary>What points are compared with.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="N">Its labelled rows.</param>
/// <param name="Value">Its value.</param>
/// <param name="Low">Lower limit of its interval.</param>
/// <param name="High">Upper limit of its interval.</param>
/// <param name="Mean">Mean of its windows; null where there are too few for a corridor.</param>
/// <param name="Std">Standard deviation of its windows; null where there are too few for a corridor.</param>
/// <param name="Windows">Its windows that were measured.</param>
public sealed record QualityBaselineBody(string Name, long N, double? Value, double? Low, double? High, double? Mean, double? Std, int Windows)
{
    /// <summary>As clients see it.</summary>
    public static QualityBaselineBody Of(QualityBaseline baseline) => new(
        baseline.Name, baseline.Rows, baseline.Whole.Value, baseline.Whole.Low, baseline.Whole.High,
        baseline.HasCorridor ? baseline.Centre : null, baseline.HasCorridor ? baseline.Spread : null, baseline.Windows.Count);
}

/// <summary>One window.</summary>
public sealed record PerformancePointBody(
    DateTimeOffset From,
    DateTimeOffset To,
    long N,
    long Mature,
    long Labelled,
    double Coverage,
    [property: JsonPropertyName("n_baseline")] long NBaseline,
    double? Value,
    double? Low,
    double? High,
    [property: JsonPropertyName("p_value")] double? PValue,
    double? Dof,
    ThresholdBody Threshold,
    double? Excess,
    VerdictKind Verdict,
    string? Reason,
    double Completeness,
    int Revision,
    FirstBody? First,
    string? Note,
    string? TransferredFrom,
    double? Effective)
{
    /// <summary>As clients see it.</summary>
    public static PerformancePointBody Of(PerformancePoint point) => new(
        point.Window.From, point.Window.To, point.Counts.N, point.Counts.Mature, point.Counts.Labelled, point.Counts.Coverage, point.Reading.BaselineN, point.Reading.Value, point.Reading.Low, point.Reading.High,
        point.Reading.PValue, point.Reading.Dof, ThresholdBody.Of(point.Reading), point.Reading.Excess, point.Reading.Verdict.Kind, point.Reading.Verdict.Reason, point.Reading.Completeness, point.Revision,
        point.First is { } first ? new FirstBody(first.Value, first.Verdict.Kind, point.FirstAt) : null, point.Note, point.TransferredFrom, point.Counts.Inclusion?.Effective);
}
