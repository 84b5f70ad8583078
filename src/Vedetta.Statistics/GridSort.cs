using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics;

/// <summary>
/// Sorts long columns of finite doubles by their place on an even grid over their range, by three digits of the
/// place, and finishes by insertion. Values that crowd into a small part of their range are left to the caller.
/// </summary>
internal static class GridSort
{
    private const int Passes = 3;

    // A pass writes to as many places as a digit has values; more of them than this no longer fit the nearest caches.
    private const int LeastDigitBits = 8;
    private const int MostDigitBits = 9;

    // Cells per value as a power of two: few enough values share a cell when a part of the range holds most of them.
    private const int SpareBits = 4;

    private const int SampleBits = 10;

    // Parts below this length are compared instead.
    private const int ShortestPart = 128;

    // Moves of the insertion per value, beyond which comparing costs less.
    private const int MovesPerValue = 4;

    /// <summary>Sorts values between the smallest and the largest of them, or says false and leaves them as they are.</summary>
    public static bool TrySort(Span<double> values, double low, double high)
    {
        var width = high - low;
        if (!double.IsFinite(width))
            return false;
        var bits = Math.Clamp((BitOperations.Log2((uint)values.Length) + SpareBits + Passes - 1) / Passes, LeastDigitBits, MostDigitBits);
        // Rounding never lifts the largest value out of the grid: its place is at most one cell below the last.
        var scale = ((1L << (bits * Passes)) - 2) / width;
        if (!double.IsFinite(scale))
            return false;
        if (IsCrowded(values, low, scale, (bits * Passes) - SampleBits))
            return false;

        // By the leading digit into parts that fit the cache, and each part by its other two digits there.
        var parts = new int[1 << bits];
        CountLeading(values, parts, low, scale, 2 * bits);
        ToOffsets(parts);
        var rented = ArrayPool<double>.Shared.Rent(values.Length);
        var buffer = rented.AsSpan(0, values.Length);
        Scatter(values, buffer, parts, low, scale, 2 * bits, bits);
        var counts = new int[2 << bits];
        var start = 0;
        foreach (var end in parts) // scattering moved every offset to the end of its part
        {
            SortPart(buffer[start..end], values[start..end], counts, low, scale, bits);
            start = end;
        }
        ArrayPool<double>.Shared.Return(rented);
        return true;
    }

    /// <summary>Sorts one part; afterwards <paramref name="to"/> holds it in order.</summary>
    private static void SortPart(Span<double> part, Span<double> to, Span<int> counts, double low, double scale, int bits)
    {
        if (part.Length < ShortestPart)
        {
            part.CopyTo(to);
            to.Sort();
            return;
        }
        counts.Clear();
        CountOthers(part, counts, low, scale, bits);
        var last = counts[..(1 << bits)];
        var middle = counts[(1 << bits)..];
        ToOffsets(last);
        ToOffsets(middle);
        Scatter(part, to, last, low, scale, 0, bits);
        Scatter(to, part, middle, low, scale, bits, bits);
        if (!Insert(part, to))
            to.Sort();
    }

    /// <summary>The smallest and the largest of at least one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Low, double High) Range(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var (min, max) = (new Vector<double>(values[0]), new Vector<double>(values[0]));
        foreach (var vector in vectors)
        {
            min = Vector.MinNative(min, vector);
            max = Vector.MaxNative(max, vector);
        }
        var (low, high) = (values[0], values[0]);
        for (var lane = 0; lane < Vector<double>.Count; lane++)
            (low, high) = (Math.Min(low, min[lane]), Math.Max(high, max[lane]));
        foreach (var value in values[(vectors.Length * Vector<double>.Count)..])
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }

    /// <summary>Whether much of a sample of the values shares one of as many parts of the range.</summary>
    private static bool IsCrowded(ReadOnlySpan<double> values, double low, double scale, int shift)
    {
        const int sampled = 1 << SampleBits;
        Span<short> parts = stackalloc short[sampled];
        parts.Clear();
        var step = values.Length / sampled;
        var most = 0;
        for (var i = 0; i < sampled; i++)
        {
            most = Math.Max(most, ++parts[Place(values[i * step], low, scale) >> shift]);
        }
        return most > sampled / 16;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(double value, double low, double scale) => double.ConvertToIntegerNative<int>((value - low) * scale);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountLeading(ReadOnlySpan<double> values, Span<int> counts, double low, double scale, int shift)
    {
        ref var first = ref MemoryMarshal.GetReference(counts);
        foreach (var value in values)
            Unsafe.Add(ref first, Place(value, low, scale) >> shift)++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountOthers(ReadOnlySpan<double> values, Span<int> counts, double low, double scale, int bits)
    {
        ref var first = ref MemoryMarshal.GetReference(counts);
        ref var second = ref Unsafe.Add(ref first, 1 << bits);
        var mask = (1 << bits) - 1;
        foreach (var value in values)
        {
            var place = Place(value, low, scale);
            Unsafe.Add(ref first, place & mask)++;
            Unsafe.Add(ref second, (place >> bits) & mask)++;
        }
    }

    private static void ToOffsets(Span<int> counts)
    {
        var total = 0;
        foreach (ref var offset in counts)
            (offset, total) = (total, total + offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ReadOnlySpan<double> from, Span<double> to, Span<int> offsets, double low, double scale, int shift, int bits)
    {
        ref var target = ref MemoryMarshal.GetReference(to);
        ref var offset = ref MemoryMarshal.GetReference(offsets);
        var mask = (1 << bits) - 1;
        foreach (var value in from)
            Unsafe.Add(ref target, Unsafe.Add(ref offset, (Place(value, low, scale) >> shift) & mask)++) = value;
    }

    /// <summary>Copies values that are nearly in order, putting them in order; false, with all values copied, when they are not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Insert(ReadOnlySpan<double> from, Span<double> to)
    {
        var left = (long)MovesPerValue * from.Length;
        to[0] = from[0];
        for (var i = 1; i < from.Length; i++)
        {
            var value = from[i];
            to[i] = value;
            if (to[i - 1] <= value)
                continue;
            var at = i;
            do
            {
                to[at] = to[at - 1];
                at--;
            }
            while (at > 0 && to[at - 1] > value);
            to[at] = value;
            left -= i - at;
            if (left < 0)
            {
                from[(i + 1)..].CopyTo(to[(i + 1)..]);
                return false;
            }
        }
        return true;
    }
}
