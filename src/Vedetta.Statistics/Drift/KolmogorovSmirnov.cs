namespace Vedetta.Statistics.Drift;

/// <summary>The largest gap of two distribution functions: its size, known within bounds, and where it is.</summary>
/// <param name="Low">The gap, or its certain lower limit.</param>
/// <param name="High">Its certain upper limit.</param>
/// <param name="At">The value at which the lower limit is reached; NaN without a gap.</param>
/// <param name="Sign">1 where the reference has more rows up to there (current values are larger), -1 where it has fewer, 0 without a gap.</param>
internal readonly record struct LargestGap(double Low, double High, double At, int Sign);

/// <summary>The largest distance of two distribution functions and its p-value.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>max |F - G| over all steps.</summary>
    public static LargestGap Distance<TSteps>(TSteps steps, long n, long m)
        where TSteps : struct, ISteps, allows ref struct
    {
        long a = 0;
        long b = 0;
        double largest = 0;
        var at = double.NaN;
        var sign = 0;
        while (steps.Next(out var reference, out var current))
        {
            a += reference;
            b += current;
            var gap = ((double)a / n) - ((double)b / m);
            if (Math.Abs(gap) > largest)
                (largest, at, sign) = (Math.Abs(gap), steps.Value, Math.Sign(gap));
        }
        return new LargestGap(largest, largest, at, sign);
    }

    /// <summary>
    /// From cells: the distance at the edges (a lower bound) and the largest it can be inside the open intervals. They
    /// differ by at most the largest share of an open interval.
    /// </summary>
    public static LargestGap Bounds(CellSteps steps, long n, long m)
    {
        double low = 0;
        double high = 0;
        double f = 0;
        double g = 0;
        long a = 0;
        long b = 0;
        var at = double.NaN;
        var sign = 0;
        while (steps.Next(out var reference, out var current))
        {
            a += reference;
            b += current;
            var (nextF, nextG) = ((double)a / n, (double)b / m);
            if (Math.Abs(nextF - nextG) > low)
                (low, at, sign) = (Math.Abs(nextF - nextG), steps.Value, Math.Sign(nextF - nextG));
            if (steps.Cell >= 0 && (steps.Cell & 1) == 0)
                high = Math.Max(high, Math.Max(nextF - g, nextG - f));
            (f, g) = (nextF, nextG);
        }
        return new LargestGap(low, Math.Max(low, high), at, sign);
    }

    /// <summary>
    /// Probability of a distance as large without change: the two-sided one-sample distribution at the effective
    /// size round(n m / (n + m)) (half to even).
    /// </summary>
    public static double PValue(double distance, long n, long m) =>
        KolmogorovDistribution.Survival((long)Math.Round((double)n * m / (n + m), MidpointRounding.ToEven), distance);
}
