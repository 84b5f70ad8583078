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

    /// <summary>How many of the values, in any order, are at most the edge.</summary>
    public static long CountUpToUnordered(ReadOnlySpan<double> values, double edge) => Counting.AtMost(values, edge, Processor.Widest);
}
