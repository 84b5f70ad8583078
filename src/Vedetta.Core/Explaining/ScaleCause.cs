using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Explaining;

/// <summary>Finds one factor between all values before and now: a change of units looks like that. Pure.</summary>
internal static class ScaleCause
{
    private const double Least = 1.5;
    private const double Together = 1.12;
    private const double Near = 0.06;

    private static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 0.9];

    // Days of a week, months, hours, days of a month, minutes, per cent, thousands, seconds of an hour, of a day.
    private static readonly double[] Units = [7, 12, 24, 30, 60, 100, 1000, 3600, 86_400, 1_000_000];

    /// <summary>The factor; null when the quantiles moved apart, hardly moved, or are not numbers.</summary>
    public static Cause? Of(ExplainFacts facts)
    {
        if (facts.Onset.Current.Columns.GetValueOrDefault(facts.Column) is not NumericProfile now) return null;
        if (facts.Onset.Baseline?.Find(facts.Column, now) is not NumericProfile before) return null;
        if (now.Moments.Count < facts.Monitor.MinimumSample || before.Moments.Count < facts.Monitor.MinimumSample) return null;
        var factors = new List<double>();
        foreach (var share in Shares)
        {
            var (was, is_) = (before.Quantile(share), now.Quantile(share));
            if (was != 0 && double.IsFinite(is_ / was) && is_ / was > 0) factors.Add(is_ / was);
        }

        if (factors.Count < Shares.Length - 1 || factors.Max() / factors.Min() > Together) return null;
        factors.Sort();
        var factor = factors[factors.Count / 2];
        if (Math.Max(factor, 1 / factor) < Least) return null;
        return new Cause(CauseKind.Scaled, facts.Column, IsUnit(factor) ? "units" : "", Now: factor, Window: facts.Onset.Window);
    }

    private static bool IsUnit(double factor) => Units.Any(unit => Math.Abs((Math.Max(factor, 1 / factor) / unit) - 1) <= Near);
}
