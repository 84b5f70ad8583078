using System.Globalization;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Whether a model is used at all, and how old what it learnt is. Pure.</summary>
internal static class LifeReadings
{
    /// <summary>Days between the data the live version was judged on (its reference) and the end of the window.</summary>
    public static Reading Staleness(WindowFacts facts, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var age = facts.Learnt is { } learnt ? Math.Max(0, (facts.Window.To - learnt.At).TotalDays) : (double?)null;
        Verdict verdict = facts.Completeness < 1 ? new Verdict.Undecided(Judgement.StillOpen(facts))
            : age is not { } days ? new Verdict.Undecided("no version has a reference, so nobody knows when the model learnt")
            : Judgement.Of(days, significant: true, thresholds, string.Create(CultureInfo.InvariantCulture,
                $"the reference of version '{facts.Learnt!.Version}' is {days:N0} days old, threshold {(days >= thresholds.Critical ? thresholds.Critical : thresholds.Warning):N0} days"));
        return new Reading(
            age is { } known ? Math.Round(known, 3) : null, null, null, null, null, facts.Current.Rows, 0, thresholds.Warning, thresholds.Critical,
            age is { } old && thresholds.Warning > 0 ? old / thresholds.Warning : null, facts.Completeness, verdict);
    }

    /// <summary>Predictions of the window against the fewest that are wanted: of a version or a segment that must not stand idle.</summary>
    public static Reading Activity(WindowFacts facts, MonitorDefinition monitor)
    {
        var (usual, _) = DefaultThresholds.Of(monitor.Metric);
        var (warning, critical) = (monitor.Warning ?? monitor.Critical ?? usual, monitor.Critical ?? Math.Min(usual, monitor.Warning ?? usual));
        var n = facts.Current.Rows;
        var why = string.Create(CultureInfo.InvariantCulture, $"{n:N0} predictions in the {Baselines.NounOf(monitor.Window)}, at least {(n < critical ? critical : warning):N0} are wanted");
        Verdict verdict = facts.Completeness < 1 ? new Verdict.Undecided(Judgement.StillOpen(facts))
            : n < critical ? new Verdict.Critical(why)
            : n < warning ? new Verdict.Warning(why)
            : new Verdict.Healthy();
        return new Reading(n, null, null, null, null, n, 0, warning, critical, n == 0 ? warning : warning / n, facts.Completeness, verdict);
    }
}
