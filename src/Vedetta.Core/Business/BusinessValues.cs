using Vedetta.Core.Business.Daily;
using Vedetta.Core.Business.Expressions;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Business;

namespace Vedetta.Core.Business;

/// <summary>Turns sums into values, effects and verdicts. Pure.</summary>
internal static class BusinessValues
{
    /// <summary>Share of matured rows from which a value over outcomes is judged.</summary>
    public const double EnoughMature = 0.5;

    /// <summary>Whether the metric is a ratio; otherwise a count or a sum.</summary>
    public static bool IsRatio(BusinessMetric metric) => ExpressionParser.Parse(metric.Value).Expression?.Bottom is not null;

    /// <summary>Share of matured rows from which sums over outcomes are compared.</summary>
    public const double NearlyAllMature = 0.9;

    /// <summary>
    /// Whether rows whose outcome has not come yet lower the value: sums and counts over outcomes, and ratios to rows that
    /// do not ask for the outcome. A share of the rows with a known outcome is right from the first of them.
    /// </summary>
    public static bool GrowsWithOutcomes(BusinessMetric metric)
    {
        if (ExpressionParser.Parse(metric.Value).Expression is not { } expression) return false;
        if (expression.Bottom is not { } bottom) return true;
        var above = expression.Top.SelectMany(term => term.Conditions.Select(condition => condition.Column).Append(term.Column)).ToHashSet(StringComparer.Ordinal);
        return !bottom.All(term => term.Conditions.Any(condition => above.Contains(condition.Column)));
    }

    /// <summary>The value over a window.</summary>
    public static BusinessPoint Of(BusinessMetric metric, bool ratio, Window window, AggregateSums sums, double mature, int revision = 0, double? first = null)
    {
        var value = ratio ? Aggregates.Ratio(sums) : Aggregates.Total(sums);
        var complete = sums.N > 0 ? mature / sums.N : 1;
        return new BusinessPoint(window, (long)sums.N, value.Value, value.Interval?.Low, value.Interval?.High, complete, VerdictOf(metric, value, complete), revision, first);
    }

    /// <summary>The effect between two groups of disjoint rows.</summary>
    public static BusinessEffect Effect(BusinessMetric metric, bool ratio, BusinessCell control, BusinessCell treatment)
    {
        var (a, b) = ratio ? (control.Sums, treatment.Sums) : (Aggregates.OverRows(control.Sums), Aggregates.OverRows(treatment.Sums));
        var difference = Aggregates.Difference(a, b);
        var rows = control.Sums.N + treatment.Sums.N;

        // Half of the outcomes bring half of the money: that is no fall.
        if (Math.Min(control.Complete, treatment.Complete) < NearlyAllMature && GrowsWithOutcomes(metric)) difference = new AggregateValue(null, null, "outcomes are still arriving");

        // Every row is one row: how many there are is no effect on a row.
        if (!ratio && control.Sums.X == control.Sums.N && treatment.Sums.X == treatment.Sums.N) difference = new AggregateValue(null, null, "a count of all rows");
        return new BusinessEffect(
            metric.Name, !ratio, a.Y == 0 ? null : a.X / a.Y, b.Y == 0 ? null : b.X / b.Y, difference.Value, difference.Interval?.Low, difference.Interval?.High,
            (long)control.Sums.N, (long)treatment.Sums.N, rows > 0 ? (control.Mature + treatment.Mature) / rows : 1, BetterOf(metric, difference));
    }

    /// <summary>Sums of a metric and group over days.</summary>
    public static BusinessCell Over(IEnumerable<BusinessDay> days, string metric, string group)
    {
        var (sums, mature) = (default(AggregateSums), 0.0);
        foreach (var day in days)
        {
            if (day.Find(metric, group) is not { } cell) continue;
            sums += cell.Sums;
            mature += cell.Mature;
        }

        return new BusinessCell(metric, group, sums, mature);
    }

    private static VerdictKind VerdictOf(BusinessMetric metric, AggregateValue value, double complete)
    {
        if (metric is { Minimum: null, Maximum: null } || value.Interval is not { } interval || complete < (GrowsWithOutcomes(metric) ? NearlyAllMature : EnoughMature)) return VerdictKind.Undecided;
        if (interval.High < metric.Minimum || interval.Low > metric.Maximum) return VerdictKind.Critical;
        return value.Value < metric.Minimum || value.Value > metric.Maximum ? VerdictKind.Warning : VerdictKind.Healthy;
    }

    private static bool? BetterOf(BusinessMetric metric, AggregateValue difference)
    {
        if (metric.Better == BusinessAim.None || difference.Interval is not { } interval || interval.Contains(0)) return null;
        return interval.Low > 0 == (metric.Better == BusinessAim.Higher);
    }
}
