using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vedetta.Statistics.Kernels;

/// <summary>
/// The search of a grid's cells four values at a time, with gathered loads (AVX2): a table of equal parts gives the first
/// edge that may matter, halving steps find how many edges lie below, one more load whether the value is an edge.
/// </summary>
internal static class GatheredSearch
{
    /// <summary>Entries the table must have beyond its last, because four bytes are read where two are meant.</summary>
    public const int TablePadding = 1;

    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Searches as many values as fill whole vectors; the number of values done.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="cells">Twice the number of edges below, plus one where the value is an edge.</param>
    /// <param name="start">First edge of each part, with <see cref="TablePadding"/>.</param>
    /// <param name="edges">Ascending edges, infinities behind them.</param>
    /// <param name="parts">How values become parts.</param>
    /// <param name="steps">Halving steps that a part of the most edges needs.</param>
    public static unsafe int Cells<TParts>(ReadOnlySpan<double> values, Span<int> cells, ReadOnlySpan<ushort> start, ReadOnlySpan<double> edges, TParts parts, int steps)
        where TParts : struct, IParts
    {
        var whole = values.Length & ~3;
        var sixteen = Vector128.Create(0xFFFF);
        var everySecond = Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var cell = ref MemoryMarshal.GetReference(cells);
        fixed (ushort* table = start)
        fixed (double* edge = edges)
        {
            for (var i = 0; i < whole; i += 4)
            {
                var v = Vector256.LoadUnsafe(ref value, (nuint)i) + Vector256<double>.Zero; // negative zero lies where zero does
                var part = Avx2.PermuteVar8x32(parts.Of(v).AsInt32(), everySecond).GetLower() & sixteen;
                var below = Avx2.GatherVector128((int*)table, part, 2) & sixteen;
                for (var shift = steps - 1; shift > 0; shift--)
                {
                    var middle = Avx2.GatherVector256(edge + (1 << shift) - 1, below, 8);
                    below += Narrow(Vector256.LessThan(middle, v), everySecond) & Vector128.Create(1 << shift);
                }
                var next = Avx2.GatherVector256(edge, below, 8);
                if (steps == 1)
                {
                    // A part of one edge at most: comparing with it tells both.
                    below += below - Narrow(Vector256.LessThan(next, v), everySecond) - Narrow(Vector256.LessThanOrEqual(next, v), everySecond);
                }
                else
                {
                    below -= Narrow(Vector256.LessThan(next, v), everySecond);
                    below += below - Narrow(Vector256.Equals(Avx2.GatherVector256(edge, below, 8), v), everySecond);
                }
                below.StoreUnsafe(ref cell, (nuint)i);
            }
        }
        return whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Narrow(Vector256<double> mask, Vector256<int> everySecond) => Avx2.PermuteVar8x32(mask.AsInt32(), everySecond).GetLower();
}

/// <summary>Gives the part of the range in which a value lies: one and four values at a time, the same numbers.</summary>
internal interface IParts
{
    /// <summary>The part of one value.</summary>
    int Of(double value);

    /// <summary>The parts of four values in the low 16 bits of each lane.</summary>
    Vector256<long> Of(Vector256<double> values);
}
