using Vedetta.Core.Cohorts;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Server.Api;

/// <summary>Cohorts of one outcome.</summary>
public sealed record CohortsBody(
    string Model, string? Outcome, IReadOnlyList<string> Outcomes, WindowSize Every, WindowSize Step, string Population, IReadOnlyList<string> Decisions, DateTimeOffset AsOf,
    IReadOnlyList<CohortBody> Cohorts, IReadOnlyList<UsualBody> Usual, DateTimeOffset? Standing, IReadOnlyList<CohortLinkBody> Links, SpanBody? SegmentsOf,
    IReadOnlyList<CohortSegmentBody> Segments, string? DayOutcome, IReadOnlyList<CohortDayBody> Days, RollsBody? Rolls, IReadOnlyList<string> Notes)
{
    /// <summary>As clients see it.</summary>
    public static CohortsBody Of(string model, CohortAnswer answer) => new(
        model, answer.Outcome?.Name, [.. answer.Outcomes.Select(o => o.Name)], answer.Every, answer.Step, answer.Population.Name, answer.Population.Decisions, answer.AsOf,
        [.. answer.Cohorts.Select(cohort => CohortBody.Of(cohort, answer.FirstAge))],
        [.. answer.Usual.Select((value, i) => new UsualBody(answer.FirstAge + i, value))], answer.Standing?.Window.From,
        [.. answer.Links.Select(CohortLinkBody.Of)], answer.SegmentsOf is { } window ? new SpanBody(window.From, window.To) : null,
        [.. answer.Segments.Select(CohortSegmentBody.Of)], answer.DayOutcome,
        [.. answer.Days.Select(day => new CohortDayBody(day.Window.From, day.Window.To, day.Size, day.Known, day.Bad, day.Rate, day.Interval?.Low, day.Interval?.High, day.Expected))],
        answer.Rolls is { } rolls ? RollsBody.Of(rolls) : null, answer.Notes);
}

/// <summary>A span of time.</summary>
public sealed record SpanBody(DateTimeOffset From, DateTimeOffset To);

/// <summary>Median rate of the whole cohorts at one age.</summary>
public sealed record UsualBody(int Age, double? Value);

/// <summary>One cohort.</summary>
public sealed record CohortBody(
    DateTimeOffset From, DateTimeOffset To, long N, long Known, long Mature, long Unlabelled, int LatestAge, IReadOnlyList<CohortCellBody> Cells,
    CohortAgainstBody? Against, CohortForecastBody? Forecast)
{
    /// <summary>As clients see it.</summary>
    public static CohortBody Of(Cohort cohort, int firstAge) => new(
        cohort.Window.From, cohort.Window.To, cohort.Size, cohort.Known, cohort.Mature, cohort.Unlabelled, cohort.LatestAge,
        [.. cohort.Cells.Select((cell, i) => new CohortCellBody(firstAge + i, cell.Loans, cell.Bad, cell.Rate, cell.Interval?.Low, cell.Interval?.High, cell.Coverage, cell.Complete))],
        cohort.Against is { } a ? new CohortAgainstBody(a.Age, a.Rate, a.Interval.Low, a.Interval.High, a.Usual, a.Ratio, a.PValue, a.Verdict) : null,
        cohort.Forecast is { } f ? new CohortForecastBody(firstAge + cohort.Cells.Count - 1, f.Forecast, f.Low, f.High) : null);
}

/// <summary>A cohort at one age; <c>coverage</c> is the share of its rows that have reached it.</summary>
public sealed record CohortCellBody(int Age, long N, long Bad, double? Value, double? Low, double? High, double Coverage, bool Whole);

/// <summary>A cohort against the others of the same age.</summary>
public sealed record CohortAgainstBody(int Age, double Value, double Low, double High, double Usual, double? Ratio, double PValue, VerdictKind Verdict);

/// <summary>Chain-ladder forecast at the last age; the limits are the range when each other cohort in turn is left out, no confidence interval.</summary>
public sealed record CohortForecastBody(int Age, double Value, double Low, double High);

