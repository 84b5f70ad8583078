namespace Vedetta.Statistics.Drift;

/// <summary>The methods that look only at counts over the same levels, for categorical columns and binned numeric ones.</summary>
internal static class TableMethods
{
    public static bool Takes(DriftMethod method) => method is DriftMethod.Psi or DriftMethod.Chi2 or DriftMethod.Kl or DriftMethod.Js
        or DriftMethod.Hellinger or DriftMethod.Tvd or DriftMethod.Linf or DriftMethod.GTest;

    public static DriftResult Compare(DriftMethod method, DriftResult facts, long[] reference, long[] current, DriftOptions options)
    {
        var table = TableTest.Of(reference, current, options);
        var levels = table?.Levels ?? 1;
        var dof = levels - 1;
        var noise = (1.0 / reference.Sum()) + (1.0 / current.Sum());
        var result = facts with { PValue = table?.PValue };
        switch (method)
        {
            case DriftMethod.Psi:
                var psi = Divergences.Psi(reference, current);
                return WithInterval(result, psi, psi, noise, dof, options, x => x) with
                {
                    Effects = [new("PSI corrected for noise", table?.AdjustedPsi ?? 0, 0.1, 0.25)],
                };
            case DriftMethod.Chi2:
                return result with
                {
                    Statistic = table?.X2,
                    PValue = table?.Asymptotic,
                    Dof = table is null ? null : dof,
                    Effects = [new("Cramer's V at equal weights, corrected for noise", Divergences.BalancedV(reference, current, levels), 0.1, 0.2)],
                    Notes = table is not null && table.SmallestExpected < 5
                        ? [.. result.Notes, $"the smallest expected count is {table.SmallestExpected:0.##}: judged by the permutation-matched p {table.PValue:G3}"]
                        : result.Notes,
                    JudgedPValue = table?.PValue,
                };
            case DriftMethod.Js:
                var js = Divergences.JensenShannon(reference, current);
                const double bits = 5.5451774444795623; // 8 ln 2: JS squared is the chi-square distance over this, for small changes
                var unit = options.Logarithm == LogarithmBase.Natural ? Math.Sqrt(Math.Log(2)) : 1;
                return WithInterval(result, js * unit, js * js * bits, noise, dof, options, x => unit * Math.Min(1, Math.Sqrt(x / bits))) with
                {
                    Effects = [new("JS distance corrected for noise", Math.Sqrt(Math.Max(0, (js * js) - (dof * noise / bits))), 0.1, 0.2)],
                };
            case DriftMethod.Kl:
                var kl = Divergences.Kl(reference, current);
                var shown = options.Logarithm == LogarithmBase.Two ? kl / Math.Log(2) : kl;
                return result with { Statistic = shown, Effects = [new("KL corrected for noise", Math.Max(0, kl - (dof * noise / 2)), 0.1, 0.25)] };
            case DriftMethod.Hellinger:
                var hellinger = Divergences.Hellinger(reference, current);
                return result with
                {
                    Statistic = hellinger,
                    Effects = [new("Hellinger distance corrected for noise", Math.Sqrt(Math.Max(0, (hellinger * hellinger) - (dof * noise / 8))), 0.1, 0.2)],
                };
            case DriftMethod.Tvd:
                var tvd = Divergences.TotalVariation(reference, current);
                return result with { Statistic = tvd, Effects = [new("total variation corrected for noise", Math.Max(0, tvd - ExpectedVariation(reference, current, noise)), 0.1, 0.2)] };
            case DriftMethod.Linf:
                var largest = Divergences.Largest(reference, current);
                return result with { Statistic = largest, Effects = [new("largest difference of shares", largest, 0.1, 0.2)] };
            case DriftMethod.GTest:
                var g = Divergences.G(reference, current);
                return result with
                {
                    Statistic = table is null ? null : g,
                    PValue = table is null ? null : TableTest.ChiSquareTail(g, dof),
                    Dof = table is null ? null : dof,
                    Effects = [new("Cramer's V at equal weights, corrected for noise", Divergences.BalancedV(reference, current, levels), 0.1, 0.2)],
                    JudgedPValue = table?.PValue,
                };
            default:
                throw new ArgumentException($"{DriftMethods.Name(method)} is not a method over counts.", nameof(method));
        }
    }

    /// <summary>Interval of a distance that is 1/n + 1/m times a noncentral chi-square for small changes.</summary>
    private static DriftResult WithInterval(DriftResult result, double statistic, double distance, double noise, int dof, DriftOptions options, Func<double, double> back)
    {
        if (dof < 1)
            return result with { Statistic = statistic };
        var (low, high) = NoncentralChiSquare.Noncentrality(distance / noise, dof, options.Confidence);
        return result with { Statistic = statistic, Low = back(low * noise), High = back(high * noise) };
    }

    /// <summary>Mean of the total variation without change: half the sum of sqrt(2 p (1 - p) f / pi).</summary>
    private static double ExpectedVariation(long[] reference, long[] current, double noise)
    {
        double total = reference.Sum() + current.Sum();
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var p = (reference[i] + current[i]) / total;
            sum += Math.Sqrt(2 * p * (1 - p) * noise / Math.PI);
        }
        return sum / 2;
    }
}
