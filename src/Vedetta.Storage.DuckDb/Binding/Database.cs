using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>One DuckDB instance: a file, or memory. Thread-safe; connections are made from it, one per thread of work.</summary>
public sealed class Database : IDisposable
{
    private readonly DatabaseHandle _handle;

    private Database(DatabaseHandle handle) => _handle = handle;

    /// <summary>Version of the native library, such as <c>v1.5.6</c>.</summary>
    public static string LibraryVersion => Marshal.PtrToStringUTF8(Native.LibraryVersion()) ?? "";

    /// <summary>Opens or creates the database file at <paramref name="path"/>, replaying its write-ahead log.</summary>
    /// <exception cref="DuckDbException">The file is held by another process, damaged, of a newer format, or unreachable.</exception>
    public static Database Open(string path, DatabaseOptions? options = null) => OpenCore(path, options ?? new());

    /// <summary>Opens an empty database that lives in memory.</summary>
    public static Database OpenInMemory(DatabaseOptions? options = null) => OpenCore(path: null, options ?? new());

    /// <summary>A new connection; close it before the database is closed.</summary>
    public Connection Connect()
    {
        if (Native.Connect(_handle, out ConnectionHandle connection) != 0)
        {
            connection.Dispose();
            throw new DuckDbException("Connecting to the database", DuckDbErrorKind.Connection, "no connection was given");
        }

        return new Connection(connection);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static Database OpenCore(string? path, DatabaseOptions options)
    {
        if (Native.CreateConfig(out ConfigHandle config) != 0)
        {
            config.Dispose();
            throw new DuckDbException("Opening the database", DuckDbErrorKind.OutOfMemory, "no configuration was given");
        }

        using (config)
        {
            foreach ((string name, string value) in options.ToSettings())
            {
                if (Native.SetConfig(config, name, value) != 0)
                {
                    throw new DuckDbException("Opening the database", DuckDbErrorKind.InvalidConfiguration, $"setting {name} was refused");
                }
            }

            if (Native.Open(path, out DatabaseHandle database, config, out nint error) == 0)
            {
                var opened = new Database(database);
                if (options.FirstSql is { } sql)
                {
                    using Connection connection = opened.Connect();
                    connection.Execute(sql);
                }

                return opened;
            }

            database.Dispose();
            string message = Marshal.PtrToStringUTF8(error) ?? "";
            Native.Free(error);
            throw new DuckDbException("Opening the database", OpenErrorKind(message), message);
        }
    }

    /// <summary>Opening is the one call whose failure comes without a kind; its text starts with it.</summary>
    private static DuckDbErrorKind OpenErrorKind(string message) => message switch
    {
        _ when message.StartsWith("IO Error", StringComparison.Ordinal) => DuckDbErrorKind.InputOutput,
        _ when message.StartsWith("Serialization Error", StringComparison.Ordinal) => DuckDbErrorKind.Serialization,
        _ when message.StartsWith("Invalid Configuration", StringComparison.Ordinal) => DuckDbErrorKind.InvalidConfiguration,
        _ when message.StartsWith("INTERNAL", StringComparison.Ordinal) => DuckDbErrorKind.Internal,
        _ => DuckDbErrorKind.Unknown,
    };
}
