using System.Globalization;
using MathNet.Numerics.Distributions;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Business.Monitors;

/// <summary>Judges a business metric of one window: against its bounds, and against what is usual. Pure.</summary>
internal static class BusinessReadings
{
    /// <summary>Share of matured rows from which a value over outcomes is judged.</summary>
    public const double EnoughMature = 0.8;

    private const int FewestWindows = 4;

    /// <summary>The reading.</summary>
    /// <param name="monitor">The rule; its thresholds are relative changes against the usual.</param>
    /// <param name="metric">The metric; its bounds are judged when the monitor names no thresholds.</param>
    /// <param name="point">Its value.</param>
    /// <param name="usual">Values of comparable windows before.</param>
    /// <param name="completeness">Share of the window that has passed.</param>
    public static Reading Of(MonitorDefinition monitor, BusinessMetric metric, BusinessPoint point, IReadOnlyList<double> usual, double completeness)
    {
        var why = completeness < 1 ? $"the window is still open, {Judgement.Percent(completeness)} of it has passed"
            : point.N < monitor.MinimumSample ? $"{Judgement.Number(point.N)} rows, at least {Judgement.Number(monitor.MinimumSample)} are needed"
            : point.Complete < EnoughMature ? $"outcomes of {Judgement.Percent(point.Complete)} of the rows are mature, at least {Judgement.Percent(EnoughMature)} are needed"
            : point.Value is null ? "the denominator is zero" : null;
        var bounded = monitor is { Warning: null, Critical: null } && metric is not { Minimum: null, Maximum: null };
        return bounded ? AgainstBounds(metric, point, why, completeness) : AgainstUsual(monitor, metric, point, usual, why, completeness);
    }

    private static Reading AgainstBounds(BusinessMetric metric, BusinessPoint point, string? why, double completeness)
    {
        var below = metric.Minimum is { } low && point.High < low;
        var above = metric.Maximum is { } high && point.Low > high;
        Verdict verdict = why is not null ? new Verdict.Undecided(why)
            : below || above ? new Verdict.Critical($"{Text(point)} lies {(below ? "below the minimum" : "above the maximum")} {Judgement.Digits(below ? metric.Minimum!.Value : metric.Maximum!.Value)}, n = {Judgement.Number(point.N)}")
            : new Verdict.Healthy();

        // One and more means out of bounds, whatever the sign of the values.
        double? excess = point.Value is not { } value ? null
            : metric.Minimum is { } floor && value < floor ? 1 + (Math.Abs(floor - value) / Math.Max(Math.Abs(floor), 1e-12))
            : metric.Maximum is { } ceiling && value > ceiling ? 1 + (Math.Abs(value - ceiling) / Math.Max(Math.Abs(ceiling), 1e-12)) : 0;
        return new Reading(point.Value, point.Low, point.High, null, null, point.N, 0, null, null, excess, completeness, verdict);
    }

    // The prediction interval of one more window: what windows vary by themselves is no change.
    private static Reading AgainstUsual(MonitorDefinition monitor, BusinessMetric metric, BusinessPoint point, IReadOnlyList<double> usual, string? why, double completeness)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        why ??= usual.Count < FewestWindows ? string.Create(CultureInfo.InvariantCulture, $"{usual.Count} comparable windows before, at least {FewestWindows} are needed") : null;
        double? effect = null;
        var reason = "";
        if (usual.Count >= FewestWindows && point.Value is { } value)
        {
            var moments = default(Moments);
            foreach (var each in usual) moments.Add(each);
            var own = point is { Low: { } low, High: { } high } ? (high - low) / (2 * 1.96) : 0;
            var half = StudentT.InvCDF(0, 1, usual.Count - 1, 1 - (monitor.Alpha / 2)) * Math.Sqrt((moments.Variance * (1 + (1.0 / usual.Count))) + (own * own));
            var mean = moments.Mean;
            effect = mean == 0 ? null : Math.Max(0, Math.Abs(value - mean) - half) / Math.Abs(mean);
            if (metric.Better is not BusinessAim.None && value > mean == (metric.Better == BusinessAim.Higher)) effect = 0;
            reason = $"{Text(point)}, usually {Judgement.Digits(mean - half)} to {Judgement.Digits(mean + half)}, at least {Judgement.Percent(effect ?? 0)} {(value < mean ? "less" : "more")} than usual, threshold {Judgement.Percent(effect >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}, n = {Judgement.Number(point.N)}";
        }

        Verdict verdict = why is not null ? new Verdict.Undecided(why) : effect is not { } size ? new Verdict.Undecided("the usual value is zero: there is no relative change") : Judgement.Of(size, significant: true, thresholds, reason);
        return new Reading(point.Value, point.Low, point.High, null, null, point.N, usual.Count, thresholds.Warning, thresholds.Critical, effect / thresholds.Warning, completeness, verdict);
    }

    private static string Text(BusinessPoint point) => point is { Low: { } low, High: { } high }
        ? $"{Judgement.Digits(point.Value ?? double.NaN)} [{Judgement.Digits(low)}, {Judgement.Digits(high)}]" : Judgement.Digits(point.Value ?? double.NaN);
}
