using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Kernels;

/// <summary>
/// Sum, sum of squares and extremes of a short block, in one pass. Sums carry the errors of their additions along (Sum2 of
/// Ogita, Rump and Oishi 2005), so every width agrees with the exact sums to about 1e-16 relative to the sum of magnitudes.
/// </summary>
/// <param name="Sum">Sum as added.</param>
/// <param name="SumRest">What rounding lost of it.</param>
/// <param name="Square">Sum of squares as added.</param>
/// <param name="SquareRest">What rounding lost of it.</param>
/// <param name="Min">Smallest value; positive infinity without values.</param>
/// <param name="Max">Largest value; negative infinity without values.</param>
/// <param name="AllFinite">False when a value is NaN or infinite; the sums mean nothing then.</param>
internal readonly record struct BlockSums(double Sum, double SumRest, double Square, double SquareRest, double Min, double Max, bool AllFinite)
{
    /// <summary>Sums a block; meant for some hundred values, so that the rests stay small.</summary>
    public static BlockSums Of(ReadOnlySpan<double> values, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => Of<Lanes512>(values),
        VectorWidth.Bits256 => Of<Lanes256>(values),
        VectorWidth.Bits128 => Of<Lanes128>(values),
        _ => Of<Lanes64>(values),
    };

    private static BlockSums Of<TLanes>(ReadOnlySpan<double> values)
        where TLanes : struct, ILanes<TLanes>
    {
        var wide = Whole<TLanes>(values, out var done);
        if (done == values.Length)
            return wide;
        var rest = Whole<Lanes64>(values[done..], out _);
        var (sum, sumError) = Exactly.Add(wide.Sum, rest.Sum);
        var (square, squareError) = Exactly.Add(wide.Square, rest.Square);
        return new BlockSums(
            sum, sumError + wide.SumRest + rest.SumRest, square, squareError + wide.SquareRest + rest.SquareRest,
            Math.Min(wide.Min, rest.Min), Math.Max(wide.Max, rest.Max), wide.AllFinite && rest.AllFinite);
    }

    // Compiled once and fully: a short process would spend its life in the slow first version.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static BlockSums Whole<TLanes>(ReadOnlySpan<double> values, out int done)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Of(0);
        var (sum, sumRest, square, squareRest) = (zero, zero, zero, zero);
        var check = zero;
        var min = TLanes.Of(double.PositiveInfinity);
        var max = TLanes.Of(double.NegativeInfinity);
        ref var source = ref MemoryMarshal.GetReference(values);
        done = values.Length - (values.Length % TLanes.Count);
        for (var i = 0; i < done; i += TLanes.Count)
        {
            var value = TLanes.Load(ref Unsafe.Add(ref source, i)) + zero; // negative zero becomes zero
            check += value - value; // stays 0 exactly while every value is finite
            min = TLanes.Smaller(value, min);
            max = TLanes.Larger(value, max);
            var total = sum + value;
            var part = total - sum;
            sumRest += (sum - (total - part)) + (value - part);
            sum = total;
            var product = value * value;
            total = square + product;
            part = total - square;
            squareRest += (square - (total - part)) + (product - part) + TLanes.Fused(value, value, zero - product);
            square = total;
        }
        var result = new BlockSums(sum.At(0), sumRest.At(0), square.At(0), squareRest.At(0), min.At(0), max.At(0), check.At(0) == 0);
        for (var lane = 1; lane < TLanes.Count; lane++)
        {
            var (total, totalError) = Exactly.Add(result.Sum, sum.At(lane));
            var (squares, squaresError) = Exactly.Add(result.Square, square.At(lane));
            result = new BlockSums(
                total, totalError + result.SumRest + sumRest.At(lane), squares, squaresError + result.SquareRest + squareRest.At(lane),
                Math.Min(result.Min, min.At(lane)), Math.Max(result.Max, max.At(lane)), result.AllFinite && check.At(lane) == 0);
        }
        return result;
    }
}

/// <summary>Sums without loss.</summary>
internal static class Exactly
{
    /// <summary>The rounded sum and its error (Knuth).</summary>
    public static (double Sum, double Error) Add(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }
}
