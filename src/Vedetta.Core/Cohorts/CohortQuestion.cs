using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Cohorts;

/// <summary>A question about cohorts: predictions grouped by the period of their event, and what became of each group as it aged.</summary>
/// <param name="Outcome">Class or series outcome; null for the one that shows the longest curve.</param>
/// <param name="Span">Event times looked at; null for the latest periods stored.</param>
/// <param name="Every">Period of a cohort, week or month; null for the one that suits the span.</param>
/// <param name="Step">Step of age, week or month; null for that of the cohorts.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows; null for all.</param>
/// <param name="AsOf">What was known then; null for now.</param>
/// <param name="Late">Value of a series from which a row counts as bad.</param>
/// <param name="Early">Early side of the link, <c>outcome</c> or <c>outcome@age</c>; null for the usual one.</param>
/// <param name="LateSide">Late side of the link in the same words; null for the usual one.</param>
/// <param name="Cohort">First moment of the cohort whose segments are shown; null for the one that stands out.</param>
public sealed record CohortQuestion(
    string? Outcome = null,
    Window? Span = null,
    WindowSize? Every = null,
    WindowSize? Step = null,
    string? Version = null,
    SegmentKey? Segment = null,
    DateTimeOffset? AsOf = null,
    double Late = 1,
    string? Early = null,
    string? LateSide = null,
    DateTimeOffset? Cohort = null);
