using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Storage;

namespace Vedetta.Storage.Relational;

/// <summary>
/// One metadata database: hands out contexts, lets one writer in at a time, and says failures of the medium in words.
/// Thread-safe.
/// </summary>
internal abstract class MetadataDatabase : IAsyncDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>A fresh context; the caller disposes it.</summary>
    protected abstract MetadataContext CreateContext();

    /// <summary>The failure as people can act on it.</summary>
    protected abstract StorageException Explain(DbException failure);

    /// <summary>Writes a copy as of one moment into a file that does not exist yet.</summary>
    public abstract ValueTask CopyToAsync(string file, CancellationToken cancel);

    /// <summary>Brings the schema to this program's version.</summary>
    public async ValueTask MigrateAsync(CancellationToken cancel)
    {
        try
        {
            await using var context = CreateContext();
            await context.Database.MigrateAsync(cancel);
        }
        catch (DbException failure)
        {
            throw Explain(failure);
        }
    }

    /// <summary>Reads in a context of its own.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<MetadataContext, Task<T>> read)
    {
        try
        {
            await using var context = CreateContext();
            return await read(context);
        }
        catch (DbException failure)
        {
            throw Explain(failure);
        }
    }

    /// <summary>Writes in one transaction: everything or nothing.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<MetadataContext, Task<T>> write, CancellationToken cancel)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            await using var context = CreateContext();
            await using var transaction = await context.Database.BeginTransactionAsync(cancel);
            var result = await write(context);
            await context.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return result;
        }
        catch (DbUpdateException failure) when (failure.InnerException is DbException inner)
        {
            throw Explain(inner);
        }
        catch (DbException failure)
        {
            throw Explain(failure);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Writes in one transaction: everything or nothing.</summary>
    public async ValueTask WriteAsync(Func<MetadataContext, Task> write, CancellationToken cancel) =>
        await WriteAsync(
            async context =>
            {
                await write(context);
                return true;
            },
            cancel);

    public virtual ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }
}
