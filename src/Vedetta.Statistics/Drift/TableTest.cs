using MathNet.Numerics;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>Chi-square of a table of two samples, its p-values and effects.</summary>
/// <param name="X2">Pearson's statistic over both samples.</param>
/// <param name="Levels">Levels with at least one row.</param>
/// <param name="N">Rows of the reference.</param>
/// <param name="M">Rows of the current side.</param>
/// <param name="SmallestExpected">The smallest expected count.</param>
/// <param name="Asymptotic">p-value of the chi-square distribution with Levels - 1 degrees of freedom.</param>
/// <param name="PValue">p-value of the gamma distribution with the exact mean and variance under permutation, confirmed by permutation in sparse tables.</param>
/// <param name="LargestDifference">Largest difference of shares.</param>
public sealed record TableTest(double X2, int Levels, long N, long M, double SmallestExpected, double Asymptotic, double PValue, double LargestDifference)
{
    /// <summary>1/n + 1/m.</summary>
    public double Noise => (1.0 / N) + (1.0 / M);

    /// <summary>Noise-corrected chi-square distance max(0, (X2 - (K - 1)) (1/n + 1/m)): equals PSI for small changes, free of K and m.</summary>
    public double AdjustedPsi => Math.Max(0, (X2 - (Levels - 1)) * Noise);

    /// <summary>Cramer's V of the table as it is: depends on how unequal the two sides are.</summary>
    public double CramersV => Math.Sqrt(X2 / (N + M));

    /// <summary>
    /// Tests a table; null with fewer than two levels or an empty side.
    /// </summary>
    /// <param name="reference">Rows per level on the reference side.</param>
    /// <param name="current">Rows per level on the current side.</param>
    /// <param name="options">Level of the screen, number of draws and seed of the confirmation.</param>
    public static TableTest? Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, DriftOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var pooled = new List<long>(reference.Length);
        long n = 0;
        long m = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            n += reference[i];
            m += current[i];
            if (reference[i] + current[i] > 0)
                pooled.Add(reference[i] + current[i]);
        }
        if (pooled.Count < 2 || n == 0 || m == 0)
            return null;
        double x2 = 0;
        double inverse = 0;
        double difference = 0;
        double total = n + m;
        for (var i = 0; i < reference.Length; i++)
        {
            double t = reference[i] + current[i];
            if (t == 0)
                continue;
            x2 += Contribution(reference[i], t * n / total) + Contribution(current[i], t * m / total);
            inverse += 1 / t;
            difference = Math.Max(difference, Math.Abs(((double)current[i] / m) - ((double)reference[i] / n)));
        }
        var levels = pooled.Count;
        var smallest = pooled.Min() * Math.Min(n, m) / total;
        var gamma = GammaMatched(x2, levels, n, m, inverse);
        var table = new TableTest(x2, levels, n, m, smallest, ChiSquareTail(x2, levels - 1), gamma, difference);
        // A table whose effect is too small for any verdict stays healthy whatever its p, so the draws are spared.
        var matters = difference >= options.ConfirmFromDifference || table.AdjustedPsi >= options.ConfirmFromPsi;
        return matters && smallest < 5 && gamma <= 5 * options.Alpha && gamma > options.TrustedWithoutPermutation
            ? table with { PValue = Permuted(x2, pooled, n, m, SeedOf(reference, current, options.Seed), options.PermutationDraws) }
            : table;
    }

    /// <summary>Upper tail of the chi-square distribution.</summary>
    internal static double ChiSquareTail(double x, double dof) => x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(dof / 2, x / 2);

    private static double Contribution(double observed, double expected)
    {
        var gap = observed - expected;
        return gap * gap / expected;
    }

    /// <summary>Mean and variance of X2 under permutation (Haldane 1940, Dawson 1954) matched by a gamma distribution.</summary>
    private static double GammaMatched(double x2, int levels, double n, double m, double inverse)
    {
        var total = n + m;
        if (total <= 4)
            return ChiSquareTail(x2, levels - 1);
        var f = (1 / n) + (1 / m);
        double k = levels;
        var mean = total * (k - 1) / (total - 1);
        var v1 = (total - 2) / (total - 1);
        var u1 = ((total * f) - 4) / (total - 2);
        var v2 = (k - 1) * (total - k) / (total - 1);
        var u2 = ((total * inverse) - (k * k)) / (total - 2);
        var variance = (2 * total / (total - 3) * (v1 - u1) * (v2 - u2)) + (total * total / (total - 1) * u1 * u2);
        if (!(variance > 0))
            return ChiSquareTail(x2, levels - 1);
        return x2 <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(mean * mean / variance, x2 * mean / variance);
    }

    /// <summary>
    /// Share of random splits of the pooled rows with an X2 as large; stops at some such splits (Besag and Clifford 1991).
    /// </summary>
    private static double Permuted(double x2, List<long> pooled, long n, long m, ulong seed, int draws)
    {
        const int enough = 20;
        var splits = new RandomSplits(pooled, Math.Min(n, m), seed);
        var limit = x2 * (1 - 1e-12);
        var exceeded = 0;
        for (var draw = 1; draw <= draws; draw++)
        {
            if (splits.NextX2() >= limit && ++exceeded == enough)
                return (double)enough / draw;
        }
        return (1.0 + exceeded) / (draws + 1);
    }

    /// <summary>
    /// Every table has its own draws: with the same ones for all, the windows of a column would share the luck of a few
    /// draws for ever, and its false-alarm rate could stay half as high again as alpha.
    /// </summary>
    private static ulong SeedOf(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, ulong seed)
    {
        for (var i = 0; i < reference.Length; i++)
            seed = Hashing.Mix(Hashing.Mix(seed ^ (ulong)reference[i]) ^ (ulong)current[i]);
        return seed;
    }
}
