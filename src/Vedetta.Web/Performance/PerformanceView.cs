using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Pictures;
using Vedetta.Statistics.Performance;
using Vedetta.Web.Overview;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Performance;

/// <summary>What the performance page shows.</summary>
/// <param name="Scope">Its windows.</param>
/// <param name="Asked">Metric, outcome, threshold and costs.</param>
/// <param name="Quality">Realized and estimated quality over the windows.</param>
/// <param name="Marks">Events.</param>
/// <param name="Slices">Realized quality of the whole span by segment; empty where the model has no segments.</param>
/// <param name="Decisions">Calibration, ROC path and costs; null for models without one score or without labels.</param>
public sealed record PerformanceView(
    Scope Scope, PerformanceAsked Asked, QualityOverTime Quality, IReadOnlyList<EventMark> Marks, IReadOnlyList<SliceRow> Slices, DecisionPicture? Decisions);

/// <summary>Realized and estimated values of one metric beside each other, a place per window of the page.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Realized">Realized; null where a window has none.</param>
/// <param name="Estimated">Estimated; null where a window has none.</param>
/// <param name="Standing">Whether labels bear the estimates out.</param>
/// <param name="Waiting">Windows whose estimate is still being computed.</param>
/// <param name="Notes">What one must know.</param>
/// <param name="Population">Whose predictions the realized figures are of.</param>
/// <param name="Inclusion">Column by which they were weighted back to all that had a chance; null for no weights.</param>
public sealed record QualityOverTime(
    PerformanceMetric Metric, string Outcome, IReadOnlyList<PerformancePoint?> Realized, IReadOnlyList<PerformancePoint?> Estimated, EstimateStanding Standing, int Waiting, IReadOnlyList<string> Notes,
    Population Population = Population.All, string? Inclusion = null)
{
    /// <summary>The latest realized value that was judged; the latest value at all where none was.</summary>
    public PerformancePoint? LatestRealized =>
        Realized.LastOrDefault(point => point is { Reading: { Value: not null, Verdict.Kind: not Statistics.VerdictKind.Undecided } }) ?? Realized.LastOrDefault(point => point?.Reading.Value is not null);

    /// <summary>The latest estimate of a whole window; the latest at all where none is whole.</summary>
    public PerformancePoint? LatestEstimated =>
        Estimated.LastOrDefault(point => point is { Reading: { Value: not null, Completeness: >= 1 } }) ?? Estimated.LastOrDefault(point => point?.Reading.Value is not null);

    /// <summary>Whether labels contradict the estimate of a window.</summary>
    public bool IsContradicted(PerformancePoint point) => Standing.LostIn is { } lost && point.Window.To > lost.From;

    /// <summary>Whether there is anything to show.</summary>
    public bool HasAny => LatestRealized is not null || LatestEstimated is not null;

    /// <summary>
    /// Which part of the labels that usually come a window has: 1 for a window as complete as most. Where only some rows
    /// ever get labels, as the approved ones in credit, those are what usually comes.
    /// </summary>
    public IReadOnlyList<double?> Completeness
    {
        get
        {
            double[] known = [.. Realized.Where(point => point is { Counts.N: > 0 }).Select(point => point!.Counts.Coverage).Order()];
            var usual = known.Length == 0 ? 0 : known[(int)(0.8 * (known.Length - 1))];
            return [.. Realized.Select(point => point is not { Counts.N: > 0 } ? (double?)null : usual < 0.02 ? 0 : Math.Min(1, point.Counts.Coverage / usual))];
        }
    }
}

/// <summary>Realized quality of one slice of the span.</summary>
/// <param name="Segment">Its value; null for all rows.</param>
/// <param name="Column">The segment column; null for all rows.</param>
/// <param name="Point">Value, interval, verdict, counts.</param>
public sealed record SliceRow(string? Column, string? Segment, PerformancePoint Point);

/// <summary>Pictures of labelled scores.</summary>
/// <param name="Now">Labelled scores of the span.</param>
/// <param name="Reference">Those of the reference; null without a labelled one.</param>
/// <param name="Threshold">The threshold looked at, in the model's own units.</param>
/// <param name="InUse">The model's threshold.</param>
public sealed record DecisionPicture(LabelledScores Now, LabelledScores? Reference, double Threshold, double InUse);
