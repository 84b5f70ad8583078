using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>
/// Which ids may already be stored, per model and month of event time, in at most 2 bytes an id: filters that grow by six
/// tenths each keep 10 bits an entry, so 16 at the moment one is added. A hit only means that the store must be asked.
/// Owned by the writer; not thread-safe.
/// </summary>
internal sealed class KnownIds
{
    private const int First = 4096;
    private readonly Dictionary<ModelId, SortedDictionary<int, List<BlockedBloom>>> _models = [];

    /// <summary>Memory of all filters.</summary>
    public long Bytes => _models.Values.Sum(m => m.Values.Sum(f => f.Sum(b => b.Bytes)));

    /// <summary>Ids of a model.</summary>
    public long Count(ModelId model) => _models.TryGetValue(model, out var months) ? months.Values.Sum(f => f.Sum(b => b.Count)) : 0;

    public void Add(ModelId model, ReadOnlySpan<ulong> idHashes, ReadOnlySpan<long> at)
    {
        if (!_models.TryGetValue(model, out var months)) _models.Add(model, months = []);
        var (month, from, to) = (0, 0L, -1L);
        List<BlockedBloom>? filters = null;
        for (var i = 0; i < idHashes.Length; i++)
        {
            if (at[i] < from || at[i] >= to) (month, from, to) = Month(at[i]);
            if ((filters is null || !months.TryGetValue(month, out filters)) && !months.TryGetValue(month, out filters))
                months.Add(month, filters = [new BlockedBloom(First)]);
            var last = filters[^1];
            if (last.Count >= last.Capacity)
                filters.Add(last = new BlockedBloom(filters.Sum(f => f.Count) * 6 / 10));
            last.Add(idHashes[i]);
        }
    }

    /// <summary>Adds to the list the rows whose id may be stored.</summary>
    public void Suspects(ModelId model, ReadOnlySpan<ulong> idHashes, Span<bool> suspect)
    {
        if (!_models.TryGetValue(model, out var months)) return;

        // Filter by filter: the reads of one filter do not wait for each other.
        foreach (var filters in months.Values)
            foreach (var filter in filters)
                for (var i = 0; i < idHashes.Length; i++)
                    suspect[i] |= filter.MayContain(idHashes[i]);
    }

    /// <summary>Forgets a model, or its months that end before a moment.</summary>
    public void Forget(ModelId model, DateTimeOffset? before)
    {
        if (before is null) _models.Remove(model);
        else if (_models.TryGetValue(model, out var months))
            foreach (var month in months.Keys.Where(m => m < Month(EventTime.Micros(before.Value)).Month).ToList()) months.Remove(month);
    }

    private static (int Month, long From, long To) Month(long micros)
    {
        var at = EventTime.At(micros).UtcDateTime;
        var first = new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return ((at.Year * 12) + at.Month, EventTime.Micros(first), EventTime.Micros(first.AddMonths(1)));
    }
}
