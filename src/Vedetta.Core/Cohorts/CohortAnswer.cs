using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Credit;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Core.Cohorts;

/// <summary>Cohorts of one outcome.</summary>
/// <param name="Outcome">The outcome; null when the model has none that can be shown so.</param>
/// <param name="Outcomes">Outcomes that can be asked for.</param>
/// <param name="Every">Period of a cohort.</param>
/// <param name="Step">Step of age.</param>
/// <param name="Population">Whom the rates speak of.</param>
/// <param name="AsOf">What was known at this moment.</param>
/// <param name="FirstAge">First age at which anything is known.</param>
/// <param name="Cohorts">In order of time.</param>
/// <param name="Usual">Per age from <paramref name="FirstAge"/>: median rate of the cohorts that are whole there; null where none is.</param>
/// <param name="Standing">The cohort that stands out most at its latest whole age; null when none has one.</param>
/// <param name="Links">Whether early tells late, the pair asked for or the usual one first.</param>
/// <param name="Segments">Rates of the cohort looked at, by segment.</param>
/// <param name="SegmentsOf">The cohort whose segments are shown.</param>
/// <param name="DayOutcome">The class outcome of the days: the one asked for, or the label.</param>
/// <param name="Days">Rate per day of event beside what the score expected.</param>
/// <param name="Rolls">Movement between the values of a series; null without one.</param>
/// <param name="Notes">What one must know, in sentences.</param>
public sealed record CohortAnswer(
    OutcomeDefinition? Outcome, IReadOnlyList<OutcomeDefinition> Outcomes, WindowSize Every, WindowSize Step, CohortPopulation Population, DateTimeOffset AsOf,
    int FirstAge, IReadOnlyList<Cohort> Cohorts, IReadOnlyList<double?> Usual, Cohort? Standing, IReadOnlyList<CohortLink> Links,
    IReadOnlyList<CohortSegment> Segments, Window? SegmentsOf, string? DayOutcome, IReadOnlyList<CohortDay> Days, RollTable? Rolls, IReadOnlyList<string> Notes);

/// <summary>Whom rates speak of.</summary>
/// <param name="Name"><c>all</c>, or <c>approved</c> when outcomes come only for some decisions.</param>
/// <param name="Decisions">Those decisions; empty for all rows.</param>
public sealed record CohortPopulation(string Name, IReadOnlyList<string> Decisions);

/// <summary>One cohort.</summary>
/// <param name="Window">Period of the events.</param>
/// <param name="Size">Rows of the population.</param>
/// <param name="Known">Rows whose outcome is known.</param>
/// <param name="Mature">Rows whose outcome ought to be known.</param>
/// <param name="Unlabelled">Rows whose outcome ought to be known and is not: they count nowhere.</param>
/// <param name="Cells">By age from the answer's first age.</param>
/// <param name="LatestAge">The oldest age the whole cohort has reached; 0 when none.</param>
/// <param name="Against">The cohort at that age against all others at the same age; null when there is nothing to compare.</param>
/// <param name="Forecast">Where chain ladder sees it at the last age; null where it cannot.</param>
/// <param name="Path">The way there by age, from the latest whole age on; null before, and empty without a forecast.</param>
public sealed record Cohort(
    Window Window, long Size, long Known, long Mature, long Unlabelled, IReadOnlyList<VintageCell> Cells, int LatestAge, CohortComparison? Against, LadderForecast? Forecast,
    IReadOnlyList<double?> Path);

/// <summary>A cohort against the others of the same age.</summary>
/// <param name="Age">The age of the comparison: the oldest at which others are whole too.</param>
/// <param name="Rate">Its rate.</param>
/// <param name="Interval">Interval of that.</param>
/// <param name="Usual">Rate of the others together.</param>
/// <param name="Ratio">Rate over the others'; null where theirs is 0.</param>
/// <param name="PValue">Two-sided p-value of equal rates, corrected over the cohorts by Holm.</param>
/// <param name="Verdict">Critical and warning only above the usual rate.</param>
public sealed record CohortComparison(int Age, double Rate, Interval Interval, double Usual, double? Ratio, double PValue, VerdictKind Verdict);

