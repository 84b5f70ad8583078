using System.Runtime.CompilerServices;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Rows in memory, for tests and offline work: nothing survives the process. Thread-safe.</summary>
public sealed class InMemoryEventStore : IEventStore
{
    private const int BatchRows = 98_304;
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, ModelRows> _models = [];
    private long _sequence;

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(EventAppend append, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var (model, rows) in append.Predictions) CheckColumns(model, rows);
            foreach (var (model, _, rows) in append.References) CheckColumns(model, rows);

            var sequence = ++_sequence;
            foreach (var (model, rows) in append.Predictions) RowsOf(model).Add(reference: null, rows, sequence);
            foreach (var (model, version, rows) in append.References) RowsOf(model).Add(version, rows, sequence);
            foreach (var (model, rows) in append.Outcomes) RowsOf(model).Add(rows, sequence);
            foreach (var count in append.Traffic) RowsOf(count.Model).Traffic.Add(count);
            return new(sequence);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<ulong, ulong>> FindAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel)
    {
        lock (_lock)
        {
            var found = new Dictionary<ulong, ulong>();
            if (_models.GetValueOrDefault(model) is { } rows)
            {
                foreach (var hash in idHashes.Span)
                    if (rows.Ids.TryGetValue(hash, out var row)) found[hash] = row;
            }

            return new(found);
        }
    }

    /// <inheritdoc/>
    public ValueTask<OutcomeBatch> FindOutcomesAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel)
    {
        lock (_lock)
        {
            var found = new OutcomeBatch();
            var wanted = idHashes.ToArray().ToHashSet();
            foreach (var (sequence, rows) in _models.GetValueOrDefault(model)?.Outcomes ?? [])
            {
                for (var row = 0; row < rows.Count; row++)
                    if (wanted.Contains(rows.IdHash[row])) RowCopy.Append(rows, row, found, sequence);
            }

            return new(found);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PredictionBatch> ScanAsync(ModelId model, RowScan scan, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        List<StoredRows> stored;
        var batch = new PredictionBatch();
        lock (_lock)
        {
            if (_models.GetValueOrDefault(model) is not { } rows) yield break;
            stored = [.. rows.Stored];
            foreach (var column in rows.Catalog.Values)
                if (scan.Columns is null || scan.Columns.Contains(column.Ordinal)) batch.AddColumn(column);
        }

        var left = scan.Limit ?? long.MaxValue;
        foreach (var part in stored)
        {
            if (part.Sequence <= scan.AfterSequence || part.Reference != scan.Reference) continue;
            for (var row = 0; row < part.Rows.Count && left > 0; row++)
            {
                cancel.ThrowIfCancellationRequested();
                if (scan.Span is { } span && !span.Contains(Moment(part.Rows.At[row]))) continue;
                if (scan.HashUpTo is { } last && (scan.Reference is null ? part.Rows.IdHash : part.Rows.RowHash)[row] > last) continue;
                RowCopy.Append(part.Rows, row, batch, part.Sequence);
                left--;
                if (batch.Count < BatchRows) continue;
                yield return batch;
                batch.Clear();
            }
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OutcomeBatch> ScanOutcomesAsync(ModelId model, long afterSequence, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        List<(long Sequence, OutcomeBatch Rows)> stored;
        lock (_lock)
        {
            if (_models.GetValueOrDefault(model) is not { } rows) yield break;
            stored = [.. rows.Outcomes];
        }

        var batch = new OutcomeBatch();
        foreach (var (sequence, rows) in stored)
        {
            if (sequence <= afterSequence) continue;
            for (var row = 0; row < rows.Count; row++)
            {
                cancel.ThrowIfCancellationRequested();
                RowCopy.Append(rows, row, batch, sequence);
                if (batch.Count < BatchRows) continue;
                yield return batch;
                batch.Clear();
            }
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JudgedBatch> ScanJudgedAsync(ModelId model, string outcome, Window span, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        cancel.ThrowIfCancellationRequested();
        JudgedBatch batch;
        lock (_lock)
        {
            if (_models.GetValueOrDefault(model) is not { } rows) yield break;
            batch = JudgedRows.Of(rows, outcome, span);
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LabelledBatch> ScanLabelledAsync(ModelId model, LabelledScan scan, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        scan.Check();
        cancel.ThrowIfCancellationRequested();
        LabelledBatch batch;
        lock (_lock)
        {
            if (_models.GetValueOrDefault(model) is not { } rows) yield break;
            batch = LabelledRows.Of(rows, scan);
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DateTimeOffset>> RelabelledAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel)
    {
        lock (_lock)
            return new(_models.GetValueOrDefault(model) is { } rows ? LabelledRows.Changed(rows, outcome, afterSequence) : []);
    }

    /// <inheritdoc/>
    public ValueTask<(DateTimeOffset First, DateTimeOffset Last)?> OutcomesChangedAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel)
    {
        lock (_lock)
            return new(_models.GetValueOrDefault(model) is { } rows ? JudgedRows.Changed(rows, outcome, afterSequence) : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutcomeCounts>> CountOutcomesAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_models.GetValueOrDefault(model) is { } rows ? LabelledRows.Counts(rows) : []);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DateTimeOffset>> TouchedAsync(ModelId model, long afterSequence, CancellationToken cancel)
    {
        lock (_lock)
        {
            IReadOnlyList<DateTimeOffset> touched = _models.GetValueOrDefault(model) is { } rows ? TouchedRows.Of(rows, afterSequence) : [];
            return new(touched);
        }
    }

    /// <inheritdoc/>
    public ValueTask<RowSummary> SummaryAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_models.GetValueOrDefault(model)?.Summarise() ?? new RowSummary(0, null, null, null, 0, 0));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TrafficCount>> TrafficAsync(ModelId model, Window span, CancellationToken cancel)
    {
        lock (_lock)
        {
            IReadOnlyList<TrafficCount> traffic = [.. (_models.GetValueOrDefault(model)?.Traffic ?? [])
                .Where(count => span.Contains(count.Hour))
                .GroupBy(count => count.Hour)
                .OrderBy(hour => hour.Key)
                .Select(hour => new TrafficCount(model, hour.Key, hour.Sum(c => c.Duplicates), hour.Sum(c => c.Rejected), hour.Sum(c => c.Late)))];
            return new(traffic);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> DeleteAsync(ModelId model, DateTimeOffset? before, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_models.GetValueOrDefault(model) is not { } rows) return new(0L);
            if (before is { } moment) return new(rows.DeleteBefore(moment));
            _models.Remove(model);
            return new(rows.Summarise().Rows);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static DateTimeOffset Moment(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    private ModelRows RowsOf(ModelId model)
    {
        if (!_models.TryGetValue(model, out var rows)) _models[model] = rows = new ModelRows();
        return rows;
    }

    private void CheckColumns(ModelId model, PredictionBatch rows)
    {
        foreach (var column in rows.Columns)
        {
            if (_models.GetValueOrDefault(model)?.Catalog.GetValueOrDefault(column.Stored.Ordinal) is { } known && known != column.Stored)
                throw new ArgumentException($"Ordinal {known.Ordinal} of model {model} is stored as another column.", nameof(rows));
        }
    }
}
