using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>
/// The pooled order of two samples as steps: at each step some reference and some current values that cannot be told
/// apart (equal values, or values of one cell of a grid). Every rank statistic is one walk over it.
/// </summary>
internal interface ISteps
{
    /// <summary>Moves on and gives how many values of each side lie in this step; false at the end.</summary>
    bool Next(out long reference, out long current);

    /// <summary>The value of the step, or the upper end of its cell.</summary>
    double Value { get; }
}

/// <summary>Steps of two sorted value lists with optional counts, skipping values that stand apart (atoms).</summary>
internal ref struct ValueSteps(SortedCounts reference, SortedCounts current, ReadOnlySpan<double> skip) : ISteps
{
    private readonly ReadOnlySpan<double> _a = reference.Values;
    private readonly ReadOnlySpan<double> _b = current.Values;
    private readonly ReadOnlySpan<long> _aCounts = reference.Counts;
    private readonly ReadOnlySpan<long> _bCounts = current.Counts;
    private readonly ReadOnlySpan<double> _skip = skip;
    private int _i;
    private int _j;

    public double Value { get; private set; }

    public bool Next(out long reference, out long current)
    {
        while (true)
        {
            reference = 0;
            current = 0;
            if (_i == _a.Length && _j == _b.Length)
                return false;
            var value = _i == _a.Length ? _b[_j] : _j == _b.Length ? _a[_i] : Math.Min(_a[_i], _b[_j]);
            for (; _i < _a.Length && _a[_i] == value; _i++)
                reference += _aCounts.IsEmpty ? 1 : _aCounts[_i];
            for (; _j < _b.Length && _b[_j] == value; _j++)
                current += _bCounts.IsEmpty ? 1 : _bCounts[_j];
            if (_skip.IsEmpty || _skip.IndexOf(value) < 0)
            {
                Value = value;
                return true;
            }
        }
    }
}

/// <summary>Sorted values, each once or with a count.</summary>
internal readonly ref struct SortedCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
{
    public ReadOnlySpan<double> Values { get; } = values;

    public ReadOnlySpan<long> Counts { get; } = counts;
}

/// <summary>Steps over the cells of one grid, infinities at the ends, skipping the cells of atoms.</summary>
internal ref struct CellSteps(NumericProfile reference, NumericProfile current, ReadOnlySpan<int> skip) : ISteps
{
    private readonly ReadOnlySpan<long> _a = reference.Cells;
    private readonly ReadOnlySpan<long> _b = current.Cells;
    private readonly (long A, long B) _first = (reference.NegativeInfinities, current.NegativeInfinities);
    private readonly (long A, long B) _last = (reference.PositiveInfinities, current.PositiveInfinities);
    private readonly ReadOnlySpan<int> _skip = skip;
    private readonly NumericGrid _grid = reference.Grid ?? NumericGrid.Empty;
    private int _at = -2;

    /// <summary>The cell of the step; -1 and the number of cells stand for the infinities.</summary>
    public readonly int Cell => _at;

    public readonly double Value => _at < 0 ? double.NegativeInfinity : _at >= _a.Length ? double.PositiveInfinity : _grid.Bounds(_at).High;

    public bool Next(out long reference, out long current)
    {
        while (++_at <= _a.Length)
        {
            (reference, current) = _at < 0 ? _first : _at == _a.Length ? _last : (_a[_at], _b[_at]);
            if (reference + current > 0 && (_skip.IsEmpty || _skip.IndexOf(_at) < 0))
                return true;
        }
        reference = 0;
        current = 0;
        return false;
    }
}