/// <summary>An early rate against a late one over cohorts.</summary>
public sealed record CohortLinkBody(
    string Early, string Late, int N, double? Correlation, double? Low, double? High, double? Slope, double? Intercept,
    IReadOnlyList<LinkPointBody> Points, IReadOnlyList<LinkForecastBody> Forecasts)
{
    /// <summary>As clients see it.</summary>
    public static CohortLinkBody Of(CohortLink link) => new(
        link.Early, link.LateSide, link.Link.Vintages, link.Link.Correlation, link.Link.Interval?.Low, link.Link.Interval?.High, link.Link.Slope, link.Link.Intercept,
        [.. link.Points.Select(p => new LinkPointBody(p.Window.From, p.Early, p.Late))],
        [.. link.Forecasts.Select(f => new LinkForecastBody(f.Window.From, f.Early, f.Late, f.Interval?.Low, f.Interval?.High, f.Outside))]);
}

/// <summary>One cohort of a link.</summary>
public sealed record LinkPointBody(DateTimeOffset From, double Early, double Late);

/// <summary>A young cohort on the line; <c>outside</c> when its early rate lies outside those the line was drawn from.</summary>
public sealed record LinkForecastBody(DateTimeOffset From, double Early, double Late, double? Low, double? High, bool Outside);

/// <summary>One segment value of the cohort looked at.</summary>
public sealed record CohortSegmentBody(string Column, string Value, long N, IReadOnlyList<SegmentRateBody> Rates)
{
    /// <summary>As clients see it.</summary>
    public static CohortSegmentBody Of(CohortSegment segment) => new(
        segment.Column, segment.Value, segment.Size,
        [.. segment.Rates.Select(r => new SegmentRateBody(r.Outcome, r.Known, r.Bad, r.Mature, r.Rate, r.Interval?.Low, r.Interval?.High))]);
}

/// <summary>Rate of one outcome over mature rows with a known outcome.</summary>
public sealed record SegmentRateBody(string Outcome, long Labelled, long Bad, long Mature, double? Value, double? Low, double? High);

/// <summary>One day of events; <c>expected</c> is the mean score where that is a probability of the outcome.</summary>
public sealed record CohortDayBody(DateTimeOffset From, DateTimeOffset To, long N, long Labelled, long Bad, double? Value, double? Low, double? High, double? Expected);

/// <summary>Movement between the values of a series.</summary>
public sealed record RollsBody(string Outcome, double SampledShare, IReadOnlyList<RollBucketBody> Buckets, IReadOnlyList<RollPeriodBody> Periods)
{
    /// <summary>As clients see it.</summary>
    public static RollsBody Of(RollTable rolls)
    {
        var buckets = rolls.Moves.Matrix.GetLength(0);
        return new RollsBody(
            rolls.Outcome, rolls.SampledShare,
            [
                .. Enumerable.Range(0, buckets).Select(from => new RollBucketBody(
                    from, [.. Enumerable.Range(0, buckets).Select(to => (long)rolls.Moves.Matrix[from, to])], rolls.Moves.Cured(from), rolls.Moves.Rolled(from))),
            ],
            [.. rolls.Months.Select(m => new RollPeriodBody(m.Window.From, m.Window.To, [.. m.Rates.Select(r => new RollRateBody(r.From, r.Worse, r.Rate, r.Interval?.Low, r.Interval?.High))]))]);
    }
}

/// <summary>Moves out of one bucket: to each bucket, and the shares that became better and worse.</summary>
public sealed record RollBucketBody(int Bucket, IReadOnlyList<long> To, double? Cured, double? Rolled);

/// <summary>Roll rates of one period, by bucket from the best.</summary>
public sealed record RollPeriodBody(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<RollRateBody> Rates);

/// <summary>Share of a bucket that became worse.</summary>
public sealed record RollRateBody(long N, long Worse, double? Value, double? Low, double? High);
