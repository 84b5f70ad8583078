using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics;

/// <summary>Sorts columns of doubles without NaN in the fastest way for their length and the processor.</summary>
internal static class ColumnSort
{
    // The library's sort is compiled already, which a short process feels.
    private const int Shortest = 4096;

    /// <summary>Sorts in place.</summary>
    public static void Sort(Span<double> values) => Sort(values, Processor.Widest);

    /// <summary>Sorts with vectors of this width at most.</summary>
    public static void Sort(Span<double> values, VectorWidth width)
    {
        if (values.Length < Shortest)
            values.Sort();
        else if (width == VectorWidth.Bits512 && VectorSort.IsSupported)
            VectorSort.Sort(values);
        else
            RadixSort.Sort(values);
    }

    /// <summary>Sorts values whose smallest and largest are known.</summary>
    public static void Sort(Span<double> values, double smallest, double largest)
    {
        if (values.Length < Shortest || (Processor.Widest == VectorWidth.Bits512 && VectorSort.IsSupported))
            Sort(values);
        else
            RadixSort.Sort(values, smallest, largest);
    }
}
