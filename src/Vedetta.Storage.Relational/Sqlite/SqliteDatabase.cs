using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Vedetta.Core.Storage;

namespace Vedetta.Storage.Relational.Sqlite;

/// <summary>The metadata in one SQLite file in write-ahead mode: readers never wait for the writer.</summary>
internal sealed class SqliteDatabase : MetadataDatabase
{
    /// <summary>Seconds a statement waits for another process to let go of the file.</summary>
    private const int BusyTimeoutSeconds = 10;

    private readonly PooledDbContextFactory<SqliteMetadataContext> _contexts;
    private readonly string _connection;
    private readonly string _file;

    private SqliteDatabase(string file)
    {
        _file = file;
        _connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = BusyTimeoutSeconds, Pooling = true }.ToString();
        _contexts = new PooledDbContextFactory<SqliteMetadataContext>(Options(_connection));
    }

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    public static async ValueTask<SqliteDatabase> OpenAsync(string file, CancellationToken cancel)
    {
        var database = new SqliteDatabase(file);
        try
        {
            await using (var connection = new SqliteConnection(database._connection))
            {
                await connection.OpenAsync(cancel);
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode = WAL";
                await command.ExecuteNonQueryAsync(cancel);
            }

            await database.MigrateAsync(cancel);
            return database;
        }
        catch (SqliteException failure)
        {
            await database.DisposeAsync();
            throw database.Explain(failure);
        }
        catch (StorageException)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>How contexts of one connection string are made.</summary>
    public static DbContextOptions<SqliteMetadataContext> Options(string connection) =>
        new DbContextOptionsBuilder<SqliteMetadataContext>()
            .UseSqlite(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;

    protected override MetadataContext CreateContext() => _contexts.CreateDbContext();

    public override async ValueTask CopyToAsync(string file, CancellationToken cancel)
    {
        try
        {
            await using var connection = new SqliteConnection(_connection);
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $file";
            command.Parameters.AddWithValue("$file", file);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (SqliteException failure)
        {
            throw Explain(failure);
        }
    }

    protected override StorageException Explain(DbException failure)
    {
        var name = Path.GetFileName(_file);
        var (message, passing) = (failure as SqliteException)?.SqliteErrorCode switch
        {
            5 or 6 => ($"{name} is in use by another process", true),
            8 => ($"{name} cannot be written: the file or its directory is read-only", true),
            10 => ($"{name} could not be read or written: the disk reports an error", true),
            11 or 26 => ($"{name} is damaged: restore it from a backup", false),
            13 => ($"{name} could not grow: the disk is full", true),
            14 => ($"{name} could not be opened: check that the directory exists and may be written", true),
            _ => ($"{name}: {failure.Message}", false),
        };
        return new StorageException(message, failure) { Passing = passing };
    }

    public override async ValueTask DisposeAsync()
    {
        // Pooled connections keep the file open; a test or a restore that deletes the directory must find it closed.
        SqliteConnection.ClearPool(new SqliteConnection(_connection));
        await base.DisposeAsync();
    }
}
