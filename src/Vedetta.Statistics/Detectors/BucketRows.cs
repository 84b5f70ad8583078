namespace Vedetta.Statistics.Detectors;

/// <summary>
/// The window of ADWIN as an exponential histogram: row i holds a few buckets of 2^i values each, oldest first. A row that
/// is full merges its two oldest buckets into the next row, so a window of n values takes O(log n) buckets.
/// </summary>
internal sealed class BucketRows
{
    private const int MostRows = 62;

    private readonly int _perRow;
    private readonly int[] _used = new int[MostRows];
    private double[] _totals;
    private double[] _squares;
    private int _rows = 1;
    private double _width;
    private double _total;
    private double _squaresAll;

    public BucketRows(int perRow)
    {
        // One place more than a row may hold, for the bucket that makes it merge.
        _perRow = perRow + 1;
        _totals = new double[32 * _perRow];
        _squares = new double[32 * _perRow];
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
    public int Buckets => _used.AsSpan(0, _rows).ToArray().Sum();

    public void Add(double value)
    {
        _width++;
        if (_width > 1)
        {
            var away = value - (_total / (_width - 1));
            _squaresAll += (_width - 1) * away * away / _width;
        }

        _total += value;
        var place = _used[0]++;
        _totals[place] = value;
        _squares[place] = 0;
        if (place + 1 == _perRow)
            Merge();
    }

    public void Clear()
    {
        Array.Clear(_used);
        (_rows, _width, _total, _squaresAll) = (1, 0, 0, 0);
    }

    public void DropOldest()
    {
        var row = _rows - 1;
        var first = row * _perRow;
        double n = 1L << row;
        var (total, squares) = (_totals[first], _squares[first]);
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

        Shift(row, 1);
        while (_rows > 1 && _used[_rows - 1] == 0)
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
            var totals = _totals.AsSpan(row * _perRow, _used[row]);
            // The newest bucket of all has nothing behind it.
            var cuts = allCuts && row > 0 ? totals.Length : totals.Length - 1;
            for (var k = 0; k < cuts; k++)
            {
                n0 += size;
                u0 += totals[k];
                var n1 = _width - n0;
                if (n1 < smallestPart)
                    return false;
                if (n0 < smallestPart)
                    continue;
                // |mean0 - mean1| > sqrt(spread m) + linear m, without the division and the root where the linear part decides.
                var (a, b) = (n0 - less, n1 - less);
                var m = (a + b) / (a * b);
                var beyond = (Math.Abs((u0 * n1) - ((_total - u0) * n0)) / (n0 * n1)) - (linear * m);
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
            state.Count(ref _used[row], _perRow - 1);
            state.Numbers(_totals.AsSpan(row * _perRow, _used[row]));
            state.Numbers(_squares.AsSpan(row * _perRow, _used[row]));
        }
    }

    private void Merge()
    {
        for (var row = 0; _used[row] == _perRow; row++)
        {
            var first = row * _perRow;
            double n = 1L << row;
            var away = (_totals[first] - _totals[first + 1]) / n;
            var total = _totals[first] + _totals[first + 1];
            var squares = _squares[first] + _squares[first + 1] + (n * 0.5 * away * away);
            Shift(row, 2);
            if (row + 1 == _rows)
                Reserve(++_rows);
            var place = ((row + 1) * _perRow) + _used[row + 1]++;
            _totals[place] = total;
            _squares[place] = squares;
        }
    }

    private void Shift(int row, int by)
    {
        var first = row * _perRow;
        _used[row] -= by;
        for (var i = first; i < first + _used[row]; i++)
        {
            _totals[i] = _totals[i + by];
            _squares[i] = _squares[i + by];
        }
    }

    private void Reserve(int rows)
    {
        if (rows * _perRow <= _totals.Length)
            return;
        Array.Resize(ref _totals, MostRows * _perRow);
        Array.Resize(ref _squares, MostRows * _perRow);
    }
}
