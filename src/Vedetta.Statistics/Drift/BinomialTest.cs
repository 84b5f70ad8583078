namespace Vedetta.Statistics.Drift;

/// <summary>The exact test of a share (Clopper and Pearson 1934; two-sided by small probabilities as Fisher's exact test).</summary>
public static class BinomialTest
{
    /// <summary>P(X >= x) for n trials that each succeed with probability p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not within 0..n, n is not positive, or p not within 0..1.</exception>
    public static double Upper(long x, long n, double p)
    {
        Check(x, n, p);
        double sum = 0;
        for (var k = n; k >= x; k--)
            sum += Probability(k, n, p);
        return Math.Min(1, sum);
    }

    /// <summary>The probability of all counts that are at most as probable as the one seen.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not within 0..n, n is not positive, or p not within 0..1.</exception>
    public static double TwoSided(long x, long n, double p)
    {
        Check(x, n, p);
        var limit = Probability(x, n, p) * (1 + 1e-7);
        double sum = 0;
        for (long k = 0; k <= n; k++)
            sum += Probability(k, n, p) is var each && each <= limit ? each : 0;
        return Math.Min(1, sum);
    }

    private static double Probability(long k, long n, double p) => p switch
    {
        0 => k == 0 ? 1 : 0,
        1 => k == n ? 1 : 0,
        _ => BinomialTerms.Probability(k, n, p, 1 - p),
    };

    private static void Check(long x, long n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
    }
}
