namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>
/// A call to DuckDB failed. <see cref="Exception.Message"/> names the operation and the kind and is safe to log: the engine's
/// own words are appended only for kinds whose messages speak of structure or files, never of values.
/// </summary>
public sealed class DuckDbException : Exception
{
    internal DuckDbException(string operation, DuckDbErrorKind kind, string engineMessage)
        : base(Compose(operation, kind, engineMessage))
    {
        Kind = kind;
        EngineMessage = engineMessage;
    }

    /// <summary>DuckDB's classification of the failure.</summary>
    public DuckDbErrorKind Kind { get; }

    /// <summary>The engine's own words. May quote values of rows: never log it or send it to a caller unread.</summary>
    public string EngineMessage { get; }

    private static string Compose(string operation, DuckDbErrorKind kind, string engineMessage)
        => SpeaksOfStructureOnly(kind)
            ? $"{operation} failed ({kind}): {FirstLine(engineMessage)}"
            : $"{operation} failed ({kind}).";

    private static bool SpeaksOfStructureOnly(DuckDbErrorKind kind) => kind is
        DuckDbErrorKind.Catalog or DuckDbErrorKind.Parser or DuckDbErrorKind.Binder or DuckDbErrorKind.InputOutput or
        DuckDbErrorKind.Transaction or DuckDbErrorKind.OutOfMemory or DuckDbErrorKind.Interrupt or DuckDbErrorKind.Fatal or
        DuckDbErrorKind.Settings or DuckDbErrorKind.InvalidConfiguration or DuckDbErrorKind.Permission or
        DuckDbErrorKind.Connection or DuckDbErrorKind.MissingExtension or DuckDbErrorKind.Serialization;

    private static string FirstLine(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }
}
