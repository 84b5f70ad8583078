using System.Globalization;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>How a database is opened. Unset values are left to the engine.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Worker threads of the engine; null = one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>Memory the engine may take before it spills or refuses, in bytes; null = 80 % of the machine.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Size in bytes at which the write-ahead log is folded into the file; null = the engine's 16 MB.</summary>
    public long? CheckpointThreshold { get; init; }

    /// <summary>Whether SQL may reach files outside the database; false by default.</summary>
    public bool ExternalAccess { get; init; }

    /// <summary>A folder SQL may reach although it may not reach files outside the database; null = none.</summary>
    public string? WritableFolder { get; init; }

    /// <summary>Whether results keep the order of insertion without ORDER BY; false saves memory in big copies.</summary>
    public bool PreserveInsertionOrder { get; init; } = true;

    /// <summary>Folder for spilled data; null = beside the database.</summary>
    public string? TemporaryDirectory { get; init; }

    internal IEnumerable<KeyValuePair<string, string>> ToSettings()
    {
        // Nothing is ever fetched from outside: extensions that are not built in stay unknown.
        yield return new("autoinstall_known_extensions", "false");
        yield return new("autoload_known_extensions", "false");
        yield return new("preserve_insertion_order", PreserveInsertionOrder ? "true" : "false");
        // A folder can be allowed only while everything is; it is shut right after opening.
        yield return new("enable_external_access", ExternalAccess || WritableFolder is not null ? "true" : "false");
        if (Threads is { } threads)
        {
            yield return new("threads", threads.ToString(CultureInfo.InvariantCulture));
        }

        if (MemoryLimit is { } memory)
        {
            yield return new("memory_limit", string.Create(CultureInfo.InvariantCulture, $"{memory}B"));
        }

        if (CheckpointThreshold is { } threshold)
        {
            yield return new("checkpoint_threshold", string.Create(CultureInfo.InvariantCulture, $"{threshold}B"));
        }

        if (TemporaryDirectory is { } folder)
        {
            yield return new("temp_directory", folder);
        }
    }

    /// <summary>What is said on the first connection.</summary>
    internal string? FirstSql => WritableFolder is { } folder && !ExternalAccess
        ? $"SET GLOBAL allowed_directories = ['{folder.Replace("'", "''", StringComparison.Ordinal)}']; SET GLOBAL enable_external_access = false"
        : null;
}
