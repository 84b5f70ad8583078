using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Drift;

namespace Vedetta.Statistics.Intervals;

/// <summary>Test of two proportions.</summary>
public static class TwoProportions
{
    /// <summary>
    /// Two-sided p-value of x1 of n1 against x2 of n2: the pooled score test, or Fisher's exact test when an expected
    /// count is below five. 1 when both are all or nothing alike.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its n, or an n is not positive.</exception>
    public static double PValue(long x1, long n1, long x2, long n2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n2);
        ArgumentOutOfRangeException.ThrowIfNegative(x1);
        ArgumentOutOfRangeException.ThrowIfNegative(x2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x1, n1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x2, n2);
        var pooled = (x1 + x2) / ((double)n1 + n2);
        var smallest = Math.Min(n1, n2) * Math.Min(pooled, 1 - pooled);
        if (pooled is 0 or 1)
            return 1;
        if (smallest < 5)
            return FisherExact.TwoSided(x1, n1, x2, n2);
        var z = (((double)x1 / n1) - ((double)x2 / n2)) / Math.Sqrt(pooled * (1 - pooled) * ((1.0 / n1) + (1.0 / n2)));
        return 2 * Normal.CDF(0, 1, -Math.Abs(z));
    }
}
