namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Bins of equal width as NumPy makes them: half-open, the last one closed.</summary>
internal static class EqualBins
{
    /// <summary>Edges of so many bins over a range; a range of one point is widened by a half on each side.</summary>
    public static double[] Edges(double min, double max, int bins)
    {
        if (min == max)
            (min, max) = (min - 0.5, max + 0.5);
        var step = (max - min) / bins;
        var edges = new double[bins + 1];
        for (var i = 0; i < bins; i++)
            edges[i] = (i * step) + min;
        edges[bins] = max;
        return edges;
    }

    /// <summary>Sturges' rule: width range / (log2 n + 1).</summary>
    public static double[] Sturges(double min, double max, long n) => ByWidth(min, max, (max - min) / (Math.Log2(n) + 1));

    /// <summary>Doane's rule: Sturges' with a term for the skewness.</summary>
    /// <param name="sorted">The values in ascending order.</param>
    public static double[] Doane(ReadOnlySpan<double> sorted)
    {
        double n = sorted.Length;
        var (mean, deviation, third) = ThreeMoments(sorted);
        double width = 0;
        if (n > 2 && deviation > 0)
        {
            var s = Math.Sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
            width = (sorted[^1] - sorted[0]) / (1 + Math.Log2(n) + Math.Log2(1 + (Math.Abs(third) / s)));
        }
        return ByWidth(sorted[0], sorted[^1], width);
    }

    /// <summary>How many sorted values lie in each bin; those outside the edges in none.</summary>
    public static long[] Counts(ReadOnlySpan<double> sorted, ReadOnlySpan<double> edges)
    {
        var counts = new long[edges.Length - 1];
        var before = CountBelow(sorted, edges[0]);
        for (var i = 0; i < counts.Length; i++)
        {
            var upTo = i == counts.Length - 1 ? SortedSearch.CountUpTo(sorted, edges[^1]) : CountBelow(sorted, edges[i + 1]);
            counts[i] = upTo - before;
            before = upTo;
        }
        return counts;
    }

    /// <summary>How many sorted values are below the edge.</summary>
    public static int CountBelow(ReadOnlySpan<double> sorted, double edge) => SortedSearch.CountUpTo(sorted, Math.BitDecrement(edge));

    private static double[] ByWidth(double min, double max, double width)
    {
        var bins = width > 0 ? (int)Math.Ceiling((max - min) / width) : 1;
        return Edges(min, max, bins);
    }

    private static (double Mean, double Deviation, double Skewness) ThreeMoments(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        double squares = 0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(squares / values.Length);
        double cubes = 0;
        foreach (var value in values)
        {
            var z = (value - mean) / deviation;
            cubes += z * z * z;
        }
        return (mean, deviation, cubes / values.Length);
    }
}
