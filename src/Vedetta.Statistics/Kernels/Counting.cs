using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Kernels;

/// <summary>Counts values by one comparison; exact at every width.</summary>
internal static class Counting
{
    /// <summary>How many values, in any order, are at most the edge; NaN never is.</summary>
    public static long AtMost(ReadOnlySpan<double> values, double edge, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => AtMost<Lanes512>(values, edge),
        VectorWidth.Bits256 => AtMost<Lanes256>(values, edge),
        VectorWidth.Bits128 => AtMost<Lanes128>(values, edge),
        _ => AtMost<Lanes64>(values, edge),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long AtMost<TLanes>(ReadOnlySpan<double> values, double edge)
        where TLanes : struct, ILanes<TLanes>
    {
        // Ones are added as doubles: exact up to 2^53 of them.
        ref var source = ref MemoryMarshal.GetReference(values);
        var limit = TLanes.Of(edge);
        var (ones, others) = (TLanes.Of(0), TLanes.Of(0));
        var whole = values.Length - (values.Length % (2 * TLanes.Count));
        for (var i = 0; i < whole; i += 2 * TLanes.Count)
        {
            ones += TLanes.OneWhereAtMost(TLanes.Load(ref Unsafe.Add(ref source, i)), limit);
            others += TLanes.OneWhereAtMost(TLanes.Load(ref Unsafe.Add(ref source, i + TLanes.Count)), limit);
        }
        ones += others;
        double count = 0;
        for (var lane = 0; lane < TLanes.Count; lane++)
            count += ones.At(lane);
        foreach (var value in values[whole..])
            count += value <= edge ? 1 : 0;
        return (long)count;
    }
}
