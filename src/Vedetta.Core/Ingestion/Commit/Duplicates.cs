using System.Runtime.InteropServices;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>
/// Decides which rows of a group are new: the first row of an id wins, within a request, within the group and against the
/// store, which is asked once per model.
/// </summary>
internal sealed class Duplicates(IEventStore store)
{
    /// <summary>Fills <see cref="PendingCommit.Kept"/>, counts duplicates, and warns of ids whose rows differ.</summary>
    public async ValueTask FindAsync(IReadOnlyList<PendingCommit> group, CancellationToken cancel)
    {
        foreach (var model in group.Where(p => p.Rows is { Count: > 0 }).GroupBy(p => p.State.Id))
        {
            var pending = model.ToList();
            var stored = await store.FindAsync(model.Key, Ids(pending), cancel);
            var seen = new Dictionary<ulong, ulong>(pending.Sum(p => p.Rows!.Count));
            foreach (var one in pending) Sort(one, stored, seen);
        }
    }

    private static ulong[] Ids(List<PendingCommit> pending)
    {
        var ids = new ulong[pending.Sum(p => p.Rows!.Count)];
        var next = 0;
        foreach (var one in pending)
        {
            CollectionsMarshal.AsSpan(one.Rows!.IdHash).CopyTo(ids.AsSpan(next));
            next += one.Rows.Count;
        }

        return ids;
    }

    private static void Sort(PendingCommit one, IReadOnlyDictionary<ulong, ulong> stored, Dictionary<ulong, ulong> seen)
    {
        var batch = one.Rows!;
        for (var row = 0; row < batch.Count; row++)
        {
            var id = batch.IdHash[row];
            ulong first;
            if (stored.Count > 0 && stored.TryGetValue(id, out var before)) first = before;
            else if (!seen.TryGetValue(id, out first))
            {
                seen.Add(id, batch.RowHash[row]);
                one.Kept.Add(row);
                continue;
            }

            one.Duplicates++;
            if (first != batch.RowHash[row] && one.Issues.TakesWarnings)
                one.Issues.Warn(one.Index?[row] ?? row, batch.Id[row], "duplicate_conflict", "id", "the id is known with different values; the first row is kept");
        }
    }
}
