using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Readings;

/// <summary>A question about windows of a span.</summary>
/// <param name="Span">From and to; null for everything stored.</param>
/// <param name="Every">Length of the windows; null for the model's usual (a day).</param>
/// <param name="Columns">Names; null for all monitored columns and outputs.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="AsOf">What was known then: verdicts of later revisions are left out; null for now.</param>
public sealed record SeriesQuestion(
    Window? Span = null,
    WindowSize? Every = null,
    IReadOnlyList<string>? Columns = null,
    string? Version = null,
    SegmentKey? Segment = null,
    DateTimeOffset? AsOf = null);

/// <summary>A question about drift.</summary>
/// <param name="Series">Windows and columns.</param>
/// <param name="Method">Drift method by its name in the contract.</param>
/// <param name="Baseline">What windows are compared with.</param>
public sealed record DriftQuestion(SeriesQuestion Series, string Method = "psi", BaselineKind Baseline = BaselineKind.Reference);

/// <summary>A question about one column's distribution.</summary>
/// <param name="Column">The column.</param>
/// <param name="Span">The rows looked at; null for the last full window.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="Baseline">What it stands beside.</param>
public sealed record DistributionQuestion(
    string Column, Window? Span = null, string? Version = null, SegmentKey? Segment = null, BaselineKind Baseline = BaselineKind.Reference);
