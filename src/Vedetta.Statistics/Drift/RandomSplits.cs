namespace Vedetta.Statistics.Drift;

/// <summary>
/// Random splits of pooled rows into two sides of given sizes, level by level. A small side is drawn row by row from the
/// pooled rows (a shuffle that stops early and goes on from where it stands), a large one level by level from the
/// hypergeometric distribution; both are exact.
/// </summary>
internal sealed class RandomSplits
{
    // A row costs about as much as the sixteenth part of a hypergeometric number.
    private const int RowsPerLevel = 16;
    private const long MostRows = 1 << 20;

    private readonly long[] _pooled;
    private readonly long[] _drawn;
    private readonly int[]? _rows;
    private readonly long _total;
    private readonly long _side;
    private SeededRandom _random;

    /// <summary>Prepares the splits.</summary>
    /// <param name="pooled">Rows per level on both sides together.</param>
    /// <param name="side">Rows of the smaller side.</param>
    /// <param name="seed">Of the draws.</param>
    public RandomSplits(IEnumerable<long> pooled, long side, ulong seed)
    {
        _pooled = [.. pooled.OrderByDescending(t => t)];
        _drawn = new long[_pooled.Length];
        _total = _pooled.Sum();
        _side = side;
        _random = new SeededRandom(seed);
        if (_total > MostRows || side > RowsPerLevel * (long)_pooled.Length)
            return;
        _rows = new int[_total];
        var at = 0;
        for (var level = 0; level < _pooled.Length; level++)
        {
            _rows.AsSpan(at, (int)_pooled[level]).Fill(level);
            at += (int)_pooled[level];
        }
    }

    /// <summary>Pearson's X2 of the table of one more split.</summary>
    public double NextX2()
    {
        if (_rows is not null)
            DrawRows(_rows);
        else
            DrawLevels();

        // With the sizes of the sides fixed, X2 is the sum over levels of (o - e)^2 / (t share (1 - share)) of one side.
        var share = _side / (double)_total;
        double sum = 0;
        for (var i = 0; i < _pooled.Length; i++)
        {
            var gap = _drawn[i] - (_pooled[i] * share);
            sum += gap * gap / _pooled[i];
        }
        return sum / (share * (1 - share));
    }

    private void DrawRows(int[] rows)
    {
        Array.Clear(_drawn);
        for (var i = 0; i < (int)_side; i++)
        {
            var j = i + (int)(_random.NextDouble() * (rows.Length - i));
            (rows[i], rows[j]) = (rows[j], rows[i]);
            _drawn[rows[i]]++;
        }
    }

    private void DrawLevels()
    {
        var left = _total;
        var toDraw = _side;
        for (var i = 0; i < _pooled.Length; i++)
        {
            _drawn[i] = toDraw == 0 ? 0 : Hypergeometric.Draw(ref _random, _pooled[i], left, toDraw);
            left -= _pooled[i];
            toDraw -= _drawn[i];
        }
    }
}
