namespace Vedetta.Statistics.Drift;

/// <summary>The largest distance of two distribution functions and its p-value.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>max |F - G| over all steps.</summary>
    public static double Distance<TSteps>(TSteps steps, long n, long m)
        where TSteps : struct, ISteps, allows ref struct
    {
        long a = 0;
        long b = 0;
        double largest = 0;
        while (steps.Next(out var reference, out var current))
        {
            a += reference;
            b += current;
            largest = Math.Max(largest, Math.Abs(((double)a / n) - ((double)b / m)));
        }
        return largest;
    }

    /// <summary>
    /// From cells: the distance at the edges (a lower bound) and the largest it can be inside the open intervals. They
    /// differ by at most the largest share of an open interval.
    /// </summary>
    public static (double Low, double High) Bounds(CellSteps steps, long n, long m)
    {
        double low = 0;
        double high = 0;
        double f = 0;
        double g = 0;
        long a = 0;
        long b = 0;
        while (steps.Next(out var reference, out var current))
        {
            a += reference;
            b += current;
            var (nextF, nextG) = ((double)a / n, (double)b / m);
            low = Math.Max(low, Math.Abs(nextF - nextG));
            if (steps.Cell >= 0 && (steps.Cell & 1) == 0)
                high = Math.Max(high, Math.Max(nextF - g, nextG - f));
            (f, g) = (nextF, nextG);
        }
        return (low, Math.Max(low, high));
    }

    /// <summary>
    /// Probability of a distance as large without change: the two-sided one-sample distribution at the effective
    /// size round(n m / (n + m)) (half to even).
    /// </summary>
    public static double PValue(double distance, long n, long m) =>
        KolmogorovDistribution.Survival((long)Math.Round((double)n * m / (n + m), MidpointRounding.ToEven), distance);
}
