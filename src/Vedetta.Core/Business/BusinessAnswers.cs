using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business;

/// <summary>A question about business metrics.</summary>
/// <param name="Span">From and to; null for the latest 90 days.</param>
/// <param name="Every">Length of the windows: a day or longer.</param>
/// <param name="Metrics">Names; null for all.</param>
/// <param name="Group">Only a group of rows: <c>version:v2</c>, <c>variant:b</c>, <c>column:value</c> of a segment; null for all rows.</param>
/// <param name="AsOf">What was known then; null for now.</param>
public sealed record BusinessQuestion(Window? Span = null, WindowSize Every = WindowSize.Day, IReadOnlyList<string>? Metrics = null, string? Group = null, DateTimeOffset? AsOf = null);

/// <summary>The business metrics of a model.</summary>
/// <param name="Plan">The metrics and the assumptions behind them.</param>
/// <param name="Span">The span answered; null before the first row.</param>
/// <param name="Series">A series per metric, in the order of the plan.</param>
/// <param name="Recent">The last 30 days of the span.</param>
/// <param name="Before">The 30 days before those, or the first 30 days of the span.</param>
/// <param name="Segments">Who comes: groups of the segment columns, in both spans.</param>
/// <param name="Groups">Every group of rows that metrics are kept for, those of versions and variants too.</param>
/// <param name="ComputedAt">When the values were computed; null when they were computed for this answer.</param>
public sealed record BusinessAnswer(
    BusinessPlan Plan,
    Window? Span,
    IReadOnlyList<BusinessSeries> Series,
    Window? Recent,
    Window? Before,
    IReadOnlyList<BusinessSegment> Segments,
    IReadOnlyList<string> Groups,
    DateTimeOffset? ComputedAt);

/// <summary>One metric over time.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Points">Per window, in order of time; windows without rows are left out.</param>
/// <param name="Recent">Over the recent span; null without rows.</param>
/// <param name="Before">Over the span before; null without rows.</param>
/// <param name="Change">Recent against before: per row for counts and sums; null where one side has no value.</param>
/// <param name="GrowsWithOutcomes">Whether rows whose outcome has not come yet lower the value.</param>
public sealed record BusinessSeries(
    BusinessMetric Metric, IReadOnlyList<BusinessPoint> Points, BusinessPoint? Recent, BusinessPoint? Before, BusinessEffect? Change, bool GrowsWithOutcomes = false);

/// <summary>The value of a metric in one window.</summary>
/// <param name="Window">The span.</param>
/// <param name="N">Rows in it.</param>
/// <param name="Value">The value; null where the denominator is zero.</param>
/// <param name="Low">Lower limit of its 95 % interval.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Complete">Share of the rows whose outcomes, as far as the metric reads any, are mature.</param>
/// <param name="Verdict">Against the bounds of the metric: critical when the whole interval lies outside, undecided without bounds or value.</param>
/// <param name="Revision">0, or how often late data changed it; days only.</param>
/// <param name="First">The first value where it differs; null otherwise; days only.</param>
public sealed record BusinessPoint(Window Window, long N, double? Value, double? Low, double? High, double Complete, Statistics.VerdictKind Verdict, int Revision, double? First);

/// <summary>A group of rows now and before.</summary>
/// <param name="Column">The segment column.</param>
/// <param name="Value">Its value.</param>
/// <param name="Share">Its share of the rows now.</param>
/// <param name="ShareBefore">Its share before.</param>
/// <param name="N">Its rows now.</param>
/// <param name="Metrics">Its metrics now, in the order of the plan.</param>
public sealed record BusinessSegment(string Column, string Value, double Share, double ShareBefore, long N, IReadOnlyList<BusinessPoint> Metrics);
