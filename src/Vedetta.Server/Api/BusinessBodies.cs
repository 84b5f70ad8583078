using Vedetta.Core.Business;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Server.Api;

/// <summary>The business metrics of a model.</summary>
public sealed record BusinessBody(
    BusinessPlanBody Plan, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<BusinessSeriesBody> Series, WindowBody? Recent, WindowBody? Before,
    IReadOnlyList<BusinessSegmentBody> Segments, IReadOnlyList<string> Groups, DateTimeOffset? ComputedAt)
{
    /// <summary>As clients see it.</summary>
    public static BusinessBody Of(BusinessAnswer answer) => new(
        BusinessPlanBody.Of(answer.Plan), answer.Span?.From, answer.Span?.To, [.. answer.Series.Select(BusinessSeriesBody.Of)], WindowOf(answer.Recent), WindowOf(answer.Before),
        [.. answer.Segments.Select(segment => new BusinessSegmentBody(segment.Column, segment.Value, segment.Share, segment.ShareBefore, segment.N, [.. segment.Metrics.Select(BusinessPointBody.Of)]))],
        answer.Groups, answer.ComputedAt);

    private static WindowBody? WindowOf(Window? window) => window is { } span ? WindowBody.Of(span) : null;
}

/// <summary>One metric over time.</summary>
public sealed record BusinessSeriesBody(string Metric, IReadOnlyList<BusinessPointBody> Points, BusinessPointBody? Recent, BusinessPointBody? Before, BusinessEffectBody? Change)
{
    /// <summary>As clients see it.</summary>
    public static BusinessSeriesBody Of(BusinessSeries series) => new(
        series.Metric.Name, [.. series.Points.Select(BusinessPointBody.Of)], series.Recent is { } recent ? BusinessPointBody.Of(recent) : null,
        series.Before is { } before ? BusinessPointBody.Of(before) : null, series.Change is { } change ? BusinessEffectBody.Of(change) : null);
}

/// <summary>The value of a metric in one window.</summary>
public sealed record BusinessPointBody(DateTimeOffset From, DateTimeOffset To, long N, double? Value, double? Low, double? High, double Complete, VerdictKind Verdict, int Revision, double? FirstValue)
{
    /// <summary>As clients see it.</summary>
    public static BusinessPointBody Of(BusinessPoint point) =>
        new(point.Window.From, point.Window.To, point.N, point.Value, point.Low, point.High, point.Complete, point.Verdict, point.Revision, point.First);
}

/// <summary>The effect on one metric.</summary>
public sealed record BusinessEffectBody(
    string Metric, bool PerRow, double? Control, double? Treatment, double? Difference, double? Low, double? High, long ControlRows, long TreatmentRows, double Complete, bool? Better)
{
    /// <summary>As clients see it.</summary>
    public static BusinessEffectBody Of(BusinessEffect effect) => new(
        effect.Metric, effect.PerRow, effect.Control, effect.Treatment, effect.Difference, effect.Low, effect.High, effect.ControlRows, effect.TreatmentRows, effect.Complete, effect.Better);
}

/// <summary>A group of rows now and before; its metrics are in the order of the plan.</summary>
public sealed record BusinessSegmentBody(string Column, string Value, double Share, double ShareBefore, long N, IReadOnlyList<BusinessPointBody> Metrics);

/// <summary>The metrics and the assumptions behind them.</summary>
public sealed record BusinessPlanBody
{
    /// <summary>The metrics, in the order they are shown.</summary>
    public required IReadOnlyList<BusinessMetricBody> Metrics { get; init; }

    /// <summary>Numbers that expressions name.</summary>
    public IReadOnlyDictionary<string, double>? Assumptions { get; init; }

    /// <summary>Name of the money.</summary>
    public string? Currency { get; init; }

    /// <summary>When somebody changed it; passed over in requests.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Who; passed over in requests.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>True while the program chose the metrics by itself; passed over in requests.</summary>
    public bool? Managed { get; init; }

    /// <summary>As clients see it.</summary>
    public static BusinessPlanBody Of(BusinessPlan plan) => new()
    {
        Metrics = [.. plan.Metrics.Select(BusinessMetricBody.Of)], Assumptions = plan.Assumptions, Currency = plan.Currency, ChangedAt = plan.ChangedAt, ChangedBy = plan.ChangedBy, Managed = plan.Managed,
    };

    /// <summary>The plan a client sent.</summary>
    public BusinessPlan ToPlan(ModelId model) => new(
        model, [.. Metrics.Select(metric => metric.ToMetric())], new Dictionary<string, double>(Assumptions ?? new Dictionary<string, double>(), StringComparer.Ordinal), Currency, default, "");
}

/// <summary>One business metric.</summary>
public sealed record BusinessMetricBody
{
    /// <summary>Unique within the model.</summary>
    public required string Name { get; init; }

    /// <summary>Its expression.</summary>
    public required string Value { get; init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>The same in Russian.</summary>
    public string? TitleRu { get; init; }

    /// <summary>How it is written.</summary>
    public BusinessUnit Unit { get; init; }

    /// <summary>Which values are good.</summary>
    public BusinessAim Better { get; init; }

    /// <summary>Values surely below it are out of bounds.</summary>
    public double? Minimum { get; init; }

    /// <summary>Values surely above it are out of bounds.</summary>
    public double? Maximum { get; init; }

    /// <summary>As clients see it.</summary>
    public static BusinessMetricBody Of(BusinessMetric metric) => new()
    {
        Name = metric.Name, Value = metric.Value, Title = metric.Title, TitleRu = metric.TitleRu, Unit = metric.Unit, Better = metric.Better, Minimum = metric.Minimum, Maximum = metric.Maximum,
    };

    /// <summary>The metric a client sent.</summary>
    public BusinessMetric ToMetric() => new(Name, Value, Title, TitleRu, Unit, Better, Minimum, Maximum);
}

/// <summary>What a person concludes from a comparison.</summary>
public sealed record BusinessReviewRequest
{
    /// <summary>In their words.</summary>
    public required string Conclusion { get; init; }

    /// <summary>What is compared with: a group such as <c>version:v2</c>; left out for the comparison that suggests itself.</summary>
    public string? Control { get; init; }

    /// <summary>What is looked at: a group, or empty for all rows.</summary>
    public string? Treatment { get; init; }

    /// <summary>Days of the treatment.</summary>
    public WindowBody? Span { get; init; }

    /// <summary>Days of the control; those of the treatment when left out.</summary>
    public WindowBody? ControlSpan { get; init; }
}

/// <summary>A signed review.</summary>
public sealed record BusinessReviewBody(
    string Id, DateTimeOffset At, double AgeDays, string By, string Conclusion, string Control, string Treatment, WindowBody Span, WindowBody ControlSpan, IReadOnlyList<BusinessEffectBody> Effects)
{
    /// <summary>As clients see it.</summary>
    public static BusinessReviewBody Of(BusinessReview review, DateTimeOffset now) => new(
        review.Id, review.At, Math.Round((now - review.At).TotalDays, 2), review.By, review.Conclusion, review.Comparison.Control, review.Comparison.Treatment,
        WindowBody.Of(review.Comparison.Span), WindowBody.Of(review.Comparison.ControlSpan), [.. review.Effects.Select(BusinessEffectBody.Of)]);
}
