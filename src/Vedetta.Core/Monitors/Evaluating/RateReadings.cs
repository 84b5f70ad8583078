using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Shares of rows that grew against the baseline: missing, out of range, wrong type, new and vanished categories. The
/// columns are one family, corrected after Holm. Pure.
/// </summary>
internal static class RateReadings
{
    /// <summary>A reading per column the metric applies to.</summary>
    public static IReadOnlyList<(string Column, Reading Reading)> Of(WindowFacts facts, MonitorDefinition monitor)
    {
        var counted = new List<Counted>();
        foreach (var column in MonitoredColumns.Of(monitor, MonitoredColumns.Of(facts.Model, facts.Current.Columns.Keys)))
        {
            if (!facts.Current.Columns.TryGetValue(column, out var current)) continue;
            if (Count(monitor.Metric, column, current, facts.Baseline?.Find(column, current)) is { } count) counted.Add(count);
        }

        var p = counted.Select(count => Judgement.WhyNot(facts, monitor, count.N, count.BaselineN) is null ? GrowthPValue(count) : double.NaN).ToArray();
        var adjusted = MultipleTesting.Adjust(p, Correction.Holm);
        return [.. counted.Select((count, i) => (count.Column, ReadingOf(facts, monitor, count, adjusted[i])))];
    }

    private static Counted? Count(MonitorMetric metric, string column, ColumnProfile current, ColumnProfile? baseline)
    {
        long? before = baseline?.Rows;
        switch (metric)
        {
            case MonitorMetric.Missing:
                return new Counted(column, MissingOf(current), current.Rows, baseline is null ? null : MissingOf(baseline), before, "missing", []);
            case MonitorMetric.OutOfRange:
                return new Counted(column, current.OutOfRange, current.Rows, baseline?.OutOfRange, before, "out of range", []);
            case MonitorMetric.TypeErrors:
                return new Counted(column, current.Invalid, current.Rows, baseline?.Invalid, before, "of the wrong type", []);
            case MonitorMetric.NewCategories when current is CategoricalProfile now && baseline is CategoricalProfile was:
                var (rows, names) = CategoryShares.Unknown(now, was);
                return new Counted(column, rows, now.Rows, 0, was.Rows, "in new categories", names);
            case MonitorMetric.VanishedCategories when current is CategoricalProfile now && baseline is CategoricalProfile was:
                // The share of the baseline whose categories no longer come; the two sides change places.
                var (gone, lost) = CategoryShares.Unknown(was, now);
                return new Counted(column, gone, was.Rows, 0, now.Rows, "of the baseline in categories that no longer come", lost);
            default:
                return null;
        }
    }

    private static Reading ReadingOf(WindowFacts facts, MonitorDefinition monitor, Counted count, double p)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var vanished = monitor.Metric == MonitorMetric.VanishedCategories;
        var (n, baselineN) = vanished ? (count.BaselineN ?? 0, count.N) : (count.N, count.BaselineN ?? 0);
        var rate = count.N == 0 ? (double?)null : (double)count.Rows / count.N;
        var usual = count is { BaselineN: > 0, BaselineRows: { } rows } ? (double)rows / count.BaselineN.Value : (double?)null;
        var interval = rate is null ? ((double Low, double High)?)null : Shares.Wilson(count.Rows, count.N);
        var growth = rate - usual;
        var why = Judgement.WhyNot(facts, monitor, n, count.BaselineN is null ? null : baselineN);
        Verdict verdict = why is not null || growth is not { } effect
            ? new Verdict.Undecided(why ?? "there is nothing to compare with")
            : Judgement.Of(effect, p <= monitor.Alpha, thresholds, Sentence(facts, count, rate!.Value, usual!.Value, interval!.Value, effect >= thresholds.Critical ? thresholds.Critical : thresholds.Warning, n));
        return new Reading(rate, interval?.Low, interval?.High, double.IsNaN(p) ? null : p, null, n, baselineN, thresholds.Warning, thresholds.Critical,
            growth is { } size ? Math.Max(0, size) / thresholds.Warning : null, facts.Completeness, verdict);
    }

    private static string Sentence(WindowFacts facts, Counted count, double rate, double usual, (double Low, double High) interval, double threshold, long n)
    {
        var names = count.Names.Count == 0 ? "" : $" ({string.Join(", ", count.Names.Take(3))}{(count.Names.Count > 3 ? " ..." : "")})";
        var against = count.BaselineRows == 0 ? $"none in {facts.Baseline!.Name}" : $"{Judgement.Percent(usual)} in {facts.Baseline!.Name}";
        if (count.Names.Count > 0) against = "";
        return $"{Judgement.Percent(rate)} [{Judgement.Percent(interval.Low)}, {Judgement.Percent(interval.High)}] {count.What}{names}, {(against.Length > 0 ? against + ", " : "")}threshold +{Judgement.Percent(threshold)}, n = {Judgement.Number(n)}";
    }

    // The one-sided question "did it grow": half the two-sided p when it did, certainty when it did not.
    private static double GrowthPValue(Counted count)
    {
        if (count is not { BaselineRows: { } before, BaselineN: { } beforeN } || count.N == 0 || beforeN == 0) return double.NaN;
        if ((double)count.Rows / count.N <= (double)before / beforeN) return 1;
        return FisherExact.TwoSided(count.Rows, count.N, before, beforeN);
    }

    private static long MissingOf(ColumnProfile profile) => profile.Missing + (profile is NumericProfile numbers ? numbers.NotANumber : 0);

    private sealed record Counted(string Column, long Rows, long N, long? BaselineRows, long? BaselineN, string What, IReadOnlyList<string> Names);
}
