using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Profiles;

/// <summary>Distinct finite values with their counts, kept exactly while there are at most <see cref="Limit"/> of them.</summary>
internal sealed class ExactValues
{
    /// <summary>Beyond this many distinct values a profile keeps sketches instead.</summary>
    public const int Limit = 2000;

    // A quarter full while it can be, at most half full: most values are found at the first look.
    private const int MostEntries = 4096;

    private Entry[] _entries = new Entry[16];

    /// <summary>A value beside its count: one place in memory per look-up.</summary>
    private record struct Entry(double Value, long Count);

    public int Distinct { get; private set; }

    /// <summary>Counts values until one would be one distinct value too many; the number of values counted.</summary>
    public int Add(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            ref var entry = ref EntryOf(values[i]);
            if (entry.Count != 0)
                entry.Count++;
            else if (!TryInsert(ref entry, values[i], 1))
                return i;
        }
        return values.Length;
    }

    /// <summary>Counts a value; false (and nothing is counted) when it would be one distinct value too many.</summary>
    public bool TryAdd(double value, long count)
    {
        ref var entry = ref EntryOf(value);
        if (entry.Count == 0)
            return TryInsert(ref entry, value, count);
        entry.Count += count;
        return true;
    }

    public IEnumerable<(double Value, long Count)> Unordered()
    {
        foreach (var entry in _entries)
        {
            if (entry.Count != 0)
                yield return (entry.Value, entry.Count);
        }
    }

    /// <summary>How many of the values are at most this one.</summary>
    public long CountAtMost(double value)
    {
        long sum = 0;
        foreach (var entry in _entries)
            sum += entry.Value <= value ? entry.Count : 0;
        return sum;
    }

    public (double Value, long Count)[] Sorted()
    {
        var result = new (double Value, long Count)[Distinct];
        var n = 0;
        foreach (var entry in _entries)
        {
            if (entry.Count != 0)
                result[n++] = (entry.Value, entry.Count);
        }
        Array.Sort(result, static (a, b) => a.Value.CompareTo(b.Value));
        return result;
    }

    public ExactValues Clone() => new() { _entries = (Entry[])_entries.Clone(), Distinct = Distinct };

    private bool TryInsert(ref Entry free, double value, long count)
    {
        if (Distinct == Limit)
            return false;
        if ((Distinct + 1) * 4 > _entries.Length && _entries.Length < MostEntries)
        {
            Grow();
            free = ref EntryOf(value);
        }
        free = new Entry(value, count);
        Distinct++;
        return true;
    }

    /// <summary>The entry of a value, or the free one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry EntryOf(double value)
    {
        ref var entries = ref MemoryMarshal.GetArrayDataReference(_entries);
        var mask = _entries.Length - 1;
        var bits = BitConverter.DoubleToUInt64Bits(value);
        // Two rounds: after one, neighbouring whole numbers share slots.
        bits *= 0x9E37_79B9_7F4A_7C15;
        bits = (bits ^ (bits >> 32)) * 0xBF58_476D_1CE4_E5B9;
        var slot = (int)(bits >> 40) & mask;
        while (true)
        {
            ref var entry = ref Unsafe.Add(ref entries, slot);
            if (entry.Value == value || entry.Count == 0)
                return ref entry;
            slot = (slot + 1) & mask;
        }
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Count != 0)
                EntryOf(entry.Value) = entry;
        }
    }
}
