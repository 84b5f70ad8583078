using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Outliers;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Share of rows unlike those of the baseline: a detector learns from one half of the baseline's sample, the other half sets
/// the limit that one of a hundred ordinary rows passes. Pure.
/// </summary>
internal static class OutlierReadings
{
    /// <summary>One reading for the whole model.</summary>
    public static Reading Of(WindowFacts facts, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var (n, baselineN) = (facts.Current.Rows, facts.Baseline?.Rows ?? 0);
        var why = Judgement.WhyNot(facts, monitor, n, facts.Baseline?.Rows);
        if (facts.Samples is not { Current: { } current, Baseline: { } baseline } || !EnumWords.TryParse<OutlierMethod>(monitor.Method, out var method))
            return Nothing(why ?? "there is nothing to compare with: no reference and no earlier window with rows");
        var (before, now) = Common(baseline.Table, current.Table, monitor);
        var result = OutlierComparison.Compare(before, now, method);
        if (result is not { Share: { } share, Effect: { } effect }) return Nothing(why ?? result.UndecidedReason ?? "no share could be computed");
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : Judgement.Of(effect.Value, share.PValue <= monitor.Alpha, thresholds,
            $"{Judgement.Percent(share.Share)} [{Judgement.Percent(share.Interval.Low)}, {Judgement.Percent(share.Interval.High)}] of the rows are beyond the limit that {Judgement.Percent(share.Rate)} of {facts.Baseline!.Name} pass, threshold +{Judgement.Percent(effect.Value >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}, n = {Judgement.Number(n)}{(share.Rows < n ? $" (a sample of {Judgement.Number(share.Rows)})" : "")}, {Judgement.Probability(share.PValue)}");
        return new Reading(
            share.Share, share.Interval.Low, share.Interval.High, share.PValue, null, n, baselineN, thresholds.Warning, thresholds.Critical, effect.Value / thresholds.Warning, facts.Completeness, verdict);

        Reading Nothing(string reason) => new(
            null, null, null, null, null, n, baselineN, thresholds.Warning, thresholds.Critical, null, facts.Completeness, new Verdict.Undecided(reason));
    }

    private static (LearningTable Before, LearningTable Now) Common(LearningTable before, LearningTable now, MonitorDefinition monitor)
    {
        var names = monitor.Columns is [MonitoredColumns.Every] ? before.Columns.Select(column => column.Name) : monitor.Columns;
        var both = names.Select(name => (Before: before.Find(name), Now: now.Find(name))).Where(pair => pair.Before is not null && pair.Before.GetType() == pair.Now?.GetType()).ToList();
        return (new LearningTable([.. both.Select(pair => pair.Before!)]), new LearningTable([.. both.Select(pair => pair.Now!)]));
    }
}
