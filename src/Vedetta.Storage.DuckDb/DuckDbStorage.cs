using Microsoft.Win32.SafeHandles;
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

    /// <summary>Name of the folder of known ids inside the data folder; made again from the rows when it is missing.</summary>
    public const string IdFolder = "ids";

    /// <summary>Name of the folder of files on their way out, inside the data folder; empty but while somebody exports.</summary>
    public const string ExportFolder = "exports";

    private const long NeverFolded = 1L << 42;

    private readonly DataFolderLock _lock;
    private readonly Database _database;
    private readonly DuckDbEventStore _events;
    private readonly DuckDbProfileStore _profiles;
    private readonly DuckDbScoreProfileStore _scores;
    private readonly ModelTables _tables;
    private readonly string _path;
    private readonly string _exports;
    private readonly long _checkpointThreshold;
    private SafeFileHandle? _reading;

    private DuckDbStorage(string folder, DuckDbStorageOptions options, DataFolderLock folderLock, Database database, ModelTables tables)
    {
        _path = Path.Combine(folder, FileName);
        _exports = ExportsOf(folder);
        _checkpointThreshold = options.CheckpointThreshold;
        _lock = folderLock;
        _database = database;
        _tables = tables;
        _events = new DuckDbEventStore(database, tables, Path.Combine(folder, IdFolder));
        _profiles = new DuckDbProfileStore(database, tables);
        _scores = new DuckDbScoreProfileStore(database, tables);
    }

    /// <summary>The rows.</summary>
    public IEventStore Events => _events;

    /// <summary>Rows as files.</summary>
    public IRowExport Export => new RowExporter(_database, _tables, _exports);

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

    /// <summary>
    /// Folds the log into the file and keeps the file as it then is until the answer is disposed. Nothing may be appended while
    /// this runs; afterwards everything may. One at a time.
    /// </summary>
    /// <exception cref="StorageException">The log could not be folded in: somebody else writes, or the disk is full.</exception>
    public FrozenFile Freeze()
    {
        using Connection connection = _database.Connect();
        try
        {
            // The threshold first, so that nothing is folded in between the checkpoint and the copy.
            connection.Execute(ThresholdSql(NeverFolded));
            connection.Execute("CHECKPOINT");

            // Closing a file lets go of every lock this process has on it, the engine's own too: the handle stays open with the store.
            _reading ??= File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new FrozenFile(_database, _reading, _checkpointThreshold);
        }
        catch (DuckDbException error)
        {
            connection.Execute(ThresholdSql(_checkpointThreshold));
            throw StorageFailures.WhileWorking(error);
        }
    }

    internal static string ThresholdSql(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SET GLOBAL checkpoint_threshold = '{bytes}B'");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _reading?.Dispose();
        await _events.DisposeAsync();
        await _profiles.DisposeAsync();
        await _scores.DisposeAsync();
        _tables.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    private static string ExportsOf(string folder) => Path.Combine(Path.GetFullPath(folder), ExportFolder);

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
            // What a crash left half written is nobody's.
            if (Directory.Exists(ExportsOf(folder))) Directory.Delete(ExportsOf(folder), recursive: true);
            database = Database.Open(path, new()
            {
                WritableFolder = ExportsOf(folder),
                Threads = options.Threads,
                MemoryLimit = options.MemoryLimit,
                CheckpointThreshold = options.CheckpointThreshold,
            });
            SchemaMigrations.Apply(database, path, migrations);
            return new DuckDbStorage(folder, options, folderLock, database, ModelTables.Load(database));
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
