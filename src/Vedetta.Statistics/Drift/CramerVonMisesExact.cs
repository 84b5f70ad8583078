using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Drift;

/// <summary>The exact distribution of the two-sample Cramer-von Mises statistic (Xiao, Gordon and Yakovlev 2007).</summary>
internal static class CramerVonMisesExact
{
    /// <summary>The larger side up to which it is used.</summary>
    public const long LargeSide = 20;

    /// <summary>
    /// Probability of a sum U of squared rank differences as large: the share of lattice paths whose
    /// sum of (a v - b u)^2 is at least the one seen, a and b the least common multiple over each size.
    /// </summary>
    public static double PValue(double squares, int n, int m)
    {
        var multiple = n / (int)System.Numerics.BigInteger.GreatestCommonDivisor(n, m) * (long)m;
        var (a, b) = (multiple / n, multiple / m);
        double product = n * m;
        var limit = Math.Floor(multiple * (double)multiple * (n + m) * ((6 * squares) - (product * ((4 * product) - 1))) / (6 * product * product) * (1 + 1e-14));
        var column = new Dictionary<long, double>[n + 1];
        for (var u = 0; u <= m; u++)
        {
            for (var v = 0; v <= n; v++)
            {
                var step = (a * v) - (b * u);
                var next = new Dictionary<long, double>();
                if (u == 0 && v == 0)
                    next[0] = 1;
                if (u > 0)
                    Add(next, column[v], step * step);
                if (v > 0)
                    Add(next, column[v - 1], step * step);
                column[v] = next;
            }
        }
        double all = 0;
        double beyond = 0;
        foreach (var (sum, paths) in column[n])
        {
            all += paths;
            beyond += sum >= limit ? paths : 0;
        }
        return beyond / all;
    }

    private static void Add(Dictionary<long, double> target, Dictionary<long, double> source, long step)
    {
        foreach (var (sum, paths) in source)
            CollectionsMarshal.GetValueRefOrAddDefault(target, sum + step, out _) += paths;
    }
}
