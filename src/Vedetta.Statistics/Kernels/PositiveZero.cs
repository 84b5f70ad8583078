using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Kernels;

/// <summary>Copies values and turns negative zeros into zeros, so that equal numbers have equal bits.</summary>
internal static class PositiveZero
{
    public static void Copy(ReadOnlySpan<double> values, Span<double> target, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                Copy<Lanes512>(values, target);
                break;
            case VectorWidth.Bits256:
                Copy<Lanes256>(values, target);
                break;
            case VectorWidth.Bits128:
                Copy<Lanes128>(values, target);
                break;
            default:
                Copy<Lanes64>(values, target);
                break;
        }
    }

    private static void Copy<TLanes>(ReadOnlySpan<double> values, Span<double> target)
        where TLanes : struct, ILanes<TLanes>
    {
        if (target.Length < values.Length)
            throw new ArgumentException($"{target.Length} places are too few for {values.Length} values.", nameof(target));
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(target);
        var zero = TLanes.Of(0);
        var whole = values.Length - (values.Length % TLanes.Count);
        for (var i = 0; i < whole; i += TLanes.Count)
            (TLanes.Load(ref Unsafe.Add(ref from, i)) + zero).Store(ref Unsafe.Add(ref to, i));
        for (var i = whole; i < values.Length; i++)
            target[i] = values[i] + 0.0;
    }
}
