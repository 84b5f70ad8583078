using System.Buffers;

namespace Vedetta.Statistics.Profiles;

/// <summary>A correlation of two columns with its interval; null where it is not defined.</summary>
/// <param name="First">Name of the first column.</param>
/// <param name="Second">Name of the second column.</param>
/// <param name="N">Rows in which both have a finite value.</param>
/// <param name="Value">Pearson's correlation; null below two rows or when a column is constant.</param>
/// <param name="Low">Lower limit (Fisher's z); null below four rows.</param>
/// <param name="High">Upper limit.</param>
public sealed record Correlation(string First, string Second, long N, double? Value, double? Low, double? High);

/// <summary>
/// Mergeable pairwise co-moments of up to 40 numeric columns, each pair over the rows where both have a finite value.
/// Merging follows Chan, Golub and LeVeque (1983). One thread at a time may add.
/// </summary>
public sealed class CorrelationProfile
{
    /// <summary>Most columns one profile takes: 780 pairs.</summary>
    public const int ColumnLimit = 40;

    private readonly string[] _columns;
    private readonly Pair[] _pairs;

    /// <summary>Makes an empty profile of these columns.</summary>
    /// <exception cref="ArgumentException">More than 40 columns, or a name twice.</exception>
    public CorrelationProfile(IEnumerable<string> columns)
    {
        _columns = [.. columns];
        if (_columns.Length > ColumnLimit)
            throw new ArgumentException($"A correlation profile takes at most {ColumnLimit} columns, got {_columns.Length}.", nameof(columns));
        if (_columns.Distinct(StringComparer.Ordinal).Count() != _columns.Length)
            throw new ArgumentException("A correlation profile takes each column once.", nameof(columns));
        _pairs = new Pair[_columns.Length * (_columns.Length - 1) / 2];
    }

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>All rows added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds rows: one buffer per column, all of one length. Rows where a value is not finite are left out of its pairs.</summary>
    public void Add(ReadOnlySpan<ReadOnlyMemory<double>> columns) => Add(columns, [], all: true);

    /// <summary>Adds the rows with these numbers.</summary>
    public void Add(ReadOnlySpan<ReadOnlyMemory<double>> columns, ReadOnlySpan<int> rows) => Add(columns, rows, all: false);

    private void Add(ReadOnlySpan<ReadOnlyMemory<double>> columns, ReadOnlySpan<int> rows, bool all)
    {
        if (columns.Length != _columns.Length)
            throw new ArgumentException($"Expected {_columns.Length} columns, got {columns.Length}.", nameof(columns));
        foreach (var column in columns)
        {
            if (column.Length != columns[0].Length)
                throw new ArgumentException("All columns need the same number of rows.", nameof(columns));
        }
        var count = all ? (columns.IsEmpty ? 0 : columns[0].Length) : rows.Length;
        Rows += count;
        if (_pairs.Length == 0)
            return;
        var deviations = ArrayPool<double>.Shared.Rent(columns.Length * CenteredTile.Rows);
        for (var start = 0; start < count; start += CenteredTile.Rows)
        {
            var length = Math.Min(CenteredTile.Rows, count - start);
            AddTile(columns, all ? [] : rows.Slice(start, length), start, length, deviations);
        }
        ArrayPool<double>.Shared.Return(deviations);
    }

