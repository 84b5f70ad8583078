using System.Globalization;

namespace Vedetta.Statistics.Estimation;

/// <summary>Says whether an estimate is far worse than usual: the bound of its interval decides, never the point.</summary>
internal static class EstimateJudge
{
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
