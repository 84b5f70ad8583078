using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events.Ids;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>
/// Rows in DuckDB: three tables per model (predictions, references, outcomes), columns named by ordinal. Work is done on the
/// caller's thread. A commit is one fsync; batches of at least 122,880 rows bypass the write-ahead log and are the fastest.
/// </summary>
internal sealed class DuckDbEventStore : IEventStore
{
    private readonly Database _database;
    private readonly ModelTables _tables;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Connection _writer;
    private readonly Statement _nextSequence;
    private readonly IdIndex _ids;
    private readonly OutcomeLookup _outcomes;
    private readonly ConcurrentDictionary<int, Lazy<RowCounts>> _counts = new();

    internal DuckDbEventStore(Database database, ModelTables tables, string idFolder)
    {
        _database = database;
        _tables = tables;
        _writer = database.Connect();
        _nextSequence = _writer.Prepare("SELECT nextval('commit_sequence')");
        _ids = new IdIndex(database, idFolder);
        _outcomes = new OutcomeLookup(database);
    }

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(EventAppend append, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            return Guard(() => Append(append), cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<ulong, ulong>> FindAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel)
    {
        if (idHashes.IsEmpty || Rows(model) is not { } entry)
        {
            return new Dictionary<ulong, ulong>();
        }

        // The first question of a model reads its ids, to which nothing may be added meanwhile.
        await _writing.WaitAsync(cancel);
        try
        {
            return Guard(() => _ids.Find(entry, idHashes.Span), cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<OutcomeBatch> FindOutcomesAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel)
        => ValueTask.FromResult(idHashes.IsEmpty || Rows(model) is not { } entry
            ? new OutcomeBatch()
            : Guard(() => _outcomes.FindOutcomes(entry, idHashes.Span, cancel), cancel));

    /// <inheritdoc/>
    public async IAsyncEnumerable<PredictionBatch> ScanAsync(ModelId model, RowScan scan, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (Rows(model) is not { } entry)
        {
            yield break;
        }

        var reader = new PredictionReader(entry, scan.Columns);
        using Connection connection = _database.Connect();
        await using CancellationTokenRegistration interrupt = cancel.Register(connection.Interrupt);
        using Statement statement = Guard(() => reader.Prepare(connection, entry, scan), cancel);
        using Result result = Guard(statement.Query, cancel);
        while (Guard(() => reader.Fill(result, cancel), cancel))
        {
            yield return reader.Batch;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OutcomeBatch> ScanOutcomesAsync(ModelId model, long afterSequence, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (Rows(model) is not { } entry)
        {
            yield break;
        }

        var reader = new OutcomeReader();
        using Connection connection = _database.Connect();
        await using CancellationTokenRegistration interrupt = cancel.Register(connection.Interrupt);
        using Statement statement = Guard(() => OutcomeReader.Prepare(connection, entry, afterSequence), cancel);
        using Result result = Guard(statement.Query, cancel);
        while (Guard(() => reader.Fill(result, cancel), cancel))
        {
            yield return reader.Batch;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JudgedBatch> ScanJudgedAsync(ModelId model, string outcome, Window span, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (Rows(model) is not { } entry)
        {
            yield break;
        }

        var reader = new JudgedReader();
        using Connection connection = _database.Connect();
        await using CancellationTokenRegistration interrupt = cancel.Register(connection.Interrupt);
        using Statement statement = Guard(() => JudgedReader.Prepare(connection, entry, outcome, span), cancel);
        using Result result = Guard(statement.Query, cancel);
        while (Guard(() => reader.Fill(result, cancel), cancel))
        {
            yield return reader.Batch;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LabelledBatch> ScanLabelledAsync(ModelId model, LabelledScan scan, [EnumeratorCancellation] CancellationToken cancel)
    {
        scan.Check();
        if (Rows(model) is not { } entry)
        {
            yield break;
        }

        var reader = new LabelledReader(entry, scan);
        using Connection connection = _database.Connect();
        await using CancellationTokenRegistration interrupt = cancel.Register(connection.Interrupt);
        using Statement statement = Guard(() => reader.Prepare(connection, entry, scan), cancel);
        using Result result = Guard(statement.Query, cancel);
        while (Guard(() => reader.Fill(result, cancel), cancel))
        {
            yield return reader.Batch;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DateTimeOffset>> RelabelledAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel)
        => ValueTask.FromResult(Rows(model) is not { } entry
            ? []
            : Guard(
                () =>
                {
                    using Connection connection = _database.Connect();
                    return LabelledReader.Changed(connection, entry, outcome, afterSequence);
                },
                cancel));

    /// <inheritdoc/>
    public ValueTask<(DateTimeOffset First, DateTimeOffset Last)?> OutcomesChangedAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel)
    {
        if (Rows(model) is not { } entry)
        {
            return ValueTask.FromResult<(DateTimeOffset, DateTimeOffset)?>(null);
        }

        (long First, long Last)? changed = Guard(
            () =>
            {
                using Connection connection = _database.Connect();
                return JudgedReader.Changed(connection, entry, outcome, afterSequence);
            },
            cancel);
        return ValueTask.FromResult<(DateTimeOffset, DateTimeOffset)?>(changed is { } moments
            ? (DateTimeOffset.UnixEpoch.AddMicroseconds(moments.First), DateTimeOffset.UnixEpoch.AddMicroseconds(moments.Last))
            : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutcomeCounts>> CountOutcomesAsync(ModelId model, CancellationToken cancel)
        => ValueTask.FromResult(Rows(model) is not { } entry
            ? []
            : Guard(
                () =>
                {
                    using Connection connection = _database.Connect();
                    return OutcomeReader.Counts(connection, entry);
                },
                cancel));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DateTimeOffset>> TouchedAsync(ModelId model, long afterSequence, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<DateTimeOffset>>(Rows(model) is { } entry
            ? Guard(() => TouchedRows.Read(_database, entry, afterSequence), cancel)
            : []);

    /// <inheritdoc/>
    public ValueTask<RowSummary> SummaryAsync(ModelId model, CancellationToken cancel)
        => ValueTask.FromResult(Rows(model) is { } entry
            ? Guard(() => Counts(entry), cancel).ToSummary()
            : new RowSummary(0, null, null, null, 0, 0));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TrafficCount>> TrafficAsync(ModelId model, Window span, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<TrafficCount>>(Rows(model) is { } entry
            ? Guard(() => TrafficLog.Read(_database, entry, model, span), cancel)
            : []);

    /// <inheritdoc/>
    public async ValueTask<long> DeleteAsync(ModelId model, DateTimeOffset? before, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            return Rows(model) is { } entry ? Guard(() => Delete(model, entry, before), cancel) : 0;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _ids.Dispose();
        _outcomes.Dispose();
        _nextSequence.Dispose();
        _writer.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private static T Guard<T>(Func<T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return work();
        }
        catch (DuckDbException error) when (error.Kind == DuckDbErrorKind.Interrupt && cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException("The scan was cancelled.", error, cancel);
        }
        catch (DuckDbException error)
        {
            throw StorageFailures.WhileWorking(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && error is not StorageException)
        {
            throw new StorageException($"The known ids could not be read or written. {error.Message}", error) { Passing = true };
        }
    }

    private ModelEntry? Rows(ModelId model) => _tables.Find(model) is { HasRows: true } entry ? entry : null;

    private RowCounts Counts(ModelEntry entry)
        => _counts.GetOrAdd(entry.Number, _ => new Lazy<RowCounts>(() =>
        {
            using Connection connection = _database.Connect();
            return RowCounts.Load(connection, entry);
        }, LazyThreadSafetyMode.PublicationOnly)).Value;

    private long Append(EventAppend append)
    {
        foreach ((ModelId model, PredictionBatch rows) in append.Predictions)
        {
            BatchChecks.Check(rows);
            _ = Counts(_tables.EnsureRows(model, rows.Columns.Select(c => c.Stored)));
        }

        foreach ((ModelId model, _, PredictionBatch rows) in append.References)
        {
            BatchChecks.Check(rows);
            _ = Counts(_tables.EnsureRows(model, rows.Columns.Select(c => c.Stored)));
        }

        foreach ((ModelId model, OutcomeBatch rows) in append.Outcomes)
        {
            BatchChecks.Check(rows);
            _ = Counts(_tables.EnsureRows(model, []));
        }

        foreach (TrafficCount count in append.Traffic)
        {
            _ = Counts(_tables.EnsureRows(count.Model, []));
        }

        _writer.Begin();
        try
        {
            long sequence = _nextSequence.QueryInt64()!.Value;
            Write(append, sequence);
            _writer.Commit();
            Count(append, sequence);
            return sequence;
        }
        catch (Exception)
        {
            _writer.TryRollback();
            throw;
        }
    }

    private void Write(EventAppend append, long sequence)
    {
        foreach ((ModelId model, PredictionBatch rows) in append.Predictions)
        {
            RowWriter.Write(_writer, _tables.Find(model)!, reference: null, rows, sequence);
        }

        foreach ((ModelId model, string version, PredictionBatch rows) in append.References)
        {
            RowWriter.Write(_writer, _tables.Find(model)!, version, rows, sequence);
        }

        foreach ((ModelId model, OutcomeBatch rows) in append.Outcomes)
        {
            RowWriter.Write(_writer, _tables.Find(model)!, rows, sequence);
        }

        TrafficLog.Write(_writer, _tables, append.Traffic, sequence);
    }

    private void Count(EventAppend append, long sequence)
    {
        foreach ((ModelId model, PredictionBatch rows) in append.Predictions)
        {
            ModelEntry entry = _tables.Find(model)!;
            RowCounts counts = Counts(entry);
            counts.Add(rows);
            counts.Commit(sequence);
            _ids.Add(entry, rows, sequence);
        }

        foreach ((ModelId model, _, _) in append.References)
        {
            Counts(_tables.Find(model)!).Commit(sequence);
        }

        foreach ((ModelId model, OutcomeBatch rows) in append.Outcomes)
        {
            RowCounts counts = Counts(_tables.Find(model)!);
            counts.Add(rows);
            counts.Commit(sequence);
        }
    }

    private long Delete(ModelId model, ModelEntry entry, DateTimeOffset? before)
    {
        try
        {
            if (before is not { } moment)
            {
                long rows = Counts(entry).ToSummary().Rows;
                _tables.DropRows(model);
                return rows;
            }

            return DeleteBefore(entry, Moments.FirstMicrosecond(moment));
        }
        finally
        {
            _counts.TryRemove(entry.Number, out _);
            _ids.Forget(entry);
        }
    }

    private long DeleteBefore(ModelEntry entry, long moment)
    {
        _writer.Begin();
        try
        {
            using Statement outcomes = _writer.Prepare(
                $"DELETE FROM {entry.Outcomes} WHERE id_hash IN (SELECT id_hash FROM {entry.Predictions} WHERE event_at < $1)");
            outcomes.Bind(1, moment).Execute();
            using Statement predictions = _writer.Prepare($"DELETE FROM {entry.Predictions} WHERE event_at < $1");
            long rows = predictions.Bind(1, moment).Execute();
            _writer.Commit();
            return rows;
        }
        catch (Exception)
        {
            _writer.TryRollback();
            throw;
        }
    }
}
