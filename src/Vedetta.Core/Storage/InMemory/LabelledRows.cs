using Vedetta.Core.Ingestion;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Joins predictions of a span with their outcomes in memory. Guarded by the store.</summary>
internal static class LabelledRows
{
    /// <summary>Every prediction of the span with what was known of its outcomes.</summary>
    public static LabelledBatch Of(ModelRows rows, LabelledScan scan)
    {
        var batch = new PredictionBatch();
        foreach (var column in rows.Catalog.Values)
            if (scan.Columns is null || scan.Columns.Contains(column.Ordinal)) batch.AddColumn(column);
        var labelled = new LabelledBatch(batch, scan.Outcomes);
        var known = scan.Outcomes.Select(name => Latest(rows, name, scan.AsOf)).ToList();
        foreach (var part in rows.Stored.Where(part => part.Reference is null))
        {
            for (var row = 0; row < part.Rows.Count; row++)
            {
                var at = InMemoryEventStore.Moment(part.Rows.At[row]);
                if (!scan.Span.Contains(at) || at > scan.AsOf) continue;
                RowCopy.Append(part.Rows, row, batch, part.Sequence);
                for (var i = 0; i < known.Count; i++) Append(known[i], part.Rows.IdHash[row], labelled.Outcomes[i]);
            }
        }

        return labelled;
    }

    /// <summary>What came of each outcome, by name.</summary>
    public static IReadOnlyList<OutcomeCounts> Counts(ModelRows rows)
    {
        var made = new Dictionary<ulong, long>();
        foreach (var part in rows.Stored.Where(part => part.Reference is null))
            for (var row = 0; row < part.Rows.Count; row++) made.TryAdd(part.Rows.IdHash[row], part.Rows.At[row]);
        return [.. rows.Outcomes
            .SelectMany(part => Enumerable.Range(0, part.Rows.Count).Select(row => (Name: part.Rows.Outcome[row] ?? "", Id: part.Rows.IdHash[row], At: part.Rows.At[row])))
            .GroupBy(each => each.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var ids = group.GroupBy(each => each.Id).Select(id => (id.Key, Values: id.Count(), First: id.Min(each => each.At), Last: id.Max(each => each.At))).ToList();
                double[] delays = [.. ids.Where(id => made.ContainsKey(id.Key)).Select(id => (id.First - made[id.Key]) / 86_400e6).Order()];
                return new OutcomeCounts(
                    group.Key, group.Count(), ids.Count, ids.Count - delays.Length, ids.Count(id => id.Values > 1), delays.Count(delay => delay < 0),
                    InMemoryEventStore.Moment(ids.Min(id => id.First)), InMemoryEventStore.Moment(ids.Max(id => id.Last)),
                    delays.Length == 0 ? null : Vedetta.Statistics.Quantiles.Linear(delays, 0.5));
            })];
    }

    /// <summary>Quarters of an hour whose predictions have new outcomes, or are new and have outcomes, since a commit.</summary>
    public static IReadOnlyList<DateTimeOffset> Changed(ModelRows rows, string outcome, long afterSequence)
    {
        const long Quarter = 15L * 60 * 1_000_000;
        var (known, fresh) = (new HashSet<ulong>(), new HashSet<ulong>());
        foreach (var (sequence, part) in rows.Outcomes)
        {
            for (var row = 0; row < part.Count; row++)
            {
                if (!string.Equals(part.Outcome[row], outcome, StringComparison.Ordinal)) continue;
                known.Add(part.IdHash[row]);
                if (sequence > afterSequence) fresh.Add(part.IdHash[row]);
            }
        }

        var quarters = new SortedSet<long>();
        foreach (var part in rows.Stored.Where(part => part.Reference is null))
        {
            var wanted = part.Sequence > afterSequence ? known : fresh;
            for (var row = 0; row < part.Rows.Count; row++)
                if (wanted.Contains(part.Rows.IdHash[row])) quarters.Add(part.Rows.At[row] / Quarter * Quarter);
        }

        return [.. quarters.Select(InMemoryEventStore.Moment)];
    }

    /// <summary>The latest value of each prediction: later commits and rows win among those of one moment.</summary>
    private static Dictionary<ulong, (OutcomeBatch Rows, int Row)> Latest(ModelRows rows, string outcome, DateTimeOffset? asOf)
    {
        var latest = new Dictionary<ulong, (OutcomeBatch Rows, int Row)>();
        foreach (var (_, part) in rows.Outcomes)
        {
            for (var row = 0; row < part.Count; row++)
            {
                if (!string.Equals(part.Outcome[row], outcome, StringComparison.Ordinal) || InMemoryEventStore.Moment(part.At[row]) > asOf) continue;
                if (latest.TryGetValue(part.IdHash[row], out var before) && before.Rows.At[before.Row] > part.At[row]) continue;
                latest[part.IdHash[row]] = (part, row);
            }
        }

        return latest;
    }

    private static void Append(Dictionary<ulong, (OutcomeBatch Rows, int Row)> known, ulong idHash, OutcomeColumn to)
    {
        if (!known.TryGetValue(idHash, out var found))
        {
            to.Label.Add(text: null);
            to.Value.Add(NumericValue.Missing);
            to.KnownAt.Add(OutcomeColumn.Unknown);
            to.Source.Add(text: null);
            return;
        }

        RowCopy.Append(found.Rows.Label, found.Row, to.Label);
        to.Value.Add(found.Rows.Value[found.Row]);
        to.KnownAt.Add(found.Rows.At[found.Row]);
        RowCopy.Append(found.Rows.Source, found.Row, to.Source);
    }
}
