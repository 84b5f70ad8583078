using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Eight = System.Runtime.Intrinsics.Vector512<double>;

namespace Vedetta.Statistics.Kernels;

/// <summary>
/// Sorts up to 64 doubles without NaN in eight registers (AVX-512): the eight columns that the lanes form by a network of
/// 19 comparators, then columns are merged two and two by bitonic merging, and written one column after the other.
/// </summary>
internal static unsafe class SortingNetwork
{
    /// <summary>Most values that one call sorts.</summary>
    public const int Most = 64;

    /// <summary>Sorts the values at one place into another, which may be the same; nothing beyond them is read or written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(double* from, double* to, int length)
    {
        var a = Load(from, length, 0);
        var b = Load(from, length, 8);
        var c = Load(from, length, 16);
        var d = Load(from, length, 24);
        var e = Load(from, length, 32);
        var f = Load(from, length, 40);
        var g = Load(from, length, 48);
        var h = Load(from, length, 56);

        SortColumns(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);

        FoldOnes(ref a, ref h);
        FoldOnes(ref b, ref g);
        FoldOnes(ref c, ref f);
        FoldOnes(ref d, ref e);
        MergeColumns(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);

        FoldTwos(ref a, ref h);
        FoldTwos(ref b, ref g);
        FoldTwos(ref c, ref f);
        FoldTwos(ref d, ref e);
        OrderOnes(ref a, ref b);
        OrderOnes(ref c, ref d);
        OrderOnes(ref e, ref f);
        OrderOnes(ref g, ref h);
        MergeColumns(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);

        FoldFours(ref a, ref h);
        FoldFours(ref b, ref g);
        FoldFours(ref c, ref f);
        FoldFours(ref d, ref e);
        OrderTwos(ref a, ref b);
        OrderTwos(ref c, ref d);
        OrderTwos(ref e, ref f);
        OrderTwos(ref g, ref h);
        OrderOnes(ref a, ref b);
        OrderOnes(ref c, ref d);
        OrderOnes(ref e, ref f);
        OrderOnes(ref g, ref h);
        MergeColumns(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);

        Transpose(Avx512F.UnpackLow(a, b), Avx512F.UnpackLow(c, d), Avx512F.UnpackLow(e, f), Avx512F.UnpackLow(g, h), to, length, 0);
        Transpose(Avx512F.UnpackHigh(a, b), Avx512F.UnpackHigh(c, d), Avx512F.UnpackHigh(e, f), Avx512F.UnpackHigh(g, h), to, length, 8);
    }

