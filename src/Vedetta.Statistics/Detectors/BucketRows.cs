namespace Vedetta.Statistics.Detectors;

/// <summary>
/// The window of ADWIN as an exponential histogram: row i holds a few buckets of 2^i values each, oldest first. A row that
/// is full merges its two oldest buckets into the next row, so a window of n values takes O(log n) buckets.
/// </summary>
internal sealed class BucketRows
{
    private const int MostRows = 62;

    // Buckets leave at the front of a row: its place moves on, and only when it reaches the end are they moved back.
    private readonly int _perRow;
    private readonly int _places;
    private readonly Row[] _rowsUsed = new Row[MostRows];
    private Bucket[] _buckets;
    private int _rows = 1;
    private double _width;
    private double _total;
    private double _squaresAll;

    public BucketRows(int perRow)
    {
        // One place more than a row may hold, for the bucket that makes it merge.
        _perRow = perRow + 1;
        _places = 4 * _perRow;
        _buckets = new Bucket[32 * _places];
    }

    /// <summary>Values in the window.</summary>
    public double Width => _width;

    /// <summary>Sum of the values.</summary>
    public double Total => _total;

    /// <summary>Sum of squared differences from the mean.</summary>
    public double Squares => _squaresAll;

    /// <summary>Mean of the values; 0 of none.</summary>
    public double Mean => _width > 0 ? _total / _width : 0;

    /// <summary>Buckets.</summary>
    public int Buckets => _rowsUsed.Take(_rows).Sum(row => row.Used);

    public void Add(double value)
    {
        var before = _width++;
        if (before > 0)
        {
            // (w - 1) (x - mean)^2 / w with one division.
            var away = (value * before) - _total;
            _squaresAll += away * away / (before * _width);
        }

        _total += value;
        if (Append(0, new(value, 0)) == _perRow)
            Merge();
    }

    public void Clear()
    {
        Array.Clear(_rowsUsed);
        (_rows, _width, _total, _squaresAll) = (1, 0, 0, 0);
    }

    public void DropOldest()
    {
        var row = _rows - 1;
        double n = 1L << row;
        var (total, squares) = Used(row)[0];
        _width -= n;
        _total -= total;
        if (_width > 0)
        {
            var away = (total / n) - (_total / _width);
            _squaresAll -= squares + (n * _width * away * away / (n + _width));
        }
        else
        {
            _squaresAll = 0;
        }

        RemoveOldest(row, 1);
        while (_rows > 1 && _rowsUsed[_rows - 1].Used == 0)
            _rows--;
    }

    /// <summary>
    /// Whether some cut between an older part of n0 values and a newer part of n1, both of at least
    /// <paramref name="smallestPart"/>, has means further apart than
    /// eps = sqrt(2 m v ln(2 ln(n) / delta)) + 2/3 m ln(2 ln(n) / delta), v the variance of the whole window and
    /// m = 1/(n0 - s + 1) + 1/(n1 - s + 1), s the smallest part.
    /// </summary>
    /// <param name="delta">Confidence.</param>
    /// <param name="smallestPart">Fewest values of a part.</param>
    /// <param name="allCuts">False counts the newest bucket of each row to the newer part whatever the cut, as older programs do.</param>
    public bool HasCut(double delta, int smallestPart, bool allCuts)
    {
        if (_width < 2)
            return false;
        var confidence = Math.Log(2 * Math.Log(_width) / delta);
        var spread = 2 * (_squaresAll / _width) * confidence;
        var linear = 2.0 / 3 * confidence;
        double n0 = 0;
        double u0 = 0;
        double less = smallestPart - 1;
        for (var row = _rows - 1; row >= 0; row--)
        {
            double size = 1L << row;
            var buckets = Used(row);
            // The newest bucket of all has nothing behind it.
            var cuts = allCuts && row > 0 ? buckets.Length : buckets.Length - 1;
            for (var k = 0; k < cuts; k++)
            {
                n0 += size;
                u0 += buckets[k].Total;
                var n1 = _width - n0;
                if (n1 < smallestPart)
                    return false;
                if (n0 < smallestPart)
                    continue;
                // |mean0 - mean1| > sqrt(spread m) + linear m; most cuts already fail the part under the root, without a division.
                var (a, b) = (n0 - less, n1 - less);
                var product = n0 * n1;
                var apart = (u0 * n1) - ((_total - u0) * n0);
                if (apart * apart * (a * b) <= spread * (a + b) * (product * product))
                    continue;
                var m = (a + b) / (a * b);
                var beyond = (Math.Abs(apart) / product) - (linear * m);
                if (beyond > 0 && beyond * beyond > spread * m)
                    return true;
            }
        }

        return false;
    }

    public void Exchange(DetectorState state)
    {
        state.Count(ref _rows, MostRows);
        state.Number(ref _width);
        state.Number(ref _total);
        state.Number(ref _squaresAll);
        Reserve(_rows);
        for (var row = 0; row < _rows; row++)
        {
            var used = _rowsUsed[row].Used;
            state.Count(ref used, _perRow - 1);
            _rowsUsed[row] = new Row { First = _rowsUsed[row].First, Used = used };
            foreach (ref var bucket in Used(row))
            {
                var (total, squares) = bucket;
                state.Number(ref total);
                state.Number(ref squares);
                bucket = new(total, squares);
            }
        }
    }

    private Span<Bucket> Used(int row) => _buckets.AsSpan((row * _places) + _rowsUsed[row].First, _rowsUsed[row].Used);

    private void Merge()
    {
        for (var row = 0; _rowsUsed[row].Used == _perRow; row++)
        {
            var buckets = Used(row);
            var (a, b) = (buckets[0], buckets[1]);
            // The number of values is a power of two: dividing by it rounds nothing.
            var away = a.Total - b.Total;
            var merged = new Bucket(a.Total + b.Total, a.Squares + b.Squares + (away * away * (0.5 / (1L << row))));
            RemoveOldest(row, 2);
            if (row + 1 == _rows)
                Reserve(++_rows);
            Append(row + 1, merged);
        }
    }

    private int Append(int row, Bucket bucket)
    {
        ref var used = ref _rowsUsed[row];
        if (used.First + used.Used == _places)
        {
            Used(row).CopyTo(_buckets.AsSpan(row * _places));
            used.First = 0;
        }

        _buckets[(row * _places) + used.First + used.Used] = bucket;
        return ++used.Used;
    }

    private void RemoveOldest(int row, int count)
    {
        ref var used = ref _rowsUsed[row];
        used.First += count;
        used.Used -= count;
    }

    private void Reserve(int rows)
    {
        if (rows * _places > _buckets.Length)
            Array.Resize(ref _buckets, MostRows * _places);
    }

    private struct Row
    {
        public int First;
        public int Used;
    }

    /// <summary>Values together: their sum, and the sum of their squared differences from their mean.</summary>
    private readonly record struct Bucket(double Total, double Squares);
}
