using System.Text;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>A prepared statement. Parameters count from 1 and keep their values between runs. Not thread-safe.</summary>
public sealed class Statement : IDisposable
{
    private readonly StatementHandle _handle;

    internal Statement(StatementHandle handle) => _handle = handle;

    /// <summary>Number of parameters.</summary>
    public int ParameterCount => (int)Native.ParameterCount(_handle);

    /// <summary>Binds NULL.</summary>
    public Statement BindNull(int index) => Bound(Native.BindNull(_handle, (ulong)index), index);

    /// <summary>Binds a boolean.</summary>
    public Statement Bind(int index, bool value) => Bound(Native.BindBoolean(_handle, (ulong)index, value), index);

    /// <summary>Binds an INTEGER.</summary>
    public Statement Bind(int index, int value) => Bound(Native.BindInt32(_handle, (ulong)index, value), index);

    /// <summary>Binds a BIGINT.</summary>
    public Statement Bind(int index, long value) => Bound(Native.BindInt64(_handle, (ulong)index, value), index);

    /// <summary>Binds a UBIGINT.</summary>
    public Statement Bind(int index, ulong value) => Bound(Native.BindUInt64(_handle, (ulong)index, value), index);

    /// <summary>Binds a DOUBLE.</summary>
    public Statement Bind(int index, double value) => Bound(Native.BindDouble(_handle, (ulong)index, value), index);

    /// <summary>Binds text, NULL for null.</summary>
    public Statement Bind(int index, string? value) => value is null ? BindNull(index) : BindText(index, Encoding.UTF8.GetBytes(value));

    /// <summary>Binds text given as UTF-8.</summary>
    public unsafe Statement BindText(int index, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* pointer = NonNull(utf8))
        {
            return Bound(Native.BindVarchar(_handle, (ulong)index, pointer, (ulong)utf8.Length), index);
        }
    }

    /// <summary>Binds bytes.</summary>
    public unsafe Statement BindBlob(int index, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = NonNull(bytes))
        {
            return Bound(Native.BindBlob(_handle, (ulong)index, pointer, (ulong)bytes.Length), index);
        }
    }

    /// <summary>Runs the statement for its effect; answers the number of rows changed.</summary>
    public unsafe long Execute()
    {
        using var result = new ResultHandle();
        if (Native.Execute(_handle, result.Pointer) != 0)
        {
            throw Connection.Error("Running a prepared statement", result);
        }

        return (long)Native.RowsChanged(result.Pointer);
    }

    /// <summary>Runs the query and streams its rows; read them before the connection runs anything else.</summary>
    public unsafe Result Query()
    {
        var result = new ResultHandle();
        if (Native.ExecuteStreaming(_handle, result.Pointer) != 0)
        {
            using (result)
            {
                throw Connection.Error("Running a query", result);
            }
        }

        return new Result(result);
    }

    /// <summary>Runs a query whose first value is a BIGINT; null for no row or NULL.</summary>
    public long? QueryInt64()
    {
        using Result result = Query();
        return result.Read() && result.IsValid(0, 0) ? result.Column<long>(0)[0] : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static ReadOnlySpan<byte> NonNull(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "\0"u8 : bytes;

    private Statement Bound(int state, int index)
        => state == 0 ? this : throw new ArgumentOutOfRangeException(nameof(index), index, "The statement has no such parameter.");
}
