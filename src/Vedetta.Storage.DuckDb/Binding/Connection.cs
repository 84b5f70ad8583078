using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>
/// One line of work on a database: its own transaction, one statement at a time. Not thread-safe, but for
/// <see cref="Interrupt"/>, which any thread may call.
/// </summary>
public sealed class Connection : IDisposable
{
    private readonly ConnectionHandle _handle;

    internal Connection(ConnectionHandle handle) => _handle = handle;

    /// <summary>Runs statements that take no values and answer no rows. <paramref name="sql"/> is always text of this program.</summary>
    public unsafe void Execute(string sql)
    {
        using var result = new ResultHandle();
        if (Native.Query(_handle, sql, result.Pointer) != 0)
        {
            throw Error("Running a statement", result);
        }
    }

    /// <summary>Prepares one statement; its values are bound, never written into <paramref name="sql"/>.</summary>
    public Statement Prepare(string sql)
    {
        if (Native.Prepare(_handle, sql, out StatementHandle statement) == 0)
        {
            return new Statement(statement);
        }

        string message = Marshal.PtrToStringUTF8(Native.PrepareError(statement)) ?? "";
        statement.Dispose();
        throw new DuckDbException("Preparing a statement", KindOf(message), message);
    }

    /// <summary>Runs a query without values and streams its rows.</summary>
    public Result Query(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Query();
    }

    /// <summary>Runs a query without values that answers one whole number.</summary>
    public long QueryInt64(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.QueryInt64() ?? throw new InvalidOperationException("The query answered no value.");
    }

    /// <summary>Starts an explicit transaction.</summary>
    public void Begin() => Execute("BEGIN TRANSACTION");

    /// <summary>Commits; when it returns, the transaction is on disk and survives a crash.</summary>
    public void Commit() => Execute("COMMIT");

    /// <summary>Undoes the open transaction.</summary>
    public void Rollback() => Execute("ROLLBACK");

    /// <summary>
    /// Undoes the open transaction after another failure, which is the one to report: the engine may have ended the transaction
    /// itself, so a refusal here says nothing.
    /// </summary>
    public unsafe void TryRollback()
    {
        using var result = new ResultHandle();
        _ = Native.Query(_handle, "ROLLBACK", result.Pointer);
    }

    /// <summary>An appender of whole columns to <paramref name="table"/>, whose columns are of <paramref name="types"/> in order.</summary>
    public Appender Append(string table, ReadOnlySpan<DuckDbType> types) => Append(table, [], types);

    /// <summary>An appender to the named <paramref name="columns"/> only; the others get their default.</summary>
    public Appender Append(string table, ReadOnlySpan<string> columns, ReadOnlySpan<DuckDbType> types)
    {
        if (Native.AppenderCreate(_handle, schema: null, table, out AppenderHandle appender) != 0)
        {
            DuckDbException error = Appender.Error("Opening an appender", appender);
            appender.Dispose();
            throw error;
        }

        foreach (string column in columns)
        {
            if (Native.AppenderAddColumn(appender, column) != 0)
            {
                DuckDbException error = Appender.Error("Choosing a column of an appender", appender);
                appender.Dispose();
                throw error;
            }
        }

        return new Appender(appender, types);
    }

    /// <summary>Stops the statement that runs now, which then fails with <see cref="DuckDbErrorKind.Interrupt"/>.</summary>
    public void Interrupt() => Native.Interrupt(_handle);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    internal static unsafe DuckDbException Error(string operation, ResultHandle result)
        => new(operation, Native.ResultErrorKind(result.Pointer), Marshal.PtrToStringUTF8(Native.ResultError(result.Pointer)) ?? "");

    /// <summary>A refused statement carries no kind, but its text starts with one.</summary>
    private static DuckDbErrorKind KindOf(string message) => message switch
    {
        _ when message.StartsWith("Catalog Error", StringComparison.Ordinal) => DuckDbErrorKind.Catalog,
        _ when message.StartsWith("Parser Error", StringComparison.Ordinal) => DuckDbErrorKind.Parser,
        _ when message.StartsWith("Binder Error", StringComparison.Ordinal) => DuckDbErrorKind.Binder,
        _ when message.StartsWith("IO Error", StringComparison.Ordinal) => DuckDbErrorKind.InputOutput,
        _ when message.StartsWith("Permission Error", StringComparison.Ordinal) => DuckDbErrorKind.Permission,
        _ when message.StartsWith("Conversion Error", StringComparison.Ordinal) => DuckDbErrorKind.Conversion,
        _ when message.StartsWith("INTERRUPT Error", StringComparison.Ordinal) => DuckDbErrorKind.Interrupt,
        _ when message.StartsWith("Invalid Input Error", StringComparison.Ordinal) => DuckDbErrorKind.InvalidInput,
        _ => DuckDbErrorKind.Unknown,
    };
}
