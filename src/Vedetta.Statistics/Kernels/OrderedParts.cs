using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vedetta.Statistics.Kernels;

/// <summary>
/// Equal parts of a stretch of the order of the doubles, which spread out what is dense near zero: 0 below it, the last
/// one above it. Zero must not be negative.
/// </summary>
internal readonly struct OrderedParts(long first, long last, int shift) : IParts
{
    /// <summary>A whole number whose order is the order of the doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long KeyOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits ^ (long)((ulong)(bits >> 63) >> 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(double value) => (int)(((ulong)Math.Min(Math.Max(KeyOf(value), first), last) - (ulong)first) >> shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<long> Of(Vector256<double> values)
    {
        var bits = values.AsInt64();
        var key = bits ^ Vector256.ShiftRightLogical(Vector256.ShiftRightArithmetic(bits, 63), 1);
        var (low, high) = (Vector256.Create(first), Vector256.Create(last));
        key = Vector256.ConditionalSelect(Vector256.GreaterThan(key, low), key, low);
        key = Vector256.ConditionalSelect(Vector256.LessThan(key, high), key, high);
        return Vector256.ShiftRightLogical(key - low, shift);
    }
}