/// <summary>An early rate against a late one over cohorts.</summary>
/// <param name="Early">The early side, <c>outcome@age</c>.</param>
/// <param name="LateSide">The late side.</param>
/// <param name="Link">Correlation with interval, and the line.</param>
/// <param name="Points">One per cohort whole at both.</param>
/// <param name="Forecasts">Cohorts whole only at the early side: where the line sees them.</param>
public sealed record CohortLink(string Early, string LateSide, EarlyLate Link, IReadOnlyList<LinkPoint> Points, IReadOnlyList<LinkForecast> Forecasts);

/// <summary>One cohort of a link.</summary>
public sealed record LinkPoint(Window Window, double Early, double Late);

/// <summary>A young cohort on the line of a link.</summary>
/// <param name="Window">The cohort.</param>
/// <param name="Early">Its early rate.</param>
/// <param name="Late">The late rate on the line.</param>
/// <param name="Interval">Interval of a new cohort's late rate (Student's t); null below four cohorts.</param>
/// <param name="Outside">Whether its early rate lies outside those the line was drawn from.</param>
public sealed record LinkForecast(Window Window, double Early, double Late, Interval? Interval, bool Outside);

/// <summary>Rates of one segment value in a cohort.</summary>
/// <param name="Column">Segment column.</param>
/// <param name="Value">Its value.</param>
/// <param name="Size">Rows of the population.</param>
/// <param name="Rates">Per class outcome.</param>
public sealed record CohortSegment(string Column, string Value, long Size, IReadOnlyList<SegmentRate> Rates);

/// <summary>Rate of one outcome in a segment, over mature rows with a known outcome.</summary>
/// <param name="Outcome">Name of the outcome.</param>
/// <param name="Known">Mature rows whose outcome is known.</param>
/// <param name="Bad">Bad ones among them.</param>
/// <param name="Mature">Mature rows.</param>
/// <param name="Rate">Their rate; null without any.</param>
/// <param name="Interval">Its interval (modified Wilson).</param>
public sealed record SegmentRate(string Outcome, long Known, long Bad, long Mature, double? Rate, Interval? Interval);

/// <summary>One day of events.</summary>
/// <param name="Window">The day.</param>
/// <param name="Size">Rows of the population.</param>
/// <param name="Known">Mature rows whose outcome is known.</param>
/// <param name="Bad">Bad ones among them.</param>
/// <param name="Rate">Their rate.</param>
/// <param name="Interval">Its interval (modified Wilson).</param>
/// <param name="Expected">Mean score of the population, where the score is a probability of the bad class; null otherwise.</param>
public sealed record CohortDay(Window Window, long Size, long Known, long Bad, double? Rate, Interval? Interval, double? Expected);

/// <summary>Movement between the values of a series from one reading to the next.</summary>
/// <param name="Outcome">The series.</param>
/// <param name="Moves">Rows from, columns to; the last bucket holds everything above.</param>
/// <param name="Months">Share that rolled one bucket worse, per month of the later reading.</param>
/// <param name="SampledShare">Share of the rows that was followed; 1 for all.</param>
public sealed record RollTable(string Outcome, RollRates Moves, IReadOnlyList<RollMonth> Months, double SampledShare);

/// <summary>One month of readings.</summary>
/// <param name="Window">The month.</param>
/// <param name="Rates">By bucket but the worst: moves to any worse bucket over all moves out of it.</param>
public sealed record RollMonth(Window Window, IReadOnlyList<RollRate> Rates);

/// <summary>Share of a bucket that became worse.</summary>
public sealed record RollRate(long From, long Worse, double? Rate, Interval? Interval);
