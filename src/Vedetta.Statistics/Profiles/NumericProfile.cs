using System.Buffers;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Profile of a numeric column: counts, exact moments, counts and sums on the grid of the reference, a quantile and a
/// distinct sketch that are exact up to 2,000 distinct values besides the grid's edges, and optionally 1,000 equal bins.
/// </summary>
public sealed partial class NumericProfile : ColumnProfile
{
    private const int BlockSize = 256;

    private readonly NumericGrid _grid;
    private readonly bool _hasGrid;
    private readonly long[] _cells;
    private readonly double[] _sums;
    private Moments _moments;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    // Values that are not on an edge: exact while few, then buckets of magnitude and a distinct sketch.
    private ExactValues? _exact = new();
    private MagnitudeHistogram? _magnitudes;
    private DistinctSketch? _distinct;
    private FineHistogram? _fine;

    /// <summary>Makes an empty profile.</summary>
    /// <param name="grid">Edges fixed by the reference; null while there is none.</param>
    /// <param name="fine">An empty fine histogram over the score's range, for the score only.</param>
    public NumericProfile(NumericGrid? grid = null, FineHistogram? fine = null)
    {
        _hasGrid = grid is not null;
        _grid = grid ?? NumericGrid.Empty;
        _cells = new long[_grid.Cells];
        _sums = new double[_grid.Edges.Length + 1];
        _fine = fine;
    }

    /// <summary>The grid, or null when the profile was made without one.</summary>
    public NumericGrid? Grid => _hasGrid ? _grid : null;

    /// <summary>Values that are neither missing nor invalid nor NaN: finite and infinite ones.</summary>
    public long Values => _moments.Count + PositiveInfinities + NegativeInfinities;

    /// <summary>Rows without a usable number: missing, invalid and NaN. Drift treats them as missing.</summary>
    public long Absent => Missing + Invalid + NotANumber;

    /// <summary>Rows that sent NaN.</summary>
    public long NotANumber { get; private set; }

    /// <summary>Rows that sent positive infinity.</summary>
    public long PositiveInfinities { get; private set; }

    /// <summary>Rows that sent negative infinity.</summary>
    public long NegativeInfinities { get; private set; }

    /// <summary>Exact moments of the finite values.</summary>
    public Moments Moments => _moments;

    /// <summary>Mean of the finite values; NaN without any.</summary>
    public double Mean => _moments.Mean;

    /// <summary>Standard deviation of the finite values, divisor n - 1; NaN below two, exactly 0 for a constant.</summary>
    public double StandardDeviation => _moments.Count > 1 && _min == _max ? 0 : _moments.StandardDeviation;

    /// <summary>Smallest finite value; NaN without any.</summary>
    public double Min => _moments.Count == 0 ? double.NaN : _min;

    /// <summary>Largest finite value; NaN without any.</summary>
    public double Max => _moments.Count == 0 ? double.NaN : _max;

    /// <summary>The 1,000 equal bins, for the score.</summary>
    public FineHistogram? Fine => _fine;

    /// <summary>True while every distinct value and its count is known.</summary>
    public bool IsExact => _exact is not null;

    /// <inheritdoc/>
    public override bool DistinctIsExact => IsExact;

    /// <inheritdoc/>
    public override double Distinct
    {
        get
        {
            double onEdges = 0;
            for (var i = 1; i < _cells.Length; i += 2)
                onEdges += _cells[i] > 0 ? 1 : 0;
            return onEdges + (_exact?.Distinct ?? Math.Round(_distinct!.Estimate()));
        }
    }

