using System.Runtime.InteropServices;

namespace Vedetta.Statistics;

/// <summary>Sorts doubles without NaN by the digits of their bits, which for long columns takes less time than comparing.</summary>
internal static class RadixSort
{
    private const int DigitBits = 8;
    private const int Digits = 8;
    private const int Radix = 1 << DigitBits;
    private const int Shortest = 8192;

    public static void Sort(double[] values)
    {
        if (values.Length < Shortest)
        {
            Array.Sort(values);
            return;
        }
        var keys = MemoryMarshal.Cast<double, ulong>(values.AsSpan());
        var counts = new int[Digits * Radix];
        for (var i = 0; i < keys.Length; i++)
        {
            var key = ToOrdered(keys[i]);
            keys[i] = key;
            for (var d = 0; d < Digits; d++)
                counts[(d * Radix) + (int)((key >> (d * DigitBits)) & (Radix - 1))]++;
        }
        var buffer = new ulong[keys.Length];
        Span<ulong> from = keys;
        Span<ulong> to = buffer;
        for (var d = 0; d < Digits; d++)
        {
            var offsets = counts.AsSpan(d * Radix, Radix);
            if (offsets[(int)((from[0] >> (d * DigitBits)) & (Radix - 1))] == keys.Length)
                continue; // all values share this digit
            var total = 0;
            for (var i = 0; i < Radix; i++)
                (offsets[i], total) = (total, total + offsets[i]);
            foreach (var key in from)
                to[offsets[(int)((key >> (d * DigitBits)) & (Radix - 1))]++] = key;
            var swap = from;
            from = to;
            to = swap;
        }
        for (var i = 0; i < keys.Length; i++)
            keys[i] = FromOrdered(from[i]);
    }

    /// <summary>Bits whose unsigned order is the order of the numbers.</summary>
    private static ulong ToOrdered(ulong bits) => (bits >> 63) == 0 ? bits | (1UL << 63) : ~bits;

    private static ulong FromOrdered(ulong bits) => (bits >> 63) == 1 ? bits & ~(1UL << 63) : ~bits;
}
