using System.Runtime.CompilerServices;
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
    private const int Block = 256;

    private double[] _values;
    private bool _sorted;
    private Moments _moments;
    private NumericGrid? _grid;

    private NumericSample(double[] values) => _values = values;

    /// <summary>Takes the values of a column.</summary>
    public static NumericSample From(ReadOnlySpan<double> values) => Taking(values.ToArray());

    /// <summary>
    /// Takes the values of a column and the array itself, which the sample reorders: for columns so long that a second
    /// copy matters.
    /// </summary>
    public static NumericSample Taking(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sample = new NumericSample(values);
        sample.Measure();
        return sample;
    }

    /// <summary>In one pass drops every NaN, gives zeros one sign, and takes moments and extremes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure()
    {
        var kept = 0;
        for (var at = 0; at < _values.Length; at += Block)
        {
            var block = _values.AsSpan(at, Math.Min(Block, _values.Length - at));
            var sums = BlockSums.Of(block, Processor.Widest);
            if (sums.AllFinite)
            {
                PositiveZero.Copy(block, _values.AsSpan(kept, block.Length), Processor.Widest);
                kept += block.Length;
                Add(sums, block.Length);
                continue;
            }
            var from = kept;
            foreach (var value in block)
            {
                _values[kept] = value + 0.0;
                kept += double.IsNaN(value) ? 0 : 1;
            }
            AddSome(_values.AsSpan(from..kept));
        }
        Missing = _values.Length - kept;
        Array.Resize(ref _values, kept);
    }

    private void AddSome(ReadOnlySpan<double> block)
    {
        var sums = BlockSums.Of(block, Processor.Widest);
        if (sums.AllFinite)
        {
            Add(sums, block.Length);
            return;
        }
        foreach (var value in block)
        {
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
            if (double.IsFinite(value))
                _moments.Add(value);
        }
    }

    private void Add(in BlockSums sums, int length)
    {
        _moments.Add(sums, length);
        Min = Math.Min(Min, sums.Min);
        Max = Math.Max(Max, sums.Max);
    }

    /// <summary>All rows.</summary>
    public long Rows => _values.Length + Missing;

    /// <summary>Rows without a number.</summary>
    public long Missing { get; private set; }

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
                ColumnSort.Sort(_values, Min, Max);
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
