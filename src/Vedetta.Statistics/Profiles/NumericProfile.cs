using System.Buffers;
using System.Runtime.CompilerServices;
using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Profile of a numeric column: counts, exact moments, counts and sums on the grid of the reference, a quantile and a
/// distinct sketch that are exact up to 2,000 distinct values besides the grid's edges, and optionally 1,000 equal bins.
/// Without sketches it takes less time and memory, knows quantiles only within the intervals of the grid and does not
/// know the number of distinct values.
/// </summary>
public sealed partial class NumericProfile : ColumnProfile
{
    private const int BlockSize = 256;
    private const int FewLimit = 64;
    private const int VectorLength = 8; // doubles in the widest vector

    // From here on bringing two tables of counts together costs less than counting in one.
    private const int Long = 64 * BlockSize;

    private readonly NumericGrid _grid;
    private readonly bool _hasGrid;
    private Moments _moments;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    // A small hour keeps its few values as they are; the counts on the grid are built when there are more, or when
    // somebody asks. Building from the same values twice gives the same counts, so readers need no lock.
    private double[]? _few = [];
    private int _fewCount;
    private GridCounts? _counts;
    private FineHistogram? _fine;

    /// <summary>Makes an empty profile.</summary>
    /// <param name="grid">Edges fixed by the reference; null while there is none.</param>
    /// <param name="fine">An empty fine histogram over the score's range, for the score only.</param>
    /// <param name="sketches">False to keep only counts, moments, extremes and the grid.</param>
    public NumericProfile(NumericGrid? grid = null, FineHistogram? fine = null, bool sketches = true)
    {
        HasSketches = sketches;
        if (!sketches)
        {
            _few = null;
            _counts = new GridCounts(grid ?? NumericGrid.Empty, sketches: false);
        }
        _hasGrid = grid is not null;
        _grid = grid ?? NumericGrid.Empty;
        _fine = fine;
    }

    /// <summary>The grid, or null when the profile was made without one.</summary>
    public NumericGrid? Grid => _hasGrid ? _grid : null;

    /// <summary>False for a profile of counts, moments, extremes and the grid alone.</summary>
    public bool HasSketches { get; }

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
    public bool IsExact => _few is not null || Counts.Exact is not null;

    /// <inheritdoc/>
    public override bool DistinctIsExact => IsExact;

    /// <inheritdoc/>
    public override double Distinct => Counts.Distinct;

    private GridCounts Counts
    {
        get
        {
            if (_counts is { } counts)
                return counts;
            counts = new GridCounts(_grid, HasSketches);
            counts.Add(_few.AsSpan(0, _fewCount));
            _counts = counts;
            return counts;
        }
    }

    /// <summary>Adds values; NaN with a mark counts as missing or invalid (see <see cref="NumericValue"/>).</summary>
    [SkipLocalsInit]
    public void Add(ReadOnlySpan<double> values)
    {
        Span<double> finite = stackalloc double[BlockSize + (2 * FiniteValues.Padding)];
        Span<double> others = stackalloc double[BlockSize + FiniteValues.Padding];
        var mixed = false; // values that are not finite come in neighbouring blocks
        var held = 0; // finite values of a mixed block that do not fill a vector wait for the next: odd lengths cost a slow tail
        var fold = values.Length < Long;
        while (!values.IsEmpty)
        {
            var block = values[..Math.Min(BlockSize, values.Length)];
            values = values[block.Length..];
            Rows += block.Length;
            if (!mixed)
            {
                var sums = BlockSums.Of(block, Processor.Widest);
                if (sums.AllFinite)
                {
                    AddFinite(finite[..held], fold);
                    held = 0;
                    AddFinite(HasSketches ? WithoutNegativeZeros(block, finite) : block, sums, fold);
                    continue;
                }
            }
            var n = FiniteValues.Part(block, finite[held..], others, Processor.Widest);
            foreach (var value in others[..(block.Length - n)])
                AddSpecial(value);
            mixed = n < block.Length;
            held += n;
            var ready = held & ~(VectorLength - 1);
            AddFinite(finite[..ready], fold);
            finite[ready..held].CopyTo(finite);
            held -= ready;
        }
        AddFinite(finite[..held], fold);
        if (!fold)
            _counts?.Fold();
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

    // The sketches tell values apart by their bits.
    private static ReadOnlySpan<double> WithoutNegativeZeros(ReadOnlySpan<double> values, Span<double> room)
    {
        PositiveZero.Copy(values, room, Processor.Widest);
        return room[..values.Length];
    }

    private void AddFinite(ReadOnlySpan<double> values, bool fold)
    {
        if (!values.IsEmpty)
            AddFinite(values, BlockSums.Of(values, Processor.Widest), fold);
    }

    private void AddFinite(ReadOnlySpan<double> values, in BlockSums sums, bool fold)
    {
        _moments.Add(sums, values.Length);
        _min = Math.Min(_min, sums.Min);
        _max = Math.Max(_max, sums.Max);
        if (!TryKeepFew(values))
            Counts.Add(values, fold);
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

    /// <summary>Keeps values as they are while they are few; false once they belong on the grid.</summary>
    private bool TryKeepFew(ReadOnlySpan<double> values)
    {
        if (_few is null)
            return false;
        if (_fewCount + values.Length > FewLimit)
        {
            _ = Counts; // takes the few over
            _few = null;
            return false;
        }
        if (_fewCount + values.Length > _few.Length)
            Array.Resize(ref _few, Math.Max(_fewCount + values.Length, Math.Min(FewLimit, 2 * _few.Length)));
        values.CopyTo(_few.AsSpan(_fewCount));
        _fewCount += values.Length;
        _counts = null;
        return true;
    }

    /// <inheritdoc/>
    public override void Merge(ColumnProfile other)
    {
        var that = Same<NumericProfile>(other);
        if (that._hasGrid != _hasGrid || !that._grid.Equals(_grid))
            throw new InvalidOperationException("Numeric profiles on different grids cannot be merged; make both on the grid of one reference.");
        if (that.HasSketches != HasSketches)
            throw new InvalidOperationException("A profile with sketches cannot be merged with one without.");
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
        if (that._few is not null)
        {
            var values = that._few.AsSpan(0, that._fewCount);
            if (!TryKeepFew(values))
                Counts.Add(values);
            return;
        }
        var counts = Counts;
        _few = null;
        counts.Merge(that.Counts);
    }

    /// <inheritdoc/>
    public override ColumnProfile Clone()
    {
        var copy = new NumericProfile(Grid, _fine?.Clone(), HasSketches)
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
            _few = (double[]?)_few?.Clone(),
            _fewCount = _fewCount,
            _counts = _few is null ? Counts.Clone() : null,
        };
        return copy;
    }

    /// <inheritdoc/>
    public override void Write(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        WriteBody().Finish(target);
    }
}
