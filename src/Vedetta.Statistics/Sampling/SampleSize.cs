using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Sampling;

/// <summary>Which interval a sample is planned for.</summary>
public enum SizeMethod
{
    /// <summary>Normal approximation: the textbook number, too small near 0 and 1.</summary>
    Wald,

    /// <summary>Wilson's score interval.</summary>
    Wilson,

    /// <summary>
    /// The exact interval of Clopper and Pearson at the whole number of successes nearest to n p. Whole successes make its
    /// width jump a little from one n to the next; the size is one from which it is narrow enough, found by bisection.
    /// </summary>
    ClopperPearson,
}

/// <summary>How many labels are needed.</summary>
public static class SampleSize
{
    /// <summary>
    /// Smallest n whose interval around the share <paramref name="p"/> is at most plus and minus
    /// <paramref name="halfWidth"/>. For precision n counts predicted positives, for recall actual positives.
    /// </summary>
    /// <param name="p">Share expected, 0 to 1, both excluded.</param>
    /// <param name="halfWidth">Half of the width wanted, above 0 and at most 0.5.</param>
    /// <param name="method">The interval.</param>
    /// <param name="confidence">Its confidence.</param>
    /// <param name="population">Rows there are at all; the size shrinks to n / (1 + (n - 1) / N). Null when unbounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static long ForProportion(double p, double halfWidth, SizeMethod method = SizeMethod.Wilson, double confidence = 0.95, long? population = null)
    {
        Require(p is > 0 and < 1, p, nameof(p), "The expected share lies between 0 and 1.");
        Require(halfWidth is > 0 and <= 0.5, halfWidth, nameof(halfWidth), "The half-width is above 0 and at most 0.5.");
        Require(confidence is > 0.5 and < 1, confidence, nameof(confidence), "The confidence lies between 0.5 and 1.");
        if (population is { } rows)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows, nameof(population));
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var wald = z * z * p * (1 - p) / (halfWidth * halfWidth);
        var n = method == SizeMethod.Wald ? wald : Smallest(size => HalfWidth(p, size, method, confidence) <= halfWidth);
        if (population is { } all)
            n = Math.Min(all, n / (1 + ((n - 1) / all)));
        return (long)Math.Ceiling(n - 1e-9);
    }

    /// <summary>
    /// Rows per arm to see the difference of two shares: (z_{alpha/2} + z_beta)^2 (p1 q1 + p2 q2) / (p1 - p2)^2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range, or the shares are equal.</exception>
    public static long ForTwoProportions(double p1, double p2, double alpha = 0.05, double power = 0.8)
    {
        var z = Factor(p1, p2, alpha, power);
        return (long)Math.Ceiling(z * z * ((p1 * (1 - p1)) + (p2 * (1 - p2))) / ((p1 - p2) * (p1 - p2)));
    }

    /// <summary>The same on the arcsine scale, where shares have constant variance (Cohen 1988): 2 (z_{alpha/2} + z_beta)^2 / h^2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range, or the shares are equal.</exception>
    public static long ForTwoProportionsArcsine(double p1, double p2, double alpha = 0.05, double power = 0.8)
    {
        var z = Factor(p1, p2, alpha, power);
        var h = 2 * (Math.Asin(Math.Sqrt(p1)) - Math.Asin(Math.Sqrt(p2)));
        return (long)Math.Ceiling(2 * z * z / (h * h));
    }

    private static double Factor(double p1, double p2, double alpha, double power)
    {
        Require(p1 is > 0 and < 1, p1, nameof(p1), "A share lies between 0 and 1.");
        Require(p2 is > 0 and < 1 && p2 != p1, p2, nameof(p2), "The second share lies between 0 and 1 and differs from the first.");
        Require(alpha is > 0 and < 0.5, alpha, nameof(alpha), "Alpha lies between 0 and 0.5.");
        Require(power is > 0 and < 1, power, nameof(power), "The power lies between 0 and 1.");
        return Normal.InvCDF(0, 1, 1 - (alpha / 2)) + Normal.InvCDF(0, 1, power);
    }

    private static double HalfWidth(double p, long n, SizeMethod method, double confidence)
    {
        var (low, high) = method == SizeMethod.Wilson ? Proportion.Wilson(p * n, n, confidence) : Proportion.ClopperPearson(Math.Round(p * n), n, confidence);
        return (high - low) / 2;
    }

    private static double Smallest(Func<long, bool> enough)
    {
        var (low, high) = (1L, 10_000_000L);
        while (!enough(high))
            (low, high) = (high + 1, high * 10);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (enough(middle))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    private static void Require(bool holds, double value, string name, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, allowed);
    }
}
