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
        foreach (var value in values)
        {
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

    /// <summary>All rows.</summary>
    public long Rows => _values.Length + Missing;

    /// <summary>Rows without a number.</summary>
    public long Missing { get; }

    /// <summary>Rows with a number, infinite ones included.</summary>
    public long Count => _values.Length;

    /// <summary>Moments of the finite values.</summary>
    public Moments Moments => _moments;

    /// <summary>The values in ascending order.</summary>
    public ReadOnlySpan<double> Sorted
    {
        get
        {
            if (!_sorted)
            {
                Array.Sort(_values);
                _sorted = true;
            }
            return _values;
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
