using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb;

/// <summary>Says what a failure of the engine means for the operator.</summary>
internal static class StorageFailures
{
    /// <summary>A failure while the store works.</summary>
    internal static StorageException WhileWorking(DuckDbException error) => error.Kind switch
    {
        DuckDbErrorKind.InputOutput => new StorageException($"The data file could not be read or written. {error.Message}", error) { Passing = true },
        DuckDbErrorKind.OutOfMemory => new StorageException($"The store ran out of memory. {error.Message}", error) { Passing = true },
        DuckDbErrorKind.Transaction => new StorageException($"The change was not stored. {error.Message}", error) { Passing = true },
        DuckDbErrorKind.Fatal or DuckDbErrorKind.Internal => new StorageException(
            $"The store stopped after a fatal error and must be reopened: restart vedetta. Nothing acknowledged is lost. {error.Message}", error),
        _ => new StorageException($"The store failed. {error.Message}", error),
    };

    /// <summary>A failure while the data file is opened.</summary>
    internal static StorageException WhileOpening(string path, DuckDbException error)
    {
        if (error.EngineMessage.Contains("Could not set lock", StringComparison.OrdinalIgnoreCase))
        {
            return new StorageException($"The data file {path} is in use by another program. Stop it, or choose another folder with --data.", error) { Passing = true };
        }

        if (error.EngineMessage.Contains("Permission denied", StringComparison.OrdinalIgnoreCase))
        {
            return new StorageException($"The data file {path} cannot be opened: permission denied.", error) { Passing = true };
        }

        if (error.EngineMessage.Contains("newer version", StringComparison.OrdinalIgnoreCase))
        {
            return new StorageException($"The data file {path} was written by a newer DuckDB than {Database.LibraryVersion}. Start the newer vedetta.", error);
        }

        return new StorageException(
            $"The data file {path} is damaged, or is no DuckDB database. Put it aside and restore it from a backup (vedetta restore).", error);
    }
}
