namespace Vedetta.Statistics.Drift;

/// <summary>The distribution of the two-sample Kolmogorov-Smirnov distance by counting orders of the pooled values.</summary>
internal static class KolmogorovExact
{
    /// <summary>
    /// Probability that the distance of samples of n and m values is at least <paramref name="distance"/> when every
    /// order of the pooled values is equally likely: the share of lattice paths that touch |i/n - j/m| &gt;= distance
    /// (Hodges 1958). Ties make it conservative. About n m steps; only the band inside the limit is walked.
    /// </summary>
    public static double PValue(double distance, long n, long m)
    {
        if (!(distance > 0))
            return 1;
        var limit = (long)Math.Round(distance * n * m);
        if (limit <= 0)
            return 1;
        // touched[j]: the share of paths to (i, j) that have touched the limit; outside the band it is 1.
        var touched = new double[m + 1];
        for (long j = 0; j <= m; j++)
            touched[j] = j * n >= limit ? 1 : 0;
        for (long i = 1; i <= n; i++)
        {
            // |i m - j n| < limit  <=>  j between (i m - limit) / n and (i m + limit) / n, both excluded.
            var first = Math.Max(0, FloorDivide((i * m) - limit, n) + 1);
            var last = Math.Min(m, CeilingDivide((i * m) + limit, n) - 1);
            if (first > 0)
                touched[first - 1] = 1;
            if (first == 0)
                first = 1; // touched[0] stays 0 while i m < limit
            for (var j = first; j <= last; j++)
                touched[j] = ((i * touched[j]) + (j * touched[j - 1])) / (i + j);
            if (last < m)
                touched[last + 1] = 1;
        }
        return Math.Clamp(touched[m], 0, 1);
    }

    private static long FloorDivide(long a, long b) => a >= 0 ? a / b : -((-a + b - 1) / b);

    private static long CeilingDivide(long a, long b) => (a + b - 1) / b;
}
