using System.Globalization;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality;

/// <summary>
/// Judges a metric of quality of one window: by the bound of its interval that is nearer to what it is compared with, so that
/// few rows do not cry wolf. Thresholds of a reading are values of the metric, to be drawn beside it. Pure.
/// </summary>
public static class QualityJudgement
{
    /// <summary>The reading of a value.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="value">What was measured.</param>
    /// <param name="counts">Predictions and outcomes behind it.</param>
    /// <param name="completeness">Share of the window whose outcomes can be known, 0 to 1.</param>
    /// <param name="baseline">What it is compared with; null when there is nothing.</param>
    /// <param name="rule">From where it alarms.</param>
    /// <param name="footing">What the value rests on, for the sentence; null for the labelled predictions.</param>
    public static Reading Of(MetricDescription metric, MetricValue value, QualityCounts counts, double completeness, QualityBaseline? baseline, QualityRule rule, string? footing = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(rule);
        var scale = ScaleOf(metric, value, baseline, rule);
        Verdict verdict;
        if (WhyNot(value, counts, completeness, rule) is { } why) verdict = new Verdict.Undecided(why);
        else if (scale is not { } known) verdict = new Verdict.Undecided(baseline is null ? "there is nothing to compare with: no labelled reference and no earlier window" : "the baseline has no value to compare with");
        else verdict = Judge(metric, value, footing ?? $"{Judgement.Number(counts.Labelled)} of {Judgement.Number(counts.N)} predictions labelled", known, baseline, rule);
        return new Reading(
            value.Value, value.Low, value.High, null, null, counts.N, baseline?.Rows ?? 0, Finite(scale?.Warning), Finite(scale?.Critical), Finite(scale?.Excess), completeness, verdict);
    }

