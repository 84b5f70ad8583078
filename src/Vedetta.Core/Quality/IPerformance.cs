using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality;

/// <summary>
/// Answers how good a model was, per window. Thread-safe. An unknown model throws <c>UnknownModelException</c>, a question that
/// makes no sense <c>QuestionException</c>.
/// </summary>
public interface IPerformance
{
    /// <summary>Where its figures come from.</summary>
    PerformanceKind Kind { get; }

    /// <summary>The series of the metrics asked for.</summary>
    ValueTask<PerformanceAnswer> ReadAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel);
}

/// <summary>Where figures of quality come from.</summary>
public enum PerformanceKind
{
    /// <summary>From outcomes that came.</summary>
    Realized,

    /// <summary>From scores alone, before outcomes come.</summary>
    Estimated,
}

/// <summary>Which moment puts a prediction into a window.</summary>
public enum WindowBy
{
    /// <summary>When it was made: cohorts.</summary>
    Event,

    /// <summary>When the outcome that counts became known.</summary>
    Arrival,
}

/// <summary>A question about quality.</summary>
/// <param name="Metrics">Names; empty for those usual for the task, <c>*</c> alone for all.</param>
/// <param name="Outcome">The outcome predictions are held against; null for the one that says whether they were right.</param>
/// <param name="Span">From and to; null for everything stored.</param>
/// <param name="Every">Length of the windows; null for a month.</param>
/// <param name="AsOf">What was known then; null for now.</param>
/// <param name="Version">Only this version; <c>*</c> for a series of each; null for all together.</param>
/// <param name="Segment">Only these rows; the value <c>*</c> for a series of each value; null for all.</param>
/// <param name="Population">Whose predictions.</param>
/// <param name="By">Which moment puts a prediction into a window.</param>
/// <param name="Inclusion">
/// Column or tag with the probability with which a row came into the population, to weight its rows back to all that had a
/// chance; <c>none</c> for no weights; null for the usual column of the population, where the model logs it.
/// </param>
public sealed record PerformanceQuestion(
    IReadOnlyList<string> Metrics,
    string? Outcome = null,
    Window? Span = null,
    WindowSize? Every = null,
    DateTimeOffset? AsOf = null,
    string? Version = null,
    SegmentKey? Segment = null,
    Population Population = Population.All,
    WindowBy By = WindowBy.Event,
    string? Inclusion = null)
{
    /// <summary>Stands for every version, or every value of a segment column, each in a series of its own.</summary>
    public const string Each = "*";
}

/// <summary>How good a model was.</summary>
/// <param name="Outcome">The outcome predictions were held against.</param>
/// <param name="Notes">What one must know.</param>
/// <param name="Series">A series per metric, version and segment.</param>
public sealed record PerformanceAnswer(string Outcome, IReadOnlyList<string> Notes, IReadOnlyList<PerformanceSeries> Series);

/// <summary>One metric of one version and segment.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Kind">Where its figures come from.</param>
/// <param name="Version">The version; null for all together.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="Population">Whose predictions.</param>
/// <param name="Baseline">What its points are compared with; null when there is nothing.</param>
/// <param name="Points">In order of time; windows without predictions are absent.</param>
/// <param name="Trust">How estimates stand against the labels that came later; null for realized figures.</param>
/// <param name="Inclusion">The column by which rows were weighted back to all that had a chance; null for no weights.</param>
public sealed record PerformanceSeries(
    PerformanceMetric Metric,
    PerformanceKind Kind,
    string? Version,
    SegmentKey Segment,
    Population Population,
    QualityBaseline? Baseline,
    IReadOnlyList<PerformancePoint> Points,
    EstimateStanding? Trust = null,
    string? Inclusion = null);

/// <summary>One window.</summary>
/// <param name="Window">The span.</param>
/// <param name="Counts">How many predictions, and how many of them count.</param>
/// <param name="Reading">The value and the verdict.</param>
/// <param name="Note">What one must know of the value; null for nothing.</param>
/// <param name="Revision">How often late outcomes changed it since it was first judged.</param>
/// <param name="First">The first reading where it differs; null otherwise.</param>
/// <param name="FirstAt">When the first reading was made; null otherwise.</param>
/// <param name="TransferredFrom">The earlier version whose calibrator estimated it, for want of an own labelled reference; null otherwise.</param>
public sealed record PerformancePoint(
    Window Window, QualityCounts Counts, Reading Reading, string? Note, int Revision, Reading? First, DateTimeOffset? FirstAt, string? TransferredFrom = null);

/// <summary>How many predictions a window has, and how many of them count.</summary>
/// <param name="N">Predictions.</param>
/// <param name="Mature">Predictions whose outcome should be known by now; the others are censored.</param>
/// <param name="Labelled">Mature predictions whose outcome is known: the rows the value rests on.</param>
/// <param name="Early">Outcomes of predictions that are not mature yet; they do not count.</param>
/// <param name="Odd">Outcomes that are none of the model's classes, or no number; they do not count.</param>
/// <param name="Inclusion">What re-weighting made of the labelled rows; null without weights.</param>
public readonly record struct QualityCounts(long N, long Mature, long Labelled, long Early, long Odd, InclusionCounts? Inclusion = null)
{
    /// <summary>Labelled rows the value rests on: of rows that are weighted, as many as would say the same with equal weights.</summary>
    public double Effective => Inclusion?.Effective ?? Labelled;

    /// <summary>Share of the predictions whose outcome counts; 1 for a window without predictions.</summary>
    public double Coverage => N == 0 ? 1 : (double)Labelled / N;

    /// <summary>Share of the mature predictions whose outcome counts; 1 when none is mature.</summary>
    public double MatureCoverage => Mature == 0 ? 1 : (double)Labelled / Mature;
}
