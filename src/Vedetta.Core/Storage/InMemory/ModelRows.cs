using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>A copy of the rows of one commit: predictions, or the reference of a version.</summary>
internal sealed record StoredRows(long Sequence, string? Reference, PredictionBatch Rows);

/// <summary>Everything the in-memory store keeps of one model. Guarded by the store; what it holds is never changed in place.</summary>
internal sealed class ModelRows
{
    private long _lastSequence;

    internal SortedDictionary<int, StoredColumn> Catalog { get; } = [];

    internal List<StoredRows> Stored { get; private set; } = [];

    internal List<(long Sequence, OutcomeBatch Rows)> Outcomes { get; private set; } = [];

    internal List<TrafficCount> Traffic { get; } = [];

    /// <summary>Row hashes of predictions by id hash.</summary>
    internal Dictionary<ulong, ulong> Ids { get; private set; } = [];

    internal void Add(string? reference, PredictionBatch rows, long sequence)
    {
        foreach (var column in rows.Columns) Catalog[column.Stored.Ordinal] = column.Stored;
        var copy = Keep(rows, _ => true, sequence);
        Stored.Add(new StoredRows(sequence, reference, copy));
        if (reference is null) Index(copy);
        _lastSequence = sequence;
    }

    internal void Add(OutcomeBatch rows, long sequence)
    {
        Outcomes.Add((sequence, Keep(rows, _ => true, sequence)));
        _lastSequence = sequence;
    }

    internal long DeleteBefore(DateTimeOffset moment)
    {
        HashSet<ulong> deleted = [];
        long count = 0;
        var kept = new List<StoredRows>();
        foreach (var part in Stored)
        {
            if (part.Reference is not null)
            {
                kept.Add(part);
                continue;
            }

            var rows = Keep(part.Rows, row => InMemoryEventStore.Moment(part.Rows.At[row]) >= moment, part.Sequence);
            for (var row = 0; row < part.Rows.Count; row++)
                if (InMemoryEventStore.Moment(part.Rows.At[row]) < moment) deleted.Add(part.Rows.IdHash[row]);
            count += part.Rows.Count - rows.Count;
            kept.Add(part with { Rows = rows });
        }

        Stored = kept;
        Outcomes = [.. Outcomes.Select(part => (part.Sequence, Keep(part.Rows, row => !deleted.Contains(part.Rows.IdHash[row]), part.Sequence)))];
        Ids = [];
        foreach (var part in Stored)
            if (part.Reference is null) Index(part.Rows);
        return count;
    }

    /// <summary>The prediction of an id hash, or null.</summary>
    internal (PredictionBatch Rows, int Row)? Find(ulong idHash)
    {
        if (!Ids.ContainsKey(idHash)) return null;
        foreach (var part in Stored)
        {
            if (part.Reference is not null) continue;
            var row = part.Rows.IdHash.IndexOf(idHash);
            if (row >= 0) return (part.Rows, row);
        }

        return null;
    }

    internal RowSummary Summarise()
    {
        var predictions = Stored.Where(part => part.Reference is null && part.Rows.Count > 0).Select(part => part.Rows).ToList();
        long outcomes = Outcomes.Sum(part => part.Rows.Count);
        return predictions.Count == 0
            ? new RowSummary(0, null, null, null, _lastSequence, outcomes)
            : new RowSummary(
                predictions.Sum(rows => (long)rows.Count),
                InMemoryEventStore.Moment(predictions.Min(rows => rows.At.Min())),
                InMemoryEventStore.Moment(predictions.Max(rows => rows.At.Max())),
                InMemoryEventStore.Moment(predictions.Max(rows => rows.ReceivedAt.Max())),
                _lastSequence,
                outcomes);
    }

    private static PredictionBatch Keep(PredictionBatch rows, Func<int, bool> condition, long sequence)
    {
        var copy = new PredictionBatch();
        foreach (var column in rows.Columns) copy.AddColumn(column.Stored);
        for (var row = 0; row < rows.Count; row++)
            if (condition(row)) RowCopy.Append(rows, row, copy, sequence);
        return copy;
    }

    private static OutcomeBatch Keep(OutcomeBatch rows, Func<int, bool> condition, long sequence)
    {
        var copy = new OutcomeBatch();
        for (var row = 0; row < rows.Count; row++)
            if (condition(row)) RowCopy.Append(rows, row, copy, sequence);
        return copy;
    }

    private void Index(PredictionBatch rows)
    {
        for (var row = 0; row < rows.Count; row++) Ids.TryAdd(rows.IdHash[row], rows.RowHash[row]);
    }
}
