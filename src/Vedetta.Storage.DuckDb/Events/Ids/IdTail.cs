using System.Numerics;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>The latest ids of a model in memory, by open addressing, until there are enough of them for a run. Not thread-safe.</summary>
internal sealed class IdTail
{
    private const int First = 256;

    // An empty place has the id 0; the one id whose hash is 0 goes by another number, which costs nothing but that pair of ids.
    private const ulong Zero = 0x9E3779B185EBCA87;
    private IdEntry[] _places = [];
    private int _shift;

    internal int Count { get; private set; }

    internal long Bytes => _places.LongLength * 16;

    internal void Add(ulong id, ulong row)
    {
        if ((Count + 1) * 3 > _places.Length * 2)
        {
            Grow();
        }

        id = id == 0 ? Zero : id;
        int at = Place(id);
        if (_places[at].Id == 0)
        {
            _places[at] = new IdEntry(id, row);
            Count++;
        }
    }

    internal bool TryGet(ulong id, out ulong row)
    {
        row = 0;
        if (Count == 0)
        {
            return false;
        }

        id = id == 0 ? Zero : id;
        IdEntry entry = _places[Place(id)];
        row = entry.Row;
        return entry.Id == id;
    }

    /// <summary>Every entry by ascending id.</summary>
    internal IdEntry[] Sorted()
    {
        var ids = new ulong[Count];
        var entries = new IdEntry[Count];
        int next = 0;
        foreach (IdEntry entry in _places)
        {
            if (entry.Id != 0)
            {
                ids[next] = entry.Id;
                entries[next++] = entry;
            }
        }

        Array.Sort(ids, entries);
        return entries;
    }

    internal void Clear() => (_places, Count) = ([], 0);

    /// <summary>The id a hash goes by here and in runs.</summary>
    internal static ulong Known(ulong id) => id == 0 ? Zero : id;

    private int Place(ulong id)
    {
        int at = (int)((id * Zero) >> _shift);
        while (_places[at].Id != 0 && _places[at].Id != id)
        {
            at = (at + 1) & (_places.Length - 1);
        }

        return at;
    }

    private void Grow()
    {
        IdEntry[] before = _places;
        _places = new IdEntry[Math.Max(First, before.Length * 2)];
        _shift = 64 - BitOperations.Log2((uint)_places.Length);
        foreach (IdEntry entry in before)
        {
            if (entry.Id != 0)
            {
                _places[Place(entry.Id)] = entry;
            }
        }
    }
}
