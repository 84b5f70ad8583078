using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Kernels;

/// <summary>
/// Numbers the equal parts of a range in which values lie: 0 below it, the last part above it. The number never falls as
/// the value rises, and every width gives the same numbers.
/// </summary>
internal static class EqualBuckets
{
    // Adding 2^52 leaves a whole number in the low bits of the double, rounded alike on every processor.
    private const double ToLowBits = 1L << 52;

    /// <summary>The part of one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(double value, double origin, double scale, int last)
    {
        var at = (value - origin) * scale;
        at = at > 0 ? at : 0;
        at = at < last ? at : last;
        return (int)BitConverter.DoubleToInt64Bits(at + ToLowBits) & 0xFFFF;
    }

    /// <summary>The parts of many values, as the low 16 bits of <paramref name="parts"/>.</summary>
    public static void Of(ReadOnlySpan<double> values, double origin, double scale, int last, Span<double> parts, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                Of<Lanes512>(values, origin, scale, last, parts);
                break;
            case VectorWidth.Bits256:
                Of<Lanes256>(values, origin, scale, last, parts);
                break;
            case VectorWidth.Bits128:
                Of<Lanes128>(values, origin, scale, last, parts);
                break;
            default:
                Of<Lanes64>(values, origin, scale, last, parts);
                break;
        }
    }

    private static void Of<TLanes>(ReadOnlySpan<double> values, double origin, double scale, int last, Span<double> parts)
        where TLanes : struct, ILanes<TLanes>
    {
        if (parts.Length < values.Length)
            throw new ArgumentException($"{parts.Length} places are too few for the parts of {values.Length} values.", nameof(parts));
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(parts);
        var whole = values.Length - (values.Length % TLanes.Count);
        Range<TLanes>(ref source, ref target, 0, whole, origin, scale, last);
        Range<Lanes64>(ref source, ref target, whole, values.Length, origin, scale, last);
    }

    private static void Range<TLanes>(ref double source, ref double target, int from, int to, double origin, double scale, int last)
        where TLanes : struct, ILanes<TLanes>
    {
        var (low, factor, zero, top, magic) = (TLanes.Of(origin), TLanes.Of(scale), TLanes.Of(0), TLanes.Of(last), TLanes.Of(ToLowBits));
        for (var i = from; i < to; i += TLanes.Count)
        {
            var at = (TLanes.Load(ref Unsafe.Add(ref source, i)) - low) * factor;
            at = TLanes.Smaller(TLanes.Larger(at, zero), top);
            (at + magic).Store(ref Unsafe.Add(ref target, i));
        }
    }
}
