using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>
/// Writes whole columns into a table, one chunk of <see cref="Capacity"/> rows at a time: fill every column of the chunk, then
/// <see cref="Append"/>; at the end <see cref="Complete"/>. Rows become visible and durable with the connection's transaction.
/// Disposing without completing discards what was not yet handed to the engine; roll the transaction back. Not thread-safe.
/// </summary>
public sealed unsafe class Appender : IDisposable
{
    private readonly AppenderHandle _handle;
    private readonly ChunkHandle _chunk;
    private readonly DuckDbType[] _types;
    private readonly nint[] _vectors;
    private readonly nint[] _data;
    private readonly NativeArena _texts = new();
    private bool _isComplete;

    internal Appender(AppenderHandle handle, ReadOnlySpan<DuckDbType> types)
    {
        _handle = handle;
        _types = types.ToArray();
        _vectors = new nint[types.Length];
        _data = new nint[types.Length];
        _chunk = CreateChunk(types);
        FindVectors();
    }

    /// <summary>Rows that a chunk holds at most.</summary>
    public static int Capacity { get; } = (int)Native.VectorSize();

    /// <summary>Memory of a fixed-width column of the chunk at hand, <see cref="Capacity"/> values.</summary>
    public Span<T> Column<T>(int column)
        where T : unmanaged
    {
        if (!ColumnTypes.Fits<T>(_types[column]))
        {
            throw new InvalidOperationException($"Column {column} is {_types[column]} and cannot be written as {typeof(T).Name}.");
        }

        return new Span<T>((void*)_data[column], Capacity);
    }

    /// <summary>
    /// Validity bits of a column of the chunk at hand, all set when the chunk is fresh; clear a bit for a missing value. Ask for
    /// them only when some value is missing: a column without the bits is all present and costs nothing.
    /// </summary>
    public Span<ulong> Validity(int column)
    {
        Native.EnsureValidityWritable(_vectors[column]);
        return new Span<ulong>(Native.VectorValidity(_vectors[column]), (Capacity + 63) / 64);
    }

    /// <summary>Marks one row of a column as missing.</summary>
    public void SetNull(int column, int row) => Validity(column)[row >> 6] &= ~(1UL << (row & 63));

    /// <summary>Writes one text (valid UTF-8) or blob, copied until the chunk is appended; costs no call into the engine.</summary>
    public void SetBytes(int column, int row, ReadOnlySpan<byte> bytes) => Cells(column)[row] = StringCell.Of(bytes, _texts);

    /// <summary>Hands the first <paramref name="rows"/> rows of the chunk to the engine and gives a fresh chunk.</summary>
    public void Append(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        Native.SetChunkSize(_chunk.Address, (ulong)rows);
        if (Native.AppendDataChunk(_handle, _chunk.Address) != 0)
        {
            throw Error("Appending rows", _handle);
        }

        Native.ResetDataChunk(_chunk.Address);
        _texts.Clear();
        FindVectors();
    }

    /// <summary>Hands everything to the open transaction; to be followed by its commit.</summary>
    public void Complete()
    {
        if (Native.AppenderFlush(_handle) != 0)
        {
            throw Error("Appending rows", _handle);
        }

        _isComplete = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isComplete && !_handle.IsClosed)
        {
            _ = Native.AppenderClear(_handle);
        }

        _chunk.Dispose();
        _handle.Dispose();
        _texts.Dispose();
    }

    /// <summary>Cells of a text or blob column; what they point to must live until the chunk is appended.</summary>
    internal Span<StringCell> Cells(int column)
    {
        if (_types[column] is not (DuckDbType.Varchar or DuckDbType.Blob))
        {
            throw new InvalidOperationException($"Column {column} is {_types[column]} and holds no bytes.");
        }

        return new Span<StringCell>((void*)_data[column], Capacity);
    }

    internal static DuckDbException Error(string operation, AppenderHandle appender)
    {
        nint error = Native.AppenderError(appender);
        var exception = new DuckDbException(operation, Native.ErrorKind(error), Marshal.PtrToStringUTF8(Native.ErrorMessage(error)) ?? "");
        Native.DestroyErrorData(ref error);
        return exception;
    }

    private static ChunkHandle CreateChunk(ReadOnlySpan<DuckDbType> types)
    {
        Span<nint> logical = types.Length <= 128 ? stackalloc nint[types.Length] : new nint[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            logical[i] = Native.CreateLogicalType(types[i]);
        }

        fixed (nint* pointer = logical)
        {
            var created = ChunkHandle.Own(Native.CreateDataChunk(pointer, (ulong)types.Length));
            foreach (ref nint type in logical)
            {
                Native.DestroyLogicalType(ref type);
            }

            return created;
        }
    }

    /// <summary>A reset chunk may lie elsewhere in memory.</summary>
    private void FindVectors()
    {
        for (int i = 0; i < _types.Length; i++)
        {
            _vectors[i] = Native.ChunkVector(_chunk.Address, (ulong)i);
            _data[i] = Native.VectorData(_vectors[i]);
        }
    }
}
