using System.Globalization;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Quality;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Monitors.Labels;

/// <summary>Judges what outcomes say of a window, always by the nearer bound of an interval. Pure.</summary>
internal static class LabelReadings
{
    /// <summary>The reading of a window.</summary>
    public static Reading Of(WindowFacts facts, MonitorDefinition monitor)
    {
        var labels = facts.Labels ?? throw new ArgumentException("There are no facts of outcomes.", nameof(facts));
        return monitor.Metric switch
        {
            MonitorMetric.Performance => QualityJudgement.Of(labels.Metric!, labels.Value, labels.Counts, facts.Completeness, labels.Baseline, QualityRule.Of(monitor, labels.Metric!.Metric)),
            MonitorMetric.Calibration => Calibration(facts, labels, monitor),
            MonitorMetric.LabelDelay => Delay(facts, labels, monitor),
            _ => Coverage(facts, labels, monitor),
        };
    }

    private static Reading Calibration(WindowFacts facts, LabelFacts labels, MonitorDefinition monitor)
    {
        var (thresholds, ideal) = (Judgement.ThresholdsOf(monitor), LabelMonitorRules.Ideals[labels.Metric!.Name]);
        var why = QualityJudgement.WhyNot(labels.Value, labels.Counts, facts.Completeness, QualityRule.Of(monitor, labels.Metric.Metric));
        if (labels.Value is not { Value: { } value, Low: { } low, High: { } high }) return Nothing(facts, labels, thresholds, why ?? labels.Value.Note ?? "there is no interval");
        var distance = low > ideal ? low - ideal : high < ideal ? ideal - high : 0;
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : Judgement.Of(distance, significant: true, thresholds, string.Create(CultureInfo.InvariantCulture,
            $"{labels.Metric.Name} {Judgement.Digits(value)} [{Judgement.Digits(low)}, {Judgement.Digits(high)}] is {Judgement.Digits(distance)} or more from {ideal:0}, threshold {Judgement.Digits(distance >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}, {Judgement.Number(labels.Counts.Labelled)} labelled predictions"));

        // Drawn beside the value: the limit on the side on which it lies.
        var sign = value < ideal ? -1 : 1;
        return Said(facts, labels, ideal + (sign * thresholds.Warning), ideal + (sign * thresholds.Critical), distance / thresholds.Warning, verdict);
    }

    private static Reading Delay(WindowFacts facts, LabelFacts labels, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var absolute = monitor.Compare == Comparison.Absolute;
        var unit = absolute ? 1 : labels.Baseline?.Whole.Value;
        var why = facts.Completeness < 1 ? Judgement.StillOpen(facts)
            : labels.Counts.Labelled < monitor.MinimumSample ? $"{Judgement.Number(labels.Counts.Labelled)} outcomes, at least {Judgement.Number(monitor.MinimumSample)} are needed"
            : !absolute && (labels.Baseline is null || labels.Baseline.Rows < monitor.MinimumSample) ? "there is nothing to compare with: too few outcomes came before"
            : unit is not > 0 ? "the usual delay is zero: there is no factor above it" : null;
        if (labels.Value is not { Value: { } value, Low: { } low }) return Nothing(facts, labels, thresholds, why ?? labels.Value.Note ?? "there is no interval");
        var effect = unit is > 0 ? low / unit.Value : 0;
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : Judgement.Of(effect, significant: true, thresholds,
            $"half of the outcomes that came took {Judgement.Digits(value)} days or longer, at least {Judgement.Digits(low)}{(absolute ? "" : $", {Judgement.Digits(effect)} times the {Judgement.Digits(unit!.Value)} days of {labels.Baseline!.Name}")}, threshold {Judgement.Digits(effect >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}, n = {Judgement.Number(labels.Counts.Labelled)}");
        return Said(facts, labels, unit * thresholds.Warning, unit * thresholds.Critical, effect / thresholds.Warning, verdict);
    }

    private static Reading Coverage(WindowFacts facts, LabelFacts labels, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var absolute = monitor.Compare == Comparison.Absolute;
        var why = !labels.HasMaturity ? "the outcome has no maturity, so nobody knows when it is missing: give it one"
            : facts.Completeness < 1 ? $"outcomes are not due yet: {Judgement.Percent(facts.Completeness)} of the window is mature"
            : labels.Counts.Mature < monitor.MinimumSample ? $"{Judgement.Number(labels.Counts.Mature)} mature predictions, at least {Judgement.Number(monitor.MinimumSample)} are needed"
            : !absolute && (labels.Baseline is null || labels.Baseline.Rows < monitor.MinimumSample) ? "there is nothing to compare with: too few mature predictions before" : null;
        if (labels.Value is not { Value: { } value, High: { } high }) return Nothing(facts, labels, thresholds, why ?? "there are no mature predictions");
        if (absolute) return OfLimits(facts, labels, monitor, value, high, why);
        var usual = labels.Baseline?.Whole.Value ?? 0;
        var effect = usual - high;
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : Judgement.Of(effect, significant: true, thresholds,
            $"{Judgement.Percent(value)} of {Judgement.Number(labels.Counts.Mature)} mature predictions have an outcome, at least {Judgement.Percent(effect)} less than the {Judgement.Percent(usual)} of {labels.Baseline!.Name}, threshold {Judgement.Percent(effect >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}");
        return Said(facts, labels, usual - thresholds.Warning, usual - thresholds.Critical, effect / thresholds.Warning, verdict);
    }

    // Shares below which it alarms; the lower one is the critical one.
    private static Reading OfLimits(WindowFacts facts, LabelFacts labels, MonitorDefinition monitor, double value, double high, string? why)
    {
        var (warning, critical) = (monitor.Warning ?? monitor.Critical!.Value, monitor.Critical);
        var isCritical = high < critical;
        var said = $"{Judgement.Percent(value)} of {Judgement.Number(labels.Counts.Mature)} mature predictions have an outcome, below the limit {Judgement.Percent(isCritical ? critical!.Value : warning)}";
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : isCritical ? new Verdict.Critical(said) : high < warning ? new Verdict.Warning(said) : new Verdict.Healthy();
        return Said(facts, labels, warning, critical, value > 0 ? warning / value : null, verdict);
    }

    private static Reading Said(WindowFacts facts, LabelFacts labels, double? warning, double? critical, double? excess, Verdict verdict) => new(
        labels.Value.Value, labels.Value.Low, labels.Value.High, null, null, labels.Counts.N, labels.Baseline?.Rows ?? 0, warning, critical, excess, facts.Completeness, verdict);

    private static Reading Nothing(WindowFacts facts, LabelFacts labels, (double Warning, double Critical) thresholds, string why) => new(
        labels.Value.Value, null, null, null, null, labels.Counts.N, labels.Baseline?.Rows ?? 0, thresholds.Warning, thresholds.Critical, null, facts.Completeness, new Verdict.Undecided(why));
}
