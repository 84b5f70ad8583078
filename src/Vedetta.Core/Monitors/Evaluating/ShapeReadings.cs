using System.Globalization;
using Vedetta.Statistics;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Number of distinct values, and columns that became constant. Pure.</summary>
internal static class ShapeReadings
{
    // A column with nearly a value of its own per row has as many distinct values as rows: that says nothing about it.
    private const double NearlyUnique = 0.2;

    /// <summary>
    /// Distinct values against the baseline, both brought to the same number of rows; the effect is the absolute logarithm
    /// of their ratio, and it counts only where it is more than chance at the monitor's level over its columns.
    /// </summary>
    public static IReadOnlyList<(string Column, Reading Reading)> Distinct(WindowFacts facts, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var readings = new List<(string Column, Reading Reading)>();
        var pairs = Pairs(facts, monitor).ToList();
        foreach (var (column, current, baseline) in pairs)
        {
            // Only columns whose values repeat are compared, and only while every value and its count is known.
            if (current.Distinct > NearlyUnique * current.Rows || (baseline is not null && baseline.Distinct > NearlyUnique * baseline.Rows)) continue;
            if (baseline is not null && (Rarefaction.Of(current, 1) is null || Rarefaction.Of(baseline, 1) is null)) continue;
            var why = Judgement.WhyNot(facts, monitor, current.Rows, baseline?.Rows);
            var rows = Math.Min(ValuesOf(current), baseline is null ? 0 : ValuesOf(baseline));
            var seen = Rarefaction.Of(current, rows);
            var usual = baseline is null ? null : Rarefaction.Of(baseline, rows);
            double? effect = seen is { Expected: > 0 } && usual is { Expected: > 0 } ? Math.Abs(Math.Log(seen.Value.Expected / usual.Value.Expected)) : null;
            var p = effect is null ? (double?)null : Rarefaction.PValue(seen!.Value, usual!.Value);
            Verdict verdict = why is not null ? new Verdict.Undecided(why)
                : effect is not { } size ? new Verdict.Undecided("no values to count")
                : Judgement.Of(size, p <= monitor.Alpha / pairs.Count, thresholds, string.Create(CultureInfo.InvariantCulture,
                    $"{seen!.Value.Expected:N0} distinct values against {usual!.Value.Expected:N0} usual in as many rows, a factor of {Math.Exp(size):0.0}, threshold {Math.Exp(size >= thresholds.Critical ? thresholds.Critical : thresholds.Warning):0.0}, n = {current.Rows:N0}"));
            readings.Add((column, new Reading(current.Distinct, null, null, p, null, current.Rows, baseline?.Rows ?? 0,
                thresholds.Warning, thresholds.Critical, effect / thresholds.Warning, facts.Completeness, verdict)));
        }

        return readings;
    }

    /// <summary>One value only, where the baseline had several: 1, otherwise 0.</summary>
    public static IReadOnlyList<(string Column, Reading Reading)> Constant(WindowFacts facts, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var readings = new List<(string Column, Reading Reading)>();
        foreach (var (column, current, baseline) in Pairs(facts, monitor))
        {
            var why = Judgement.WhyNot(facts, monitor, ValuesOf(current), baseline?.Rows);
            var became = ValuesOf(current) > 0 && current.Distinct <= 1 && baseline is { Distinct: > 1 };

            // A column that nearly always has the same value is constant in a small window by chance.
            var chance = baseline is null ? 1 : Math.Pow(LargestShare(baseline), ValuesOf(current));
            Verdict verdict = why is not null ? new Verdict.Undecided(why)
                : Judgement.Of(became ? 1 : 0, chance <= monitor.Alpha, thresholds, string.Create(CultureInfo.InvariantCulture,
                    $"one value in all {ValuesOf(current):N0} rows, {baseline?.Distinct:N0} distinct values in {facts.Baseline?.Name}"));
            readings.Add((column, new Reading(became ? 1 : 0, null, null, became ? chance : null, null, current.Rows, baseline?.Rows ?? 0,
                thresholds.Warning, thresholds.Critical, became ? 1 / thresholds.Warning : 0, facts.Completeness, verdict)));
        }

        return readings;
    }

    private static IEnumerable<(string Column, ColumnProfile Current, ColumnProfile? Baseline)> Pairs(WindowFacts facts, MonitorDefinition monitor)
    {
        foreach (var column in MonitoredColumns.Of(monitor, MonitoredColumns.Of(facts.Model, facts.Current.Columns.Keys)))
            if (facts.Current.Columns.TryGetValue(column, out var current))
                yield return (column, current, facts.Baseline?.Find(column, current));
    }

    private static double LargestShare(ColumnProfile profile) => profile switch
    {
        CategoricalProfile { Values: > 0 } categories => categories.Counts.Values.DefaultIfEmpty(0).Max() / (double)categories.Values,
        NumericProfile { Values: > 0 } numbers => LargestCell(numbers) / (double)numbers.Values,
        _ => 1,
    };

    private static long LargestCell(NumericProfile numbers)
    {
        if (numbers.ExactCounts() is { Count: > 0 } exact) return exact.Max(each => each.Count);
        var largest = 0L;
        for (var cell = 1; cell < numbers.Cells.Length; cell += 2) largest = Math.Max(largest, numbers.Cells[cell]);
        return largest;
    }

    private static long ValuesOf(ColumnProfile profile) => profile switch
    {
        NumericProfile numbers => numbers.Values,
        CategoricalProfile categories => categories.Values,
        _ => profile.Rows - profile.Missing - profile.Invalid,
    };
}
