using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;
using Vedetta.Storage.DuckDb.Profiles;
using Vedetta.Storage.DuckDb.Scores;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb;

/// <summary>
/// The rows and profiles of a data folder, in one DuckDB file. Opening replays what a crash left in the log and upgrades the
/// schema. Thread-safe; one process at a time.
/// </summary>
public sealed class DuckDbStorage : IAsyncDisposable
{
    /// <summary>Name of the file inside the data folder.</summary>
    public const string FileName = "vedetta.duckdb";

    private readonly DataFolderLock _lock;
    private readonly Database _database;
    private readonly DuckDbEventStore _events;
    private readonly DuckDbProfileStore _profiles;
    private readonly DuckDbScoreProfileStore _scores;
    private readonly ModelTables _tables;

    private DuckDbStorage(DataFolderLock folderLock, Database database, ModelTables tables)
    {
        _lock = folderLock;
        _database = database;
        _tables = tables;
        _events = new DuckDbEventStore(database, tables);
        _profiles = new DuckDbProfileStore(database, tables);
        _scores = new DuckDbScoreProfileStore(database, tables);
    }

    /// <summary>The rows.</summary>
    public IEventStore Events => _events;

    /// <summary>The profiles.</summary>
    public IProfileStore Profiles => _profiles;

    /// <summary>The score profiles.</summary>
    public IScoreProfileStore Scores => _scores;

    /// <summary>Opens the store of a data folder, which is made when it is missing.</summary>
    /// <exception cref="StorageException">The folder is in use, not writable, or its file is damaged or of a newer vedetta.</exception>
    public static DuckDbStorage Open(string folder, DuckDbStorageOptions? options = null) => Open(folder, options ?? new(), SchemaMigrations.All);

    /// <summary>Folds the log into the file, so that the file alone holds everything.</summary>
    public void Checkpoint()
    {
        using Connection connection = _database.Connect();
        try
        {
            connection.Execute("CHECKPOINT");
        }
        catch (DuckDbException error)
        {
            throw StorageFailures.WhileWorking(error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        await _profiles.DisposeAsync();
        await _scores.DisposeAsync();
        _tables.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    internal static DuckDbStorage Open(string folder, DuckDbStorageOptions options, IReadOnlyList<Migration> migrations)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {folder} cannot be made: {error.Message}", error);
        }

        DataFolderLock folderLock = DataFolderLock.Take(folder);
        Database? database = null;
        string path = Path.Combine(folder, FileName);
        try
        {
            database = Database.Open(path, new()
            {
                Threads = options.Threads,
                MemoryLimit = options.MemoryLimit,
                CheckpointThreshold = options.CheckpointThreshold,
            });
            SchemaMigrations.Apply(database, path, migrations);
            return new DuckDbStorage(folderLock, database, ModelTables.Load(database));
        }
        catch (DuckDbException error)
        {
            database?.Dispose();
            folderLock.Dispose();
            throw StorageFailures.WhileOpening(path, error);
        }
        catch (StorageException)
        {
            database?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }
}
