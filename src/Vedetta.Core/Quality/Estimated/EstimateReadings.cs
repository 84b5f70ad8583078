using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Judges estimates as realized quality is judged, by the nearer bound of the interval; one that is not trusted is never judged. Pure.</summary>
internal static class EstimateReadings
{
    /// <summary>The reading of an estimate.</summary>
    /// <param name="point">The estimate.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="baseline">Quality on the reference; null without one.</param>
    /// <param name="rule">From where it alarms.</param>
    public static Reading Of(EstimatedPoint point, PerformanceMetric metric, QualityBaseline? baseline, QualityRule rule)
    {
        var value = new MetricValue(point.Value, point is { Low: { } low, High: { } high } ? new Interval(low, high) : null, point.N);
        var counts = new QualityCounts(point.N, point.N, point.N, 0, 0);
        var reading = QualityJudgement.Of(PerformanceMetrics.Describe(metric), value, counts, point.Completeness, baseline, rule, $"estimated without labels, n = {Judgement.Number(point.N)}");
        return point.WhyNot is { } why ? reading with { Verdict = new Verdict.Undecided(why) } : reading;
    }
}
