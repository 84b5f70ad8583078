using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vedetta.Statistics.Kernels;

/// <summary>
/// Sorts doubles without NaN eight at a time (AVX-512): quicksort whose partition moves the values below the pivot to the
/// front of a vector and the others to its back by one permutation, between two arrays in turn, down to parts that a
/// sorting network holds in registers. No branch depends on a value.
/// </summary>
internal static unsafe class VectorSort
{
    private const int Lanes = 8;
    private const int Masks = 1 << Lanes;

    // From this length on a pivot of many values costs little beside the partition.
    private const int LongPart = 1024;

    /// <summary>For every mask of lanes below the pivot their numbers, then those of the others, a byte each.</summary>
    private static readonly ulong[] Orders = MakeOrders();

    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>Sorts in place.</summary>
    public static void Sort(Span<double> values) => Sort(values, 2 * BitOperations.Log2((uint)values.Length | 1));

    /// <summary>Sorts in place, by the library where this many partitions one below the other do not bring the end in sight.</summary>
    public static void Sort(Span<double> values, int depth)
    {
        if (values.Length < 2)
            return;
        var rented = ArrayPool<double>.Shared.Rent(values.Length);
        fixed (double* first = values)
        fixed (double* other = rented)
        fixed (ulong* orders = Orders)
            Sort(first, other, first, values.Length, orders, depth);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Sorts a part that lies in one array, with the same part of the other array as room; the order is written to one of them.</summary>
    private static void Sort(double* from, double* other, double* to, int length, ulong* orders, int depth)
    {
        while (length > SortingNetwork.Most)
        {
            if (depth-- == 0)
            {
                // Pivots were bad all the way down, as they can be for values arranged to that end.
                Copy(from, to, length);
                new Span<double>(to, length).Sort();
                return;
            }
            var pivot = length < LongPart ? PivotOfNine(from, length) : PivotOfMany(from, length);
            var below = Partition(from, other, length, pivot, orders);
            if (below > 0)
                Sort(other, from, to, below, orders, depth);
            else
                below = TakeSmallest(from, other, to, length, pivot, orders);
            var rest = other + below;
            other = from + below;
            from = rest;
            to += below;
            length -= below;
        }
        SortingNetwork.Sort(from, to, length);
    }

    /// <summary>Puts values equal to the smallest where they belong, the others behind them into the other array; how many they are.</summary>
    private static int TakeSmallest(double* from, double* other, double* to, int length, double smallest, ulong* orders)
    {
        if (double.IsPositiveInfinity(smallest))
        {
            Copy(from, to, length);
            return length;
        }
        var equal = Partition(from, other, length, Math.BitIncrement(smallest), orders);
        Copy(other, to, equal);
        return equal;
    }

    private static void Copy(double* from, double* to, int length)
    {
        if (from != to)
            new ReadOnlySpan<double>(from, length).CopyTo(new Span<double>(to, length));
    }

    /// <summary>Median of three medians of three values, in lanes; at least 24 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double PivotOfNine(double* from, int length)
    {
        var step = length / 3;
        var medians = Median(Vector512.Load(from + step - Lanes), Vector512.Load(from + (2 * step) - Lanes), Vector512.Load(from + length - Lanes));
        return Median(
            medians,
            Avx512F.PermuteVar8x64(medians, Vector512.Create(3L, 4, 5, 6, 7, 0, 1, 2)),
            Avx512F.PermuteVar8x64(medians, Vector512.Create(6L, 7, 0, 1, 2, 3, 4, 5))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Median(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Avx512F.Max(Avx512F.Min(a, b), Avx512F.Min(Avx512F.Max(a, b), c));

    /// <summary>Median of a sample of evenly spaced values.</summary>
    private static double PivotOfMany(double* from, int length)
    {
        const int sampled = SortingNetwork.Most;
        var sample = stackalloc double[sampled];
        nint step = length / sampled;
        for (var i = 0; i < sampled; i++)
            sample[i] = from[i * step];
        SortingNetwork.Sort(sample, sample, sampled);
        return sample[sampled / 2];
    }

    /// <summary>Copies values below the pivot to the front and the others to the back; how many are below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Partition(double* from, double* to, int length, double pivot, ulong* orders)
    {
        var front = to;
        var back = to + length - 1;
        // What fills no vector goes first: afterwards the free room is whole vectors, so that two stores into it are
        // either apart or the same.
        var end = from + (length % Lanes);
        for (; from < end; from++)
        {
            var value = *from;
            *front = value;
            *back = value;
            nint below = Unsafe.BitCast<bool, byte>(value < pivot);
            front += below;
            back -= 1 - below;
        }
        back -= Lanes - 1;
        var limit = Vector512.Create(pivot);
        for (end += length - (length % Lanes); from < end; from += Lanes)
        {
            var values = Vector512.Load(from);
            var mask = Vector512.LessThan(values, limit).ExtractMostSignificantBits();
            var order = Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(orders[mask]).AsByte());
            values = Avx512F.PermuteVar8x64(values, order);
            nint below = BitOperations.PopCount(mask);
            values.Store(front);
            values.Store(back);
            front += below;
            back -= Lanes - below;
        }
        return (int)(front - to);
    }

    private static ulong[] MakeOrders()
    {
        var orders = new ulong[Masks];
        for (var mask = 0; mask < Masks; mask++)
        {
            var (front, back) = (0, BitOperations.PopCount((uint)mask));
            for (var lane = 0; lane < Lanes; lane++)
            {
                var place = ((mask >> lane) & 1) == 1 ? front++ : back++;
                orders[mask] |= (ulong)lane << (8 * place);
            }
        }
        return orders;
    }
}
