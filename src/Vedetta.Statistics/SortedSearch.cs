using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics;

/// <summary>Counting values up to an edge.</summary>
internal static class SortedSearch
{
    /// <summary>How many of the ascending values are at most the edge.</summary>
    public static int CountUpTo(ReadOnlySpan<double> sorted, double edge)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (sorted[middle] <= edge)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>How many of the ascending values are below the edge.</summary>
    public static int CountBelow(ReadOnlySpan<double> sorted, double edge) =>
        double.IsNegativeInfinity(edge) ? 0 : CountUpTo(sorted, Math.BitDecrement(edge));

    /// <summary>Values that stand in the ascending values at least so many times.</summary>
    public static double[] Repeated(ReadOnlySpan<double> sorted, int times)
    {
        var values = new List<double>();
        // Every run that long covers one of these places.
        for (long place = times - 1L; place < sorted.Length; place += times)
        {
            var at = (int)place;
            var value = sorted[at];
            var alone = times > 1 && sorted[at - 1] != value && (at + 1 == sorted.Length || sorted[at + 1] != value);
            if (alone || (values.Count > 0 && values[^1] == value))
                continue;
            if (CountUpTo(sorted, value) - CountBelow(sorted, value) >= times)
                values.Add(value);
        }
        return [.. values];
    }

    /// <summary>How many of the values, in any order, are at most the edge.</summary>
    public static long CountUpToUnordered(ReadOnlySpan<double> values, double edge) => Counting.AtMost(values, edge, Processor.Widest);
}
