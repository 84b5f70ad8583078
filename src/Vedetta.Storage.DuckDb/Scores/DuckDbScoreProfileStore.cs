using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Scores;

/// <summary>Score profiles in DuckDB, one table per model and level. Work is done on the caller's thread.</summary>
internal sealed class DuckDbScoreProfileStore(Database database, ModelTables tables) : IScoreProfileStore
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Connection _writer = database.Connect();

    /// <inheritdoc/>
    public ValueTask<ScoreMark?> MarkAsync(ModelId model, CancellationToken cancel)
        => ValueTask.FromResult(Read(model, ScoreTables.ReadMark, cancel));

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ModelId model, ScoreWrite write, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            Guard(() => Write(tables.EnsureScores(model), write), cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScoreFragment>> ReadAsync(ScoreProfileQuery query, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<ScoreFragment>>(Read(query.Model, (connection, entry) => ScoreTables.Read(connection, entry, query, cancel), cancel) ?? []);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScoreDay>> DaysAsync(ModelId model, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<ScoreDay>>(Read(model, ScoreTables.ReadDays, cancel) ?? []);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentKey>> SegmentsAsync(ModelId model, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<SegmentKey>>(Read(model, ScoreTables.ReadSegments, cancel) ?? []);

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(ModelId model, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            tables.DropScores(model);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Guard(Action work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            work();
        }
        catch (DuckDbException error)
        {
            throw StorageFailures.WhileWorking(error);
        }
    }

    private T? Read<T>(ModelId model, Func<Connection, ModelEntry, T?> read, CancellationToken cancel)
        where T : class
    {
        T? answer = null;
        if (tables.Find(model) is { HasScores: true } entry)
        {
            Guard(
                () =>
                {
                    using Connection connection = database.Connect();
                    answer = read(connection, entry);
                },
                cancel);
        }

        return answer;
    }

    private void Write(ModelEntry entry, ScoreWrite write)
    {
        _writer.Begin();
        try
        {
            foreach (ScoreLevel level in ScoreTables.Levels)
            {
                ScoreTables.Delete(_writer, entry, level, write.Replaced.Where(r => r.Level == level).Select(r => r.Start));
                ScoreTables.Append(_writer, entry, level, write.Fragments.Where(f => f.Key.Level == level));
            }

            if (write.Mark is { } mark)
            {
                ScoreTables.Mark(_writer, entry, mark);
            }

            _writer.Commit();
        }
        catch (Exception)
        {
            _writer.TryRollback();
            throw;
        }
    }
}
