using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Intervals;

/// <summary>Intervals of a proportion of <c>x</c> successes in <c>n</c> trials.</summary>
public static class Proportion
{
    /// <summary>Wilson's score interval (Wilson 1927).</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or above n, or n is not positive.</exception>
    public static Interval Wilson(double x, double n, double confidence = 0.95)
    {
        Check(x, n);
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var p = x / n;
        var z2 = z * z;
        var centre = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        return new Interval(x == 0 ? 0 : Math.Max(0, centre - half), x == n ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>
    /// Wilson's interval with the limit near 0 and 1 taken from the Poisson distribution for one to three successes
    /// (Brown, Cai and DasGupta 2001): covers 93 % or more everywhere at a nominal 95 %.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or above n, or n is not positive.</exception>
    public static Interval ModifiedWilson(double x, double n, double confidence = 0.95)
    {
        var (low, high) = (Wilson(x, n, confidence).Low, Wilson(x, n, confidence).High);
        var few = n <= 50 ? 2 : 3;
        if (x >= 1 && x <= few)
            low = ChiSquared.InvCDF(2 * x, 1 - confidence) / (2 * n);
        if (n - x >= 1 && n - x <= few)
            high = 1 - (ChiSquared.InvCDF(2 * (n - x), 1 - confidence) / (2 * n));
        return new Interval(low, high);
    }

    /// <summary>The exact interval of Clopper and Pearson (1934): never covers less than it says, usually more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or above n, or n is not positive.</exception>
    public static Interval ClopperPearson(double x, double n, double confidence = 0.95)
    {
        Check(x, n);
        var tail = (1 - confidence) / 2;
        return new Interval(
            x == 0 ? 0 : Beta.InvCDF(x, n - x + 1, tail),
            x == n ? 1 : Beta.InvCDF(x + 1, n - x, 1 - tail));
    }

    /// <summary>Equal tails of the posterior with a Beta(1/2, 1/2) prior (Brown, Cai and DasGupta 2001): short, and below 90 % near 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or above n, or n is not positive.</exception>
    public static Interval Jeffreys(double x, double n, double confidence = 0.95)
    {
        Check(x, n);
        var tail = (1 - confidence) / 2;
        return new Interval(Beta.InvCDF(x + 0.5, n - x + 0.5, tail), Beta.InvCDF(x + 0.5, n - x + 0.5, 1 - tail));
    }

    /// <summary>Wald's form around Wilson's centre (Agresti and Coull 1998): wider than Wilson near 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or above n, or n is not positive.</exception>
    public static Interval AgrestiCoull(double x, double n, double confidence = 0.95)
    {
        Check(x, n);
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        return Wald(x + (z * z / 2), n + (z * z), confidence);
    }

    /// <summary>Share plus and minus z standard errors, cut to 0 and 1: the textbook interval, for comparison only; it covers as little as 40 % near 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or above n, or n is not positive.</exception>
    public static Interval Wald(double x, double n, double confidence = 0.95)
    {
        Check(x, n);
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * Math.Sqrt(x / n * (1 - (x / n)) / n);
        return new Interval(Math.Max(0, (x / n) - half), Math.Min(1, (x / n) + half));
    }

    /// <summary>Interval of the difference x1/n1 - x2/n2 from two Wilson intervals (Newcombe 1998, method 10).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its n, or an n is not positive.</exception>
    public static Interval Newcombe(double x1, double n1, double x2, double n2, double confidence = 0.95)
    {
        var (a, b) = (Wilson(x1, n1, confidence), Wilson(x2, n2, confidence));
        var (p1, p2) = (x1 / n1, x2 / n2);
        var difference = p1 - p2;
        return new Interval(
            difference - Math.Sqrt(Square(p1 - a.Low) + Square(b.High - p2)),
            difference + Math.Sqrt(Square(a.High - p1) + Square(p2 - b.Low)));
    }

    private static double Square(double x) => x * x;

    private static void Check(double x, double n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
    }
}