    /// <summary>Adds values; NaN with a mark counts as missing or invalid (see <see cref="NumericValue"/>).</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        Span<double> finite = stackalloc double[BlockSize];
        while (!values.IsEmpty)
        {
            var block = values[..Math.Min(BlockSize, values.Length)];
            values = values[block.Length..];
            var n = 0;
            foreach (var value in block)
            {
                if (double.IsFinite(value))
                    finite[n++] = value + 0.0; // negative zero becomes zero
                else
                    AddSpecial(value);
            }
            Rows += block.Length;
            AddFinite(finite[..n]);
        }
    }

    /// <summary>Adds the values at the given row numbers.</summary>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<int> rows)
    {
        Span<double> selected = stackalloc double[BlockSize];
        while (!rows.IsEmpty)
        {
            var n = Math.Min(BlockSize, rows.Length);
            for (var i = 0; i < n; i++)
                selected[i] = values[rows[i]];
            Add(selected[..n]);
            rows = rows[n..];
        }
    }

    /// <summary>Counts rows without a value.</summary>
    public void AddMissing(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Rows += rows;
        Missing += rows;
    }

    /// <summary>Counts rows whose value had the wrong type.</summary>
    public void AddInvalid(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Rows += rows;
        Invalid += rows;
    }

    private void AddFinite(ReadOnlySpan<double> values)
    {
        _moments.Add(values);
        var (min, max) = (_min, _max);
        foreach (var value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
            var cell = _grid.CellOf(value);
            _cells[cell]++;
            if ((cell & 1) == 0)
            {
                _sums[cell >> 1] += value;
                AddBetweenEdges(value, 1);
            }
        }
        (_min, _max) = (min, max);
        if (_fine is null)
            return;
        foreach (var value in values)
            _fine.Add(value, 1);
    }

    private void AddSpecial(double value)
    {
        if (value == double.PositiveInfinity)
            PositiveInfinities++;
        else if (value == double.NegativeInfinity)
            NegativeInfinities++;
        else if (NumericValue.IsMissing(value))
            Missing++;
        else if (NumericValue.IsInvalid(value))
            Invalid++;
        else
            NotANumber++;
    }

    private void AddBetweenEdges(double value, long count)
    {
        if (_exact is not null)
        {
            if (_exact.TryAdd(value, count))
                return;
            Summarise();
        }
        _magnitudes!.Add(value, count);
        _distinct!.Add(Hashing.Of(value));
    }

    /// <summary>Turns the exact values into sketches; from then on the profile cannot tell single values apart.</summary>
    private void Summarise()
    {
        if (_exact is null)
            return;
        _magnitudes = new MagnitudeHistogram();
        _distinct = new DistinctSketch();
        foreach (var (value, count) in _exact.Unordered())
        {
            _magnitudes.Add(value, count);
            _distinct.Add(Hashing.Of(value));
        }
        _exact = null;
    }

    /// <inheritdoc/>
    public override void Merge(ColumnProfile other)
    {
        var that = Same<NumericProfile>(other);
        if (that._hasGrid != _hasGrid || !that._grid.Equals(_grid))
            throw new InvalidOperationException("Numeric profiles on different grids cannot be merged; make both on the grid of one reference.");
        if (ReferenceEquals(that, this))
            that = (NumericProfile)Clone();
        if (_fine is null != that._fine is null)
            throw new InvalidOperationException("A profile with a fine histogram cannot be merged with one without.");
        _fine?.Merge(that._fine!);
        MergeTotals(that);
        NotANumber += that.NotANumber;
        PositiveInfinities += that.PositiveInfinities;
        NegativeInfinities += that.NegativeInfinities;
        _moments.Merge(that._moments);
        _min = Math.Min(_min, that._min);
        _max = Math.Max(_max, that._max);
        for (var i = 0; i < _cells.Length; i++)
            _cells[i] += that._cells[i];
        for (var i = 0; i < _sums.Length; i++)
            _sums[i] += that._sums[i];
        MergeBetweenEdges(that);
    }

    private void MergeBetweenEdges(NumericProfile that)
    {
        if (that._exact is not null)
        {
            foreach (var (value, count) in that._exact.Unordered())
                AddBetweenEdges(value, count);
            return;
        }
        Summarise();
        _magnitudes!.Merge(that._magnitudes!);
        _distinct!.Merge(that._distinct!);
    }

    /// <inheritdoc/>
    public override ColumnProfile Clone()
    {
        var copy = new NumericProfile(Grid, _fine?.Clone())
        {
            Rows = Rows,
            Missing = Missing,
            Invalid = Invalid,
            OutOfRange = OutOfRange,
            NotANumber = NotANumber,
            PositiveInfinities = PositiveInfinities,
            NegativeInfinities = NegativeInfinities,
            _moments = _moments,
            _min = _min,
            _max = _max,
            _exact = _exact?.Clone(),
            _magnitudes = _magnitudes?.Clone(),
            _distinct = _distinct?.Clone(),
        };
        _cells.CopyTo(copy._cells, 0);
        _sums.CopyTo(copy._sums, 0);
        return copy;
    }

    /// <inheritdoc/>
    public override void Write(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        WriteBody().Finish(target);
    }
}
