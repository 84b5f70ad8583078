using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vedetta.Statistics.Kernels;

/// <summary>Parts the finite values of a block from NaN and infinities, both in their order, without a branch that depends on a value.</summary>
internal static class FiniteValues
{
    /// <summary>Places that each target must have beyond the number of values.</summary>
    public const int Padding = 8;

    /// <summary>Parts a block; how many values are finite. Negative zeros become zeros.</summary>
    /// <param name="values">The block.</param>
    /// <param name="finite">Room for all of them and <see cref="Padding"/> more.</param>
    /// <param name="others">As much room.</param>
    /// <param name="width">Vectors of this width at most.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Part(ReadOnlySpan<double> values, Span<double> finite, Span<double> others, VectorWidth width)
    {
        if (Math.Min(finite.Length, others.Length) < values.Length + Padding)
            throw new ArgumentException($"{finite.Length} and {others.Length} places are too few for {values.Length} values and {Padding} more.", nameof(finite));
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var kept = ref MemoryMarshal.GetReference(finite);
        ref var left = ref MemoryMarshal.GetReference(others);
        nint n = 0;
        nint i = 0;
        if (width == VectorWidth.Bits512 && Avx512F.IsSupported)
        {
            var limit = Vector512.Create(double.PositiveInfinity);
            for (; i <= values.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                var value = Vector512.LoadUnsafe(ref source, (nuint)i);
                var isFinite = Vector512.LessThan(Vector512.Abs(value), limit);
                Avx512F.Compress(value, isFinite, value + Vector512<double>.Zero).StoreUnsafe(ref kept, (nuint)n);
                Avx512F.Compress(value, ~isFinite, value).StoreUnsafe(ref left, (nuint)(i - n));
                n += BitOperations.PopCount(isFinite.ExtractMostSignificantBits());
            }
        }
        for (; i < values.Length; i++)
        {
            var value = Unsafe.Add(ref source, i);
            Unsafe.Add(ref kept, n) = value + 0.0;
            Unsafe.Add(ref left, i - n) = value;
            n += Unsafe.BitCast<bool, byte>(double.IsFinite(value));
        }
        return (int)n;
    }
}
