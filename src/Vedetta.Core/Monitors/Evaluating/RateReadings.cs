using Vedetta.Core.Monitors.Reasons;
using Vedetta.Statistics;
using Vedetta.Statistics.Profiles;
using Vedetta.Statistics.Quality;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Shares of rows that grew against the baseline: missing, out of range, wrong type, new and vanished categories. The
/// lower limit of the growth must pass the threshold, at a confidence shared by the columns of the family. Pure.
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

        return [.. counted.Select(count => (count.Column, ReadingOf(facts, monitor, count, counted.Count)))];
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

    private static Reading ReadingOf(WindowFacts facts, MonitorDefinition monitor, Counted count, int family)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var options = new RateOptions { Warning = thresholds.Warning, Critical = thresholds.Critical, Alpha = monitor.Alpha / family, MinimumCurrent = 1, MinimumBaseline = 1 };
        var rate = RateChange.Judge(count.Rows, count.N, count.BaselineRows ?? 0, count.BaselineN ?? 0, options);
        var vanished = monitor.Metric == MonitorMetric.VanishedCategories;
        var (n, baselineN) = vanished ? (count.BaselineN ?? 0, count.N) : (count.N, count.BaselineN ?? 0);
        Verdict verdict = Judgement.WhyNot(facts, monitor, n, count.BaselineN is null ? null : baselineN) is { } why
            ? new Verdict.Undecided(why)
            : rate.Verdict switch
            {
                Verdict.Critical => new Verdict.Critical(Sentence(facts, count, rate, thresholds.Critical, n)),
                Verdict.Warning => new Verdict.Warning(Sentence(facts, count, rate, thresholds.Warning, n)),
                var other => other,
            };
        return new Reading(rate.Rate, rate.Low, rate.High, rate.PValue, null, n, baselineN, thresholds.Warning, thresholds.Critical, rate.Excess, facts.Completeness, verdict);
    }

    private static string Sentence(WindowFacts facts, Counted count, RateReading rate, double threshold, long n)
    {
        var names = count.Names.Count == 0 ? "" : $" ({string.Join(", ", count.Names.Take(3))}{(count.Names.Count > 3 ? " ..." : "")})";
        var against = count.Names.Count > 0 ? "" : count.BaselineRows == 0 ? $", none in {facts.Baseline!.Name}" : $", {Judgement.Percent(rate.BaselineRate!.Value)} in {facts.Baseline!.Name}";
        return ReasonTemplates.Grew.Say(
            Judgement.Percent(rate.Rate!.Value), Judgement.Percent(rate.Low!.Value), Judgement.Percent(rate.High!.Value), count.What + names + against, Judgement.Percent(threshold), Judgement.Number(n));
    }

    private static long MissingOf(ColumnProfile profile) => profile.Missing + (profile is NumericProfile numbers ? numbers.NotANumber : 0);

    private sealed record Counted(string Column, long Rows, long N, long? BaselineRows, long? BaselineN, string What, IReadOnlyList<string> Names);
}
