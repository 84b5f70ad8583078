using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vedetta.Statistics.Kernels;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>
/// One side of a comparison of a numeric column from raw values. NaN of any kind counts as missing; infinities take
/// part in everything that depends on order and in no mean. Sorting happens once, when first needed; build one sample
/// per side and use it for every method. Not thread-safe until <see cref="Prepare"/> was called.
/// </summary>
public sealed class NumericSample
{
    private readonly double[] _values;
    private bool _sorted;
    private Moments _moments;
    private NumericGrid? _grid;

    private NumericSample(double[] values, long missing)
    {
        _values = values;
        Missing = missing;
        const int block = 256;
        for (var at = 0; at < values.Length; at += block)
        {
            var some = values.AsSpan(at, Math.Min(block, values.Length - at));
            var sums = BlockSums.Of(some, Processor.Widest);
            if (!sums.AllFinite)
            {
                AddSome(some);
                continue;
            }
            _moments.Add(sums, some.Length);
            Min = Math.Min(Min, sums.Min);
            Max = Math.Max(Max, sums.Max);
        }
    }

    private void AddSome(ReadOnlySpan<double> block)
    {
        foreach (var value in block)
        {
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
            if (double.IsFinite(value))
                _moments.Add(value);
        }
    }

    /// <summary>Takes the values of a column.</summary>
    public static NumericSample From(ReadOnlySpan<double> values)
    {
        var kept = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                kept[n++] = value + 0.0;
        }
        Array.Resize(ref kept, n);
        return new NumericSample(kept, values.Length - n);
    }

    /// <summary>
    /// Takes the values of a column and the array itself, which the sample reorders: for columns so long that a second
    /// copy matters.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NumericSample Taking(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var n = UpToFirstNaN(values);
        for (var i = n; i < values.Length; i++)
        {
            var value = values[i] + 0.0;
            values[n] = value;
            n += double.IsNaN(value) ? 0 : 1;
        }
        var missing = values.Length - n;
        if (missing > 0)
            Array.Resize(ref values, n);
        return new NumericSample(values, missing);
    }

    /// <summary>Gives zeros one sign up to the first NaN, and says where that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int UpToFirstNaN(Span<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var at = 0;
        for (; at < vectors.Length; at++)
        {
            var vector = vectors[at] + Vector<double>.Zero;
            if (!Vector.EqualsAll(vector, vector))
                break;
            vectors[at] = vector;
        }
        for (at *= Vector<double>.Count; at < values.Length && !double.IsNaN(values[at]); at++)
            values[at] += 0.0;
        return at;
    }

    /// <summary>All rows.</summary>
    public long Rows => _values.Length + Missing;

    /// <summary>Rows without a number.</summary>
    public long Missing { get; }

    /// <summary>Rows with a number, infinite ones included.</summary>
    public long Count => _values.Length;

    /// <summary>Smallest value; positive infinity without values.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Largest value; negative infinity without values.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Moments of the finite values.</summary>
    public Moments Moments => _moments;

    /// <summary>The values in ascending order.</summary>
    public ReadOnlySpan<double> Sorted
    {
        get
        {
            if (!_sorted)
            {
                RadixSort.Sort(_values, Min, Max);
                _sorted = true;
            }
            return _values;
        }
    }

    /// <summary>How many values are at most each edge, counted in any order; sorted values are searched instead.</summary>
    internal void CountUpTo(ReadOnlySpan<double> edges, Span<long> counts)
    {
        counts.Clear();
        for (var e = 0; e < edges.Length && _sorted; e++)
            counts[e] = SortedSearch.CountUpTo(_values, edges[e]);
        const int block = 4096; // fits the first cache while every edge passes over it
        for (var at = 0; at < _values.Length && !_sorted; at += block)
        {
            var values = _values.AsSpan(at, Math.Min(block, _values.Length - at));
            for (var e = 0; e < edges.Length; e++)
                counts[e] += SortedSearch.CountUpToUnordered(values, edges[e]);
        }
    }

    internal double[] SortedArray
    {
        get
        {
            _ = Sorted;
            return _values;
        }
    }

    /// <summary>The finite values in ascending order.</summary>
    internal ReadOnlySpan<double> SortedFinite
    {
        get
        {
            var all = Sorted;
            var (from, to) = (0, all.Length);
            while (from < to && double.IsNegativeInfinity(all[from]))
                from++;
            while (to > from && double.IsPositiveInfinity(all[to - 1]))
                to--;
            return all[from..to];
        }
    }

    /// <summary>The grid of this side as a reference.</summary>
    internal NumericGrid Grid => _grid ??= NumericGrid.FromSorted(SortedFinite);

    /// <summary>Sorts now, so that many threads may read afterwards.</summary>
    public void Prepare() => _ = (Sorted.Length, Grid);
}
