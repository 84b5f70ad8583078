using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vedetta.Statistics.Kernels;

/// <summary>Equal parts of a range of numbers: 0 below it, the last one above it. The number never falls as the value rises.</summary>
internal readonly struct EqualParts(double origin, double scale, int last) : IParts
{
    // Adding 2^52 leaves a whole number in the low bits of the double, rounded alike on every processor.
    private const double ToLowBits = 1L << 52;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(double value)
    {
        var at = (value - origin) * scale;
        at = at > 0 ? at : 0;
        at = at < last ? at : last;
        return (int)BitConverter.DoubleToInt64Bits(at + ToLowBits) & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<long> Of(Vector256<double> values)
    {
        var at = (values - Vector256.Create(origin)) * Vector256.Create(scale);
        at = Vector256.ConditionalSelect(Vector256.GreaterThan(at, Vector256<double>.Zero), at, Vector256<double>.Zero);
        var top = Vector256.Create((double)last);
        at = Vector256.ConditionalSelect(Vector256.LessThan(at, top), at, top);
        return (at + Vector256.Create(ToLowBits)).AsInt64();
    }
}
