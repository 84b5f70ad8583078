using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Drift of columns as one family: p-values are corrected over the columns of the window. Pure.</summary>
internal static class DriftReadings
{
    /// <summary>A reading per column.</summary>
    /// <param name="facts">The window and its baseline.</param>
    /// <param name="monitor">The rule.</param>
    /// <param name="strict">True to leave columns unjudged that the method does not fit; false to judge them by the recommended method.</param>
    public static IReadOnlyList<(string Column, Reading Reading)> Of(WindowFacts facts, MonitorDefinition monitor, bool strict = false)
    {
        var method = DriftMethods.Parse(monitor.Method ?? "auto");
        var columns = MonitoredColumns.Of(monitor, MonitoredColumns.Of(facts.Model, facts.Current.Columns.Keys));
        var family = new List<(string Column, DriftResult Result)>();
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        var options = new DriftOptions { Alpha = monitor.Alpha, Columns = Math.Max(1, columns.Count) };
        foreach (var column in columns)
        {
            var current = facts.Current.Columns.GetValueOrDefault(column);
            var baseline = facts.Baseline?.Find(column, current);
            if (WhyNoStatistic(facts, column, current, baseline, method, strict) is { } why)
                readings[column] = Unjudged(facts, monitor, current, baseline, why);
            else
                family.Add((column, Comparison.Of(DriftMethods.For(method, current is NumericProfile), baseline!, current!, options)));
        }

        var judge = new JudgeOptions
        {
            Warning = monitor.Warning, Critical = monitor.Critical, Alpha = monitor.Alpha, MinimumCurrent = monitor.MinimumSample, MinimumReference = monitor.MinimumSample,
        };
        foreach (var judged in DriftJudge.Judge(family, judge)) readings[judged.Column] = ReadingOf(facts, judged);
        return [.. columns.Select(column => (column, readings[column]))];
    }

    /// <summary>Share of the columns whose drift is not healthy, over those that could be judged; of their importance where the schema gives it.</summary>
    public static Reading ShareOf(WindowFacts facts, MonitorDefinition monitor)
    {
        var family = Of(facts, monitor with { Columns = [MonitoredColumns.Every], Warning = null, Critical = null });
        var importances = facts.Model.Schema.Columns.Where(column => column.Importance is not null)
            .ToDictionary(column => column.Name, column => column.Importance!.Value, StringComparer.Ordinal);
        var judged = DatasetJudge.Judge([.. family.Select(each => (each.Column, each.Reading.Verdict))], new DatasetOptions { Importances = importances });
        var thresholds = Judgement.ThresholdsOf(monitor);
        var n = facts.Current.Rows;
        var baselineN = facts.Baseline?.Rows ?? 0;
        Verdict verdict = judged.Share is not { } value
            ? new Verdict.Undecided(family.Count == 0 ? "the model has no columns to compare" : family[0].Reading.Verdict.Reason ?? "no column could be judged")
            : Judgement.Of(value, judged.Drifted.Count > 1, thresholds, string.Create(CultureInfo.InvariantCulture,
                $"{judged.Drifted.Count} of {judged.Judged} columns drifted ({string.Join(", ", judged.Drifted.Take(5))}{(judged.Drifted.Count > 5 ? " ..." : "")}){(judged.Weighted ? $", {Judgement.Percent(value)} of the importance" : "")}, threshold {Judgement.Percent(value >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}, n = {Judgement.Number(n)}"));
        return new Reading(judged.Share, null, null, null, null, n, baselineN, thresholds.Warning, thresholds.Critical, judged.Share / thresholds.Warning, facts.Completeness, verdict);
    }

    private static string? WhyNoStatistic(WindowFacts facts, string column, ColumnProfile? current, ColumnProfile? baseline, DriftMethod method, bool strict)
    {
        if (current is null) return "no rows carry this column";
        if (facts.Baseline is null) return "there is nothing to compare with: no reference and no earlier window with rows";
        if (baseline is null)
            return facts.Baseline.Find(column, null) is null
                ? $"{facts.Baseline.Name} does not have this column"
                : $"{facts.Baseline.Name} was made on another grid or type and cannot be compared";
        if (!strict) return null;
        var numeric = current is NumericProfile;
        return (numeric ? DriftMethods.TakesNumeric(method) : DriftMethods.TakesCategorical(method))
            ? null
            : $"{DriftMethods.Name(method)} compares {(numeric ? "categories" : "numbers")}, and this column holds {(numeric ? "numbers" : "categories")}";
    }

    private static Reading Unjudged(WindowFacts facts, MonitorDefinition monitor, ColumnProfile? current, ColumnProfile? baseline, string why) => new(
        null, null, null, null, null, current?.Rows ?? 0, baseline?.Rows ?? 0, monitor.Warning, monitor.Critical, null, facts.Completeness, new Verdict.Undecided(why));

    private static Reading ReadingOf(WindowFacts facts, JudgedColumn judged)
    {
        var result = judged.Result;
        Verdict verdict = judged.Verdict switch
        {
            _ when facts.Completeness < 1 => new Verdict.Undecided(Judgement.StillOpen(facts)),
            Verdict.Critical => new Verdict.Critical(DriftWords.Of(judged, critical: true)),
            Verdict.Warning => new Verdict.Warning(DriftWords.Of(judged, critical: false)),
            var other => other,
        };
        return new Reading(
            result.Statistic, result.Low, result.High, judged.AdjustedPValue ?? result.PValue, result.Dof, result.CurrentRows, result.ReferenceRows,
            judged.Warning, judged.Critical, judged.Excess, facts.Completeness, verdict);
    }
}
