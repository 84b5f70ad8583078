using System.Runtime.InteropServices;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>
/// Decides which rows of a group are new: the first row of an id wins, within a request, within the group and against the
/// store. The store is asked once per model, and only for ids that may be known.
/// </summary>
internal sealed class Duplicates(IEventStore store, KnownIds known)
{
    /// <summary>Fills <see cref="PendingCommit.Kept"/>, counts duplicates, and warns of ids whose rows differ.</summary>
    public async ValueTask FindAsync(IReadOnlyList<PendingCommit> group, CancellationToken cancel)
    {
        foreach (var model in group.Where(p => p.Rows is { Count: > 0 }).GroupBy(p => p.State.Id))
        {
            var pending = model.ToList();
            var asked = Suspects(model.Key, pending);
            var stored = asked.Length == 0 ? null : await store.FindAsync(model.Key, asked, cancel);
            var seen = new Dictionary<ulong, ulong>(pending.Sum(p => p.Rows!.Count));
            foreach (var one in pending) Sort(one, stored, seen);
        }
    }

    private ulong[] Suspects(ModelId model, List<PendingCommit> pending)
    {
        var asked = new HashSet<ulong>();
        foreach (var one in pending)
        {
            var hashes = CollectionsMarshal.AsSpan(one.Rows!.IdHash);
            var suspect = new bool[hashes.Length];
            known.Suspects(model, hashes, suspect);
            for (var i = 0; i < suspect.Length; i++)
                if (suspect[i]) asked.Add(hashes[i]);
        }

        return [.. asked];
    }

    private static void Sort(PendingCommit one, IReadOnlyDictionary<ulong, ulong>? stored, Dictionary<ulong, ulong> seen)
    {
        var batch = one.Rows!;
        for (var row = 0; row < batch.Count; row++)
        {
            var id = batch.IdHash[row];
            ulong first;
            if (stored is not null && stored.TryGetValue(id, out var before)) first = before;
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
