namespace Vedetta.Statistics.Learners;

/// <summary>How the values of one column become bins: a byte each, the last bin for missing values.</summary>
internal abstract class ColumnBins
{
    /// <summary>Above this many rows bins are made from a sample.</summary>
    private const int MostRows = 200_000;

    /// <summary>Number of bins, that of missing values included; at most 256.</summary>
    public abstract int Count { get; }

    /// <summary>True when bins have no order.</summary>
    public abstract bool IsCategorical { get; }

    /// <summary>True when no split can tell rows apart.</summary>
    public abstract bool IsConstant { get; }

    /// <summary>Writes the bin of every row of a column of the same name and type.</summary>
    public abstract void Encode(LearningColumn column, Span<byte> bins);

    /// <summary>Chooses the bins of a column from the rows trained on.</summary>
    public static ColumnBins Of(LearningColumn column, ReadOnlySpan<int> rows, BoostingOptions options)
    {
        if (rows.Length > MostRows)
        {
            var chosen = Permutation.Sample(rows.Length, MostRows, options.Seed);
            for (var i = 0; i < chosen.Length; i++)
                chosen[i] = rows[chosen[i]];
            rows = chosen;
        }
        return column is NumericColumn numeric ? NumericBins.Of(numeric.Values, rows, options.Bins) : CategoricalBins.Of((CategoricalColumn)column, rows);
    }
}

/// <summary>Bins of numbers: intervals that hold about equally many rows, or one value each when there are few.</summary>
internal sealed class NumericBins : ColumnBins
{
    /// <summary>Most bins, so that with the one of missing values a byte holds them.</summary>
    public const int Most = 255;

    /// <summary>Upper edges of all bins but the last: bin i holds the values above edge i - 1 and up to edge i.</summary>
    private readonly double[] _edges;
    private readonly bool _missing;

    private NumericBins(double[] edges, bool missing)
    {
        _edges = edges;
        _missing = missing;
    }

    public override int Count => _edges.Length + 2;

    public override bool IsCategorical => false;

    public override bool IsConstant => _edges.Length == 0 && !_missing;

    public static NumericBins Of(double[] column, ReadOnlySpan<int> rows, int most)
    {
        var present = new double[rows.Length];
        var count = 0;
        foreach (var row in rows)
        {
            if (!double.IsNaN(column[row]))
                present[count++] = column[row];
        }
        Array.Resize(ref present, count);
        RadixSort.Sort(present);
        var distinct = 0;
        for (var i = 0; i < count && distinct <= most; i++)
            distinct += i == 0 || present[i] != present[i - 1] ? 1 : 0;
        return new NumericBins(distinct <= most ? EachValue(present) : Quantiles(present, most), count < rows.Length);
    }

    public override void Encode(LearningColumn column, Span<byte> bins)
    {
        var values = ((NumericColumn)column).Values;
        var missing = (byte)(_edges.Length + 1);
        for (var i = 0; i < values.Length; i++)
            bins[i] = double.IsNaN(values[i]) ? missing : Bin(values[i]);
    }

    private byte Bin(double value)
    {
        var (low, length) = (0, _edges.Length);
        while (length > 0)
        {
            var half = length >> 1;
            if (_edges[low + half] < value)
            {
                low += half + 1;
                length -= half + 1;
            }
            else
            {
                length = half;
            }
        }
        return (byte)low;
    }

    private static double[] EachValue(double[] sorted)
    {
        var edges = new List<double>();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1])
                edges.Add(Between(sorted[i - 1], sorted[i]));
        }
        return [.. edges];
    }

    /// <summary>A value with more rows than a bin should hold gets one for itself; the rest share what is left evenly.</summary>
    private static double[] Quantiles(double[] sorted, int most)
    {
        var edges = new List<double>();
        var (held, start) = (0, 0);
        while (start < sorted.Length)
        {
            var end = EndOfTies(sorted, start);
            held += end - start;
            if (end == sorted.Length || edges.Count == most - 1)
                break;
            var wanted = (double)(sorted.Length - end + held) / (most - edges.Count);
            var next = EndOfTies(sorted, end) - end;
            if (held >= wanted || next >= wanted || held + (next / 2.0) > wanted)
            {
                edges.Add(Between(sorted[end - 1], sorted[end]));
                held = 0;
            }
            start = end;
        }
        return [.. edges];
    }

    private static int EndOfTies(double[] sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
            end++;
        return end;
    }

    private static double Between(double below, double above)
    {
        var middle = below + ((above - below) / 2);
        return middle >= below && middle < above ? middle : below;
    }
}

/// <summary>Bins of categories: one each for the most frequent, one for all others and unknown ones.</summary>
internal sealed class CategoricalBins : ColumnBins
{
    private const int MostLevels = 254;
    private readonly Dictionary<string, byte> _known;
    private readonly bool _constant;

    private CategoricalBins(Dictionary<string, byte> known, bool constant)
    {
        _known = known;
        _constant = constant;
    }

    public override int Count => _known.Count + 2;

    public override bool IsCategorical => true;

    public override bool IsConstant => _constant;

    public static CategoricalBins Of(CategoricalColumn column, ReadOnlySpan<int> rows)
    {
        var counts = new int[column.Levels.Count];
        var missing = 0;
        foreach (var row in rows)
        {
            if (column.Codes[row] < 0)
                missing++;
            else
                counts[column.Codes[row]]++;
        }
        var present = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0)
            .OrderByDescending(i => counts[i]).ThenBy(i => column.Levels[i], StringComparer.Ordinal).ToList();
        var known = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var level in present.Take(MostLevels))
            known[column.Levels[level]] = (byte)known.Count;
        return new CategoricalBins(known, present.Count + (missing > 0 ? 1 : 0) < 2);
    }

    public override void Encode(LearningColumn column, Span<byte> bins)
    {
        var categories = (CategoricalColumn)column;
        var other = (byte)_known.Count;
        var map = new byte[categories.Levels.Count];
        for (var i = 0; i < map.Length; i++)
            map[i] = _known.TryGetValue(categories.Levels[i], out var bin) ? bin : other;
        for (var i = 0; i < categories.Codes.Length; i++)
            bins[i] = categories.Codes[i] < 0 ? (byte)(other + 1) : map[categories.Codes[i]];
    }
}
