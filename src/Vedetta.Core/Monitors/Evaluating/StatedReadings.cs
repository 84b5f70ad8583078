using System.Globalization;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Readings of effects that somebody states instead of measuring them, for tests of thresholds and of the life of incidents. Pure.</summary>
public static class StatedReadings
{
    /// <summary>What a monitor says of an effect.</summary>
    /// <param name="monitor">The rule.</param>
    /// <param name="effect">The effect, in the units of the monitor's thresholds; null where it could not be judged.</param>
    /// <param name="n">Rows behind it.</param>
    public static Reading Of(MonitorDefinition monitor, double? effect, long n)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        var thresholds = Judgement.ThresholdsOf(monitor);
        var fewest = monitor.Metric == MonitorMetric.Activity;
        if (fewest) thresholds = (monitor.Warning ?? monitor.Critical ?? thresholds.Warning, monitor.Critical ?? Math.Min(thresholds.Critical, monitor.Warning ?? thresholds.Critical));
        Verdict verdict = effect is not { } value ? new Verdict.Undecided("no value is stated")
            : n < monitor.MinimumSample ? new Verdict.Undecided(Reasons.ReasonTemplates.TooFewRows.Say(Judgement.Number(n), Judgement.Number(monitor.MinimumSample)))
            : fewest ? OfFewest(value, thresholds)
            : Judgement.Of(value, significant: true, thresholds, string.Create(CultureInfo.InvariantCulture, $"stated {value}, threshold {(value >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}, n = {n}"));
        return new Reading(effect, null, null, null, null, n, 0, thresholds.Warning, thresholds.Critical, thresholds.Warning > 0 ? effect / thresholds.Warning : null, 1, verdict);
    }

    private static Verdict OfFewest(double value, (double Warning, double Critical) thresholds)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"stated {value}, at least {(value < thresholds.Critical ? thresholds.Critical : thresholds.Warning)} are wanted");
        return value < thresholds.Critical ? new Verdict.Critical(reason) : value < thresholds.Warning ? new Verdict.Warning(reason) : new Verdict.Healthy();
    }
}
