using System.Globalization;
using Vedetta.Core.Monitors.Reasons;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>What every metric's judgement has in common: reasons not to judge, thresholds, words. Pure.</summary>
internal static class Judgement
{
    /// <summary>Thresholds of a monitor, the metric's own where it names none.</summary>
    public static (double Warning, double Critical) ThresholdsOf(MonitorDefinition monitor)
    {
        var (warning, critical) = DefaultThresholds.Of(monitor.Metric);
        return (monitor.Warning ?? Math.Min(warning, monitor.Critical ?? warning), monitor.Critical ?? Math.Max(critical, monitor.Warning ?? critical));
    }

    /// <summary>Why the window is not judged; null when it is.</summary>
    public static string? WhyNot(WindowFacts facts, MonitorDefinition monitor, long n, long? baselineN)
    {
        if (facts.Completeness < 1) return StillOpen(facts);
        if (n < monitor.MinimumSample) return ReasonTemplates.TooFewRows.Say(Number(n), Number(monitor.MinimumSample));
        if (baselineN is null) return ReasonTemplates.NothingToCompare.Text;
        if (baselineN < monitor.MinimumSample) return ReasonTemplates.SmallBaseline.Say(Number(baselineN.Value), Number(monitor.MinimumSample));
        return null;
    }

    /// <summary>Why an open window is not judged.</summary>
    public static string StillOpen(WindowFacts facts) => ReasonTemplates.StillOpen.Say(Percent(facts.Completeness));

    /// <summary>The verdict of an effect whose significance is known.</summary>
    /// <param name="effect">The effect, in the units of the thresholds.</param>
    /// <param name="significant">Whether it is more than noise.</param>
    /// <param name="thresholds">From where it alarms.</param>
    /// <param name="why">The reason with numbers.</param>
    public static Verdict Of(double effect, bool significant, (double Warning, double Critical) thresholds, string why)
    {
        if (!significant || effect < thresholds.Warning) return new Verdict.Healthy();
        return effect >= thresholds.Critical ? new Verdict.Critical(why) : new Verdict.Warning(why);
    }

    /// <summary>A count with separators.</summary>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share in per cent, three significant digits.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Digits(share * 100)} %");

    /// <summary>A p-value; from one in ten thousand down its digits tell nobody anything.</summary>
    public static string Probability(double p) => p < 0.0001 ? "p < 0.0001" : string.Create(CultureInfo.InvariantCulture, $"p {p:G2}");

    /// <summary>A number with three significant digits.</summary>
    public static string Digits(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (magnitude is < -4 or > 6) return value.ToString("0.##E+0", CultureInfo.InvariantCulture);
        return value.ToString("F" + Math.Clamp(2 - magnitude, 0, 6).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
