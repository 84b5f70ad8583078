using System.Globalization;
using Vedetta.Statistics.Estimation.Backtest;

namespace Vedetta.Statistics.Estimation;

/// <summary>Says whether an estimate is far worse than usual: the bound of its interval decides, never the point.</summary>
internal static class EstimateJudge
{
    /// <summary>An estimate with the interval and the verdict that a reference gives it.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="value">The estimate.</param>
    /// <param name="error">Its standard error.</param>
    /// <param name="rows">Rows it is of.</param>
    /// <param name="factor">How far the back-test was off.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <param name="thresholds">Limits of the metric; null where it has none.</param>
    /// <param name="unjudged">Why the window allows no verdict; null when it does.</param>
    /// <param name="distrust">What is said where the back-test does not trust the metric.</param>
    public static MetricEstimate State(
        EstimatedMetric metric, double value, double error, int rows, ConformalFactor factor, double confidence, MetricThresholds? thresholds, string? unjudged, string distrust)
    {
        var half = factor.HalfWidth(confidence) * error;
        var (lowest, highest) = EstimatedMetrics.Range(metric, rows);
        var (low, high) = (Math.Max(lowest, value - half), Math.Min(highest, value + half));
        return new MetricEstimate
        {
            Metric = metric,
            Value = value,
            Low = low,
            High = high,
            StandardError = error,
            Unjudged = unjudged,
            Verdict = Of(metric, low, high, thresholds, unjudged ?? (factor.Trusted ? null : distrust)),
        };
    }

    /// <summary>An estimate made before, with the interval and the verdict of this reference.</summary>
    public static MetricEstimate Restate(
        MetricEstimate estimate, int rows, ConformalFactor factor, double confidence, MetricThresholds? thresholds, string distrust) =>
        estimate is { Value: { } value, StandardError: { } error }
            ? State(estimate.Metric, value, error, rows, factor, confidence, thresholds, estimate.Unjudged, distrust) with { Candidates = estimate.Candidates }
            : estimate;

    /// <summary>The verdict on an interval; a reason given beforehand makes it undecided.</summary>
    public static Verdict Of(EstimatedMetric metric, double? low, double? high, MetricThresholds? thresholds, string? undecided)
    {
        if (undecided is not null)
            return new Verdict.Undecided(undecided);
        if (low is not { } from || high is not { } to)
            return new Verdict.Undecided("there is no interval");
        if (thresholds is null)
            return new Verdict.Undecided(EstimatedMetrics.IsTotal(metric) ? "a total grows with the window and has no threshold of its own" : "the reference gives no thresholds");
        var better = EstimatedMetrics.LargerIsBetter(metric);
        if (better != false && to < thresholds.Lower)
            return Alarm("below", to < thresholds.LowerCritical, to < thresholds.LowerCritical ? thresholds.LowerCritical : thresholds.Lower, to);
        if (better != true && from > thresholds.Upper)
            return Alarm("above", from > thresholds.UpperCritical, from > thresholds.UpperCritical ? thresholds.UpperCritical : thresholds.Upper, from);
        return new Verdict.Healthy();
    }

    private static Verdict Alarm(string side, bool critical, double threshold, double bound)
    {
        var why = string.Create(CultureInfo.InvariantCulture, $"the whole interval lies {side} {threshold:G4}: its nearer bound is {bound:G4}");
        return critical ? new Verdict.Critical(why) : new Verdict.Warning(why);
    }
}
