namespace Vedetta.Core.Storage;

/// <summary>The medium failed: full, read-only, damaged, in use by another process. The message says what and what to do, without user data.</summary>
public sealed class StorageException : IOException
{
    /// <summary>Says what failed.</summary>
    public StorageException(string message) : base(message) { }

    /// <summary>Says what failed, and why.</summary>
    public StorageException(string message, Exception inner) : base(message, inner) { }

    /// <summary>True when a repetition may succeed once the cause is gone (full disk, lock), false when the data itself is damaged.</summary>
    public bool Passing { get; init; }
}
