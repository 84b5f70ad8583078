using System.Runtime.InteropServices;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>
/// Decides which outcomes of a group are new. One that says the same of the same prediction at the same moment is a
/// duplicate; another value at the same moment is stored, and the sender is told. The store is asked only for outcomes that may
/// be there. Owned by the writer; not thread-safe.
/// </summary>
internal sealed class KnownOutcomes(IEventStore store)
{
    private readonly KnownIds _known = new();

    /// <summary>Memory of the filters.</summary>
    public long Bytes => _known.Bytes;

    /// <summary>Notes outcomes that are stored.</summary>
    public void Add(ModelId model, OutcomeBatch batch) => _known.Add(model, KeysOf(batch), CollectionsMarshal.AsSpan(batch.At));

    /// <summary>Forgets a model, or what became known in months that end before a moment.</summary>
    public void Forget(ModelId model, DateTimeOffset? before) => _known.Forget(model, before);

    /// <summary>Fills what of each request is to be stored, and warns of outcomes that contradict each other.</summary>
    public async ValueTask FindAsync(IReadOnlyList<PendingCommit> group, CancellationToken cancel)
    {
        foreach (var model in group.Where(one => one.Outcomes is { Count: > 0 }).GroupBy(one => one.State.Id))
        {
            var pending = model.ToList();
            var seen = new Dictionary<ulong, ulong>();
            var suspects = Suspects(model.Key, pending);
            if (suspects.Length > 0) Note(seen, await store.FindOutcomesAsync(model.Key, suspects, cancel));
            foreach (var one in pending) Sort(one, seen);
        }
    }

    private ulong[] Suspects(ModelId model, List<PendingCommit> pending)
    {
        var asked = new HashSet<ulong>();
        foreach (var one in pending)
        {
            var keys = KeysOf(one.Outcomes!);
            var suspect = new bool[keys.Length];
            _known.Suspects(model, keys, suspect);
            for (var i = 0; i < suspect.Length; i++)
                if (suspect[i]) asked.Add(one.Outcomes!.IdHash[i]);
        }

        return [.. asked];
    }

    // Of several values at one moment the one stored last counts, so that is what the next is compared with.
    private static void Note(Dictionary<ulong, ulong> seen, OutcomeBatch stored)
    {
        var keys = KeysOf(stored);
        for (var row = 0; row < stored.Count; row++) seen[keys[row]] = ContentOf(stored, row);
    }

    private static void Sort(PendingCommit one, Dictionary<ulong, ulong> seen)
    {
        var batch = one.Outcomes!;
        var keys = KeysOf(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            var content = ContentOf(batch, row);
            if (seen.TryGetValue(keys[row], out var before))
            {
                if (before == content)
                {
                    one.OutcomeDuplicates++;
                    continue;
                }

                if (one.Issues.TakesWarnings)
                    one.Issues.Warn(row, batch.Id[row], "outcome_conflict", "value", $"another value of '{batch.Outcome[row]}' is known at this very moment; both are kept and this one counts");
            }

            seen[keys[row]] = content;
            one.KeptOutcomes.Add(row);
        }
    }

    private static ulong[] KeysOf(OutcomeBatch batch)
    {
        var names = batch.Outcome.Dictionary.Select(name => XxHash64.Of(System.Text.Encoding.UTF8.GetBytes(name))).ToArray();
        var keys = new ulong[batch.Count];
        for (var row = 0; row < keys.Length; row++)
            keys[row] = XxHash64.Mix(batch.IdHash[row] ^ XxHash64.Mix((ulong)batch.At[row] ^ (batch.Outcome.Codes[row] is >= 0 and var code ? names[code] : 0)));
        return keys;
    }

    private static ulong ContentOf(OutcomeBatch batch, int row)
    {
        var label = batch.Label[row] is { } text ? XxHash64.Of(System.Text.Encoding.UTF8.GetBytes(text)) : 0;
        return label ^ (NumericValue.IsMissing(batch.Value[row]) ? 1 : XxHash64.Mix(BitConverter.DoubleToUInt64Bits(batch.Value[row])));
    }
}