    /// <summary>Adds a tile of rows: those with these numbers, or without numbers those from <paramref name="start"/> on.</summary>
    private void AddTile(ReadOnlySpan<ReadOnlyMemory<double>> columns, ReadOnlySpan<int> rows, int start, int length, double[] deviations)
    {
        Span<CenteredTile> tiles = stackalloc CenteredTile[ColumnLimit];
        for (var i = 0; i < columns.Length; i++)
        {
            var tile = deviations.AsSpan(i * CenteredTile.Rows, length);
            var values = columns[i].Span;
            if (rows.IsEmpty)
                values.Slice(start, length).CopyTo(tile);
            else
                for (var row = 0; row < length; row++)
                    tile[row] = values[rows[row]];
            tiles[i] = CenteredTile.Of(tile);
        }
        var at = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            var x = deviations.AsSpan(i * CenteredTile.Rows, length);
            for (var j = i + 1; j < columns.Length; j++)
                _pairs[at++].Merge(tiles[i].AllFinite && tiles[j].AllFinite
                    ? Pair.Of(tiles[i], tiles[j], length, CenteredTile.Product(x, deviations.AsSpan(j * CenteredTile.Rows, length)))
                    : rows.IsEmpty
                        ? Pair.Of(columns[i].Span.Slice(start, length), columns[j].Span.Slice(start, length))
                        : Pair.Of(columns[i].Span, columns[j].Span, rows));
        }
    }

    /// <summary>Adds everything the other has seen.</summary>
    /// <exception cref="InvalidOperationException">The columns differ.</exception>
    public void Merge(CorrelationProfile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other._columns.AsSpan().SequenceEqual(_columns))
            throw new InvalidOperationException("Correlation profiles of different columns cannot be merged.");
        Rows += other.Rows;
        for (var i = 0; i < _pairs.Length; i++)
            _pairs[i].Merge(other._pairs[i]);
    }

    /// <summary>An independent copy.</summary>
    public CorrelationProfile Clone()
    {
        var copy = new CorrelationProfile(_columns);
        copy.Merge(this);
        return copy;
    }

    /// <summary>All pairs with correlation and Fisher interval at the given confidence.</summary>
    public IReadOnlyList<Correlation> Correlations(double confidence = 0.95)
    {
        var result = new List<Correlation>(_pairs.Length);
        var at = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            for (var j = i + 1; j < _columns.Length; j++)
            {
                var pair = _pairs[at++];
                var interval = pair.Value is { } r ? Intervals.FisherZ.Interval(r, pair.N, confidence) : null;
                result.Add(new Correlation(_columns[i], _columns[j], pair.N, pair.Value, interval?.Low, interval?.High));
            }
        }
        return result;
    }

    /// <summary>Writes the binary form.</summary>
    public void Write(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var writer = new ProfileWriter(ProfileKind.Correlation, (_pairs.Length * 48) + 256);
        writer.Count(Rows);
        writer.Count(_columns.Length);
        foreach (var column in _columns)
            writer.Text(column);
        foreach (var pair in _pairs)
            pair.Write(writer);
        writer.Finish(target);
    }

    /// <summary>Reads the binary form.</summary>
    /// <exception cref="FormatException">The bytes are damaged.</exception>
    public static CorrelationProfile Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProfileReader(bytes, ProfileKind.Correlation);
        var rows = reader.Count();
        var columns = new string[reader.Index(ColumnLimit + 1)];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = reader.Text();
        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Length)
            throw reader.Damaged("a column appears twice");
        var profile = new CorrelationProfile(columns) { Rows = rows };
        for (var i = 0; i < profile._pairs.Length; i++)
            profile._pairs[i] = Pair.Read(ref reader);
        reader.End();
        return profile;
    }

    private struct Pair
    {
        private double _meanX;
        private double _meanY;
        private double _xx;
        private double _yy;
        private double _xy;

        public long N { get; private set; }

        public readonly double? Value => N < 2 || !(_xx > 0) || !(_yy > 0) ? null : Math.Clamp(_xy / Math.Sqrt(_xx) / Math.Sqrt(_yy), -1, 1);

        public static Pair Of(in CenteredTile x, in CenteredTile y, int rows, double product) =>
            new() { N = rows, _meanX = x.Mean, _meanY = y.Mean, _xx = x.Squares, _yy = y.Squares, _xy = product };

        public static Pair Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            var sums = default(Pair);
            for (var i = 0; i < x.Length; i++)
                sums.AddSum(x[i], y[i]);
            sums.CloseMeans();
            for (var i = 0; i < x.Length; i++)
                sums.AddDeviation(x[i], y[i]);
            return sums;
        }

        public static Pair Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> rows)
        {
            var sums = default(Pair);
            foreach (var i in rows)
                sums.AddSum(x[i], y[i]);
            sums.CloseMeans();
            foreach (var i in rows)
                sums.AddDeviation(x[i], y[i]);
            return sums;
        }

        private void AddSum(double x, double y)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
                return;
            N++;
            _meanX += x;
            _meanY += y;
        }

        private void CloseMeans()
        {
            if (N == 0)
                return;
            _meanX /= N;
            _meanY /= N;
        }

        private void AddDeviation(double x, double y)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
                return;
            var (dx, dy) = (x - _meanX, y - _meanY);
            _xx += dx * dx;
            _yy += dy * dy;
            _xy += dx * dy;
        }

        public void Merge(in Pair other)
        {
            if (other.N == 0)
                return;
            var n = N + other.N;
            var (dx, dy) = (other._meanX - _meanX, other._meanY - _meanY);
            var weight = (double)N * other.N / n;
            _xx += other._xx + (dx * dx * weight);
            _yy += other._yy + (dy * dy * weight);
            _xy += other._xy + (dx * dy * weight);
            _meanX += dx * other.N / n;
            _meanY += dy * other.N / n;
            N = n;
        }

        public readonly void Write(ProfileWriter writer)
        {
            writer.Count(N);
            writer.Double(_meanX);
            writer.Double(_meanY);
            writer.Double(_xx);
            writer.Double(_yy);
            writer.Double(_xy);
        }

        public static Pair Read(ref ProfileReader reader) => new()
        {
            N = reader.Count(),
            _meanX = reader.Double(),
            _meanY = reader.Double(),
            _xx = reader.Double(),
            _yy = reader.Double(),
            _xy = reader.Double(),
        };
    }
}
