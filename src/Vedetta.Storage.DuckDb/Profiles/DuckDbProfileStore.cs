using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Profiles;

/// <summary>Fragments of profiles in DuckDB, one table per model and level. Work is done on the caller's thread.</summary>
internal sealed class DuckDbProfileStore(Database database, ModelTables tables) : IProfileStore
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Connection _writer = database.Connect();

    /// <inheritdoc/>
    public async ValueTask AppendAsync(ModelId model, IReadOnlyList<ProfileFragment> fragments, long checkpoint, CancellationToken cancel)
        => _ = await WriteAsync(tables.EnsureProfiles(model), entry =>
        {
            FragmentTable.Append(_writer, entry, fragments);
            MoveCheckpoint(entry, checkpoint);
            return fragments.Count;
        }, cancel);

    /// <inheritdoc/>
    public ValueTask<long> CheckpointAsync(ModelId model, CancellationToken cancel)
        => ValueTask.FromResult(Profiles(model) is { } entry ? Guard(() => ReadCheckpoint(entry), cancel) : 0);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ProfileFragment>> ReadAsync(ProfileQuery query, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<ProfileFragment>>(Profiles(query.Model) is { } entry
            ? Guard(() => Read(entry, query, cancel), cancel)
            : []);

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(ModelId model, ProfileLevel? level, Window? span, CancellationToken cancel)
    {
        if (Profiles(model) is not { } entry)
        {
            return;
        }

        if (level is null && span is null)
        {
            await _writing.WaitAsync(cancel);
            try
            {
                tables.DropProfiles(model);
            }
            finally
            {
                _writing.Release();
            }

            return;
        }

        _ = await WriteAsync(entry, changed => FragmentTable.Delete(_writer, changed, level, span), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<long> CompactAsync(
        ModelId model, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ProfileKey, ReadOnlyMemory<byte>> merge, CancellationToken cancel)
        => Profiles(model) is { } entry
            ? await WriteAsync(entry, changed =>
            {
                using Connection reader = database.Connect();
                return FragmentTable.Levels.Sum(level => FragmentTable.Compact(reader, _writer, changed, level, merge, cancel));
            }, cancel)
            : 0;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
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
        catch (DuckDbException error)
        {
            throw StorageFailures.WhileWorking(error);
        }
    }

    private ModelEntry? Profiles(ModelId model) => tables.Find(model) is { HasProfiles: true } entry ? entry : null;

    private List<ProfileFragment> Read(ModelEntry entry, ProfileQuery query, CancellationToken cancel)
    {
        using Connection connection = database.Connect();
        return FragmentTable.Read(connection, entry, query, cancel);
    }

    private long ReadCheckpoint(ModelEntry entry)
    {
        using Connection connection = database.Connect();
        return connection.QueryInt64(string.Create(
            CultureInfo.InvariantCulture, $"SELECT coalesce(max(seq), 0)::BIGINT FROM profile_checkpoints WHERE model = {entry.Number}"));
    }

    private void MoveCheckpoint(ModelEntry entry, long checkpoint)
    {
        using Statement update = _writer.Prepare("UPDATE profile_checkpoints SET seq = $2 WHERE model = $1");
        if (update.Bind(1, entry.Number).Bind(2, checkpoint).Execute() == 0)
        {
            using Statement insert = _writer.Prepare("INSERT INTO profile_checkpoints VALUES ($1, $2)");
            insert.Bind(1, entry.Number).Bind(2, checkpoint).Execute();
        }
    }

    /// <summary>Runs one writer at a time, in a transaction.</summary>
    private async ValueTask<long> WriteAsync(ModelEntry entry, Func<ModelEntry, long> work, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            return Guard(() =>
            {
                _writer.Begin();
                try
                {
                    long answer = work(entry);
                    _writer.Commit();
                    return answer;
                }
                catch (Exception)
                {
                    _writer.TryRollback();
                    throw;
                }
            }, cancel);
        }
        finally
        {
            _writing.Release();
        }
    }
}
