namespace Vedetta.Statistics.Profiles;

/// <summary>Distinct finite values with their counts, kept exactly while there are at most <see cref="Limit"/> of them.</summary>
internal sealed class ExactValues
{
    /// <summary>Beyond this many distinct values a profile keeps sketches instead.</summary>
    public const int Limit = 2000;

    private double[] _keys = new double[16];
    private long[] _counts = new long[16];

    public int Distinct { get; private set; }

    /// <summary>Counts a value; false (and nothing is counted) when it would be one distinct value too many.</summary>
    public bool TryAdd(double value, long count)
    {
        var slot = SlotOf(value);
        if (_counts[slot] == 0)
        {
            if (Distinct == Limit)
                return false;
            if ((Distinct + 1) * 4 > _keys.Length * 3)
            {
                Grow();
                slot = SlotOf(value);
            }
            _keys[slot] = value;
            Distinct++;
        }
        _counts[slot] += count;
        return true;
    }

    public IEnumerable<(double Value, long Count)> Unordered()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_counts[i] != 0)
                yield return (_keys[i], _counts[i]);
        }
    }

    public (double Value, long Count)[] Sorted()
    {
        var values = new double[Distinct];
        var counts = new long[Distinct];
        var n = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_counts[i] != 0)
                (values[n], counts[n++]) = (_keys[i], _counts[i]);
        }
        Array.Sort(values, counts);
        var result = new (double, long)[n];
        for (var i = 0; i < n; i++)
            result[i] = (values[i], counts[i]);
        return result;
    }

    public ExactValues Clone() => new() { _keys = (double[])_keys.Clone(), _counts = (long[])_counts.Clone(), Distinct = Distinct };

    private int SlotOf(double value)
    {
        var mask = _keys.Length - 1;
        var slot = (int)Hashing.Of(value) & mask;
        while (_counts[slot] != 0 && _keys[slot] != value)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (keys, counts) = (_keys, _counts);
        _keys = new double[keys.Length * 2];
        _counts = new long[counts.Length * 2];
        for (var i = 0; i < keys.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            var slot = SlotOf(keys[i]);
            (_keys[slot], _counts[slot]) = (keys[i], counts[i]);
        }
    }
}