    /// <summary>Why the window is not judged; null when it is.</summary>
    public static string? WhyNot(MetricValue value, QualityCounts counts, double completeness, QualityRule rule)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(rule);
        if (completeness < 1) return counts.Mature < counts.N
            ? $"outcomes of {Judgement.Percent(1 - (counts.N == 0 ? 0 : (double)counts.Mature / counts.N))} of the predictions are not due yet: the window is censored"
            : $"the window is still open, {Judgement.Percent(completeness)} of it has passed";
        if (counts.Labelled < rule.MinimumSample) return $"{Judgement.Number(counts.Labelled)} labelled predictions, at least {Judgement.Number(rule.MinimumSample)} are needed";
        if (counts.Effective < rule.MinimumSample) return $"{Judgement.Number(counts.Labelled)} labelled predictions say as much as {Judgement.Number((long)counts.Effective)} of equal weight, at least {Judgement.Number(rule.MinimumSample)} are needed";
        if (counts.Coverage < rule.MinimumCoverage) return $"only {Judgement.Percent(counts.Coverage)} of {Judgement.Number(counts.N)} predictions have an outcome that counts, at least {Judgement.Percent(rule.MinimumCoverage)} are needed: the others may differ";
        if (value.Value is null) return value.Note ?? "the metric cannot be computed";
        return value.Interval is null ? value.Note ?? "there is no interval" : null;
    }

    private static Verdict Judge(MetricDescription metric, MetricValue value, string footing, Scale scale, QualityBaseline? baseline, QualityRule rule)
    {
        if (!(scale.Effect >= rule.Warning || (rule.Compare == Comparison.Absolute && scale.IsBeyondWarning))) return new Verdict.Healthy();
        var critical = rule.Compare == Comparison.Absolute ? scale.IsBeyondCritical : scale.Effect >= rule.Critical;
        var side = scale.IsBelow ? "below" : "above";
        var than = rule.Compare switch
        {
            Comparison.Corridor => string.Create(CultureInfo.InvariantCulture, $"more than {(critical ? rule.Critical : rule.Warning):0.##} standard deviations {side} the mean {Judgement.Digits(baseline!.Centre)} of the windows of {baseline.Name}"),
            Comparison.Quantile => $"worse than {Judgement.Percent(scale.Effect)} of the windows of {baseline!.Name}",
            Comparison.Relative => $"worse than {baseline!.Name} ({Judgement.Digits(baseline.Whole.Value!.Value)}) by at least {Judgement.Percent(scale.Effect)}",
            Comparison.Difference => $"worse than {baseline!.Name} ({Judgement.Digits(baseline.Whole.Value!.Value)}) by at least {Judgement.Digits(scale.Effect)}",
            _ => $"{side} the limit",
        };
        var limit = critical ? scale.Critical : scale.Warning;
        var why = $"{metric.Name} {Judgement.Digits(value.Value!.Value)} [{Judgement.Digits(value.Low!.Value)}, {Judgement.Digits(value.High!.Value)}] is {than}, threshold {Judgement.Digits(limit)}, {footing}";
        return critical ? new Verdict.Critical(why) : new Verdict.Warning(why);
    }

    private static Scale? ScaleOf(MetricDescription metric, MetricValue value, QualityBaseline? baseline, QualityRule rule)
    {
        if (rule.Compare == Comparison.Absolute) return Absolute(metric, value, rule);
        if (baseline is null) return null;
        var compare = rule.Compare is Comparison.Corridor or Comparison.Quantile && !baseline.HasCorridor ? Comparison.Relative : rule.Compare;
        if (compare != rule.Compare)
        {
            // Too few windows for a corridor: the whole reference stands in with the usual shares.
            var (warning, critical) = QualityRule.UsualThresholds(Comparison.Relative);
            if (OfWhole(metric, value, baseline, relative: true, warning, critical) is not { } whole) return null;
            return whole with { Effect = whole.Effect / warning * rule.Warning };
        }

        return compare switch
        {
            Comparison.Corridor => Corridor(metric, value, baseline, rule),
            Comparison.Quantile => Quantile(metric, value, baseline, rule),
            _ => OfWhole(metric, value, baseline, compare == Comparison.Relative, rule.Warning, rule.Critical),
        };
    }

    private static Scale Absolute(MetricDescription metric, MetricValue value, QualityRule rule)
    {
        var isBelow = metric.HigherIsBetter ?? false;
        var bound = isBelow ? value.High : value.Low;
        bool Beyond(double limit) => bound is { } b && (isBelow ? b < limit : b > limit);
        var excess = value.Value is { } v && rule.Warning != 0 && double.IsFinite(rule.Warning) ? (isBelow ? rule.Warning / v : v / rule.Warning) : double.NaN;
        return new Scale(double.NegativeInfinity, rule.Warning, rule.Critical, excess, isBelow, Beyond(rule.Warning), Beyond(rule.Critical));
    }

    private static Scale Corridor(MetricDescription metric, MetricValue value, QualityBaseline baseline, QualityRule rule)
    {
        var (centre, spread) = (baseline.Centre, baseline.Spread);
        var (loss, isBelow) = LossOf(metric, value, centre);
        var sign = isBelow ? -1 : 1;
        return new Scale(loss / spread, centre + (sign * rule.Warning * spread), centre + (sign * rule.Critical * spread), loss / spread / rule.Warning, isBelow);
    }

    private static Scale Quantile(MetricDescription metric, MetricValue value, QualityBaseline baseline, QualityRule rule)
    {
        var (_, isBelow) = LossOf(metric, value, baseline.Quantile(0.5));
        var bound = (isBelow ? value.High : value.Low) ?? double.NaN;
        var better = (double)baseline.Windows.Count(window => isBelow ? window > bound : window < bound) / baseline.Windows.Count;
        double Limit(double share) => baseline.Quantile(isBelow ? 1 - share : share);
        return new Scale(better, Limit(rule.Warning), Limit(rule.Critical), better / rule.Warning, isBelow);
    }

    // Both sides are known with an interval only: the limits of their difference by the squares of the nearer halves (Zou and Donner 2008).
    private static Scale? OfWhole(MetricDescription metric, MetricValue value, QualityBaseline baseline, bool relative, double warning, double critical)
    {
        if (baseline.Whole is not { Value: { } before, Interval: { } known } || (relative && before == 0)) return null;
        var unit = relative ? Math.Abs(before) : 1;
        var (lower, upper) = (metric.HigherIsBetter is true or null, metric.HigherIsBetter is false or null);
        var (drop, rise) = (double.NegativeInfinity, double.NegativeInfinity);
        if (value is { Value: { } now, Interval: { } present })
        {
            if (lower) drop = before - now - Hypotenuse(before - known.Low, present.High - now);
            if (upper) rise = now - before - Hypotenuse(now - present.Low, known.High - before);
        }

        var isBelow = lower && (!upper || drop >= rise);
        var sign = isBelow ? -1 : 1;
        var effect = Math.Max(drop, rise) / unit;
        return new Scale(effect, before + (sign * warning * unit), before + (sign * critical * unit), effect / warning, isBelow);
    }

    private static (double Loss, bool IsBelow) LossOf(MetricDescription metric, MetricValue value, double centre)
    {
        var (below, above) = (centre - (value.High ?? double.NaN), (value.Low ?? double.NaN) - centre);
        return metric.HigherIsBetter switch
        {
            true => (below, true),
            false => (above, false),
            _ => below >= above ? (below, true) : (above, false),
        };
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <param name="Effect">In the units of the comparison.</param>
    /// <param name="Warning">Value of the metric from which it warns.</param>
    /// <param name="Critical">Value of the metric from which it is critical.</param>
    /// <param name="Excess">Effect divided by its warning threshold.</param>
    /// <param name="IsBelow">Whether lower values are the bad ones.</param>
    /// <param name="IsBeyondWarning">Of an absolute comparison.</param>
    /// <param name="IsBeyondCritical">Of an absolute comparison.</param>
    private readonly record struct Scale(double Effect, double Warning, double Critical, double Excess, bool IsBelow, bool IsBeyondWarning = false, bool IsBeyondCritical = false);
}
