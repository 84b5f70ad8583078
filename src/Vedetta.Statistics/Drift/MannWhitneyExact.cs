namespace Vedetta.Statistics.Drift;

/// <summary>The exact distribution of Mann-Whitney's U without ties (Mann and Whitney 1947).</summary>
internal static class MannWhitneyExact
{
    /// <summary>The smaller side up to which the normal approximation is replaced.</summary>
    public const long SmallSide = 8;

    /// <summary>P(U >= u) for samples of n and m values, the smaller at most <see cref="SmallSide"/>.</summary>
    public static double UpperTail(double u, long n, long m)
    {
        var (small, large) = (Math.Min(n, m), Math.Max(n, m));
        var from = (long)Math.Floor(u);
        if (from <= 0)
            return 1;
        if (from > n * m)
            return 0;
        // U and n m - U have one distribution, so the tail is counted from whichever end is nearer.
        var upTo = (n * m) - from;
        return upTo <= (n * m) / 2 ? Below(upTo, small, large) : 1 - Below(from - 1, small, large);
    }

    /// <summary>
    /// P(U &lt;= u): coefficients of the q-binomial, the product over i = 1..small of (1 - q^(large + i)) / (1 - q^i),
    /// up to q^u.
    /// </summary>
    private static double Below(long u, long small, long large)
    {
        var ways = new double[u + 1];
        ways[0] = 1;
        for (var i = 1; i <= small; i++)
        {
            for (long k = i; k <= u; k++)
                ways[k] += ways[k - i];
            for (var k = u; k >= large + i; k--)
                ways[k] -= ways[k - large - i];
        }
        double all = 1;
        for (var i = 1; i <= small; i++)
            all = all * (large + i) / i;
        return Math.Clamp(ways.Sum() / all, 0, 1);
    }
}