    private static Eight Places => Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>The values from a place on, infinity behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Eight Load(double* from, int length, int at) =>
        Avx512F.MaskLoad(from + at, Vector512.LessThan(Places, Vector512.Create((double)(length - at))), Vector512.Create(double.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* to, int length, int at, Eight values) =>
        Avx512F.MaskStore(to + at, Vector512.LessThan(Places, Vector512.Create((double)(length - at))), values);

    /// <summary>The smaller values into the first. Where the two are zeros of both signs, each instruction gives its second operand, so that none is lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Order(ref Eight a, ref Eight b)
    {
        var low = Avx512F.Min(a, b);
        b = Avx512F.Max(b, a);
        a = low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SortColumns(ref Eight a, ref Eight b, ref Eight c, ref Eight d, ref Eight e, ref Eight f, ref Eight g, ref Eight h)
    {
        Order(ref a, ref c);
        Order(ref b, ref d);
        Order(ref e, ref g);
        Order(ref f, ref h);
        Order(ref a, ref e);
        Order(ref b, ref f);
        Order(ref c, ref g);
        Order(ref d, ref h);
        Order(ref a, ref b);
        Order(ref c, ref d);
        Order(ref e, ref f);
        Order(ref g, ref h);
        Order(ref c, ref e);
        Order(ref d, ref f);
        Order(ref b, ref e);
        Order(ref d, ref g);
        Order(ref b, ref c);
        Order(ref d, ref e);
        Order(ref f, ref g);
    }

    /// <summary>Sorts columns that are bitonic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MergeColumns(ref Eight a, ref Eight b, ref Eight c, ref Eight d, ref Eight e, ref Eight f, ref Eight g, ref Eight h)
    {
        Order(ref a, ref e);
        Order(ref b, ref f);
        Order(ref c, ref g);
        Order(ref d, ref h);
        Order(ref a, ref c);
        Order(ref b, ref d);
        Order(ref e, ref g);
        Order(ref f, ref h);
        Order(ref a, ref b);
        Order(ref c, ref d);
        Order(ref e, ref f);
        Order(ref g, ref h);
    }

    /// <summary>First step of merging neighbouring columns: a row of one with the mirrored row of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FoldOnes(ref Eight a, ref Eight b)
    {
        var mirrored = Avx512F.Shuffle(b, b, 0b01_01_01_01);
        Order(ref a, ref mirrored);
        b = Avx512F.Shuffle(a, mirrored, 0b01_01_01_01);
        a = Avx512F.Shuffle(a, mirrored, 0b10_10_10_10);
    }

    /// <summary>First step of merging two columns with the two beside them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FoldTwos(ref Eight a, ref Eight b)
    {
        var mirrored = Avx512F.Permute4x64(b, 0b00_01_10_11);
        Order(ref a, ref mirrored);
        b = Avx512F.PermuteVar8x64x2(a, Vector512.Create(3L, 2, 9, 8, 7, 6, 13, 12), mirrored);
        a = Avx512F.PermuteVar8x64x2(a, Vector512.Create(0L, 1, 10, 11, 4, 5, 14, 15), mirrored);
    }

    /// <summary>First step of merging four columns with the other four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FoldFours(ref Eight a, ref Eight b)
    {
        var mirrored = Avx512F.PermuteVar8x64(b, Vector512.Create(7L, 6, 5, 4, 3, 2, 1, 0));
        Order(ref a, ref mirrored);
        b = Avx512F.PermuteVar8x64x2(a, Vector512.Create(7L, 6, 5, 4, 11, 10, 9, 8), mirrored);
        a = Avx512F.Shuffle4x128(a, mirrored, 0b11_10_01_00);
    }

    /// <summary>Orders neighbouring lanes of two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OrderOnes(ref Eight a, ref Eight b)
    {
        var (left, right) = (Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b));
        Order(ref left, ref right);
        (a, b) = (Avx512F.UnpackLow(left, right), Avx512F.UnpackHigh(left, right));
    }

    /// <summary>Orders lanes of two registers with those two places on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OrderTwos(ref Eight a, ref Eight b)
    {
        var (first, second) = (Vector512.Create(0L, 1, 8, 9, 4, 5, 12, 13), Vector512.Create(2L, 3, 10, 11, 6, 7, 14, 15));
        var (left, right) = (Avx512F.PermuteVar8x64x2(a, first, b), Avx512F.PermuteVar8x64x2(a, second, b));
        Order(ref left, ref right);
        (a, b) = (Avx512F.PermuteVar8x64x2(left, first, right), Avx512F.PermuteVar8x64x2(left, second, right));
    }

    /// <summary>Writes every second column, given pairs of its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Eight ab, Eight cd, Eight ef, Eight gh, double* to, int length, int at)
    {
        var (abcdLow, abcdHigh) = (Avx512F.Shuffle4x128(ab, cd, 0b01_00_01_00), Avx512F.Shuffle4x128(ab, cd, 0b11_10_11_10));
        var (efghLow, efghHigh) = (Avx512F.Shuffle4x128(ef, gh, 0b01_00_01_00), Avx512F.Shuffle4x128(ef, gh, 0b11_10_11_10));
        Store(to, length, at, Avx512F.Shuffle4x128(abcdLow, efghLow, 0b10_00_10_00));
        Store(to, length, at + 16, Avx512F.Shuffle4x128(abcdLow, efghLow, 0b11_01_11_01));
        Store(to, length, at + 32, Avx512F.Shuffle4x128(abcdHigh, efghHigh, 0b10_00_10_00));
        Store(to, length, at + 48, Avx512F.Shuffle4x128(abcdHigh, efghHigh, 0b11_01_11_01));
    }
}
