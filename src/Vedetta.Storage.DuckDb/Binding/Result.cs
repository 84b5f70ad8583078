using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>
/// Rows of a query, one chunk of up to 2,048 at a time, read in place as spans. Spans are valid until the next
/// <see cref="Read"/> or <see cref="Dispose"/>. Not thread-safe.
/// </summary>
public sealed unsafe class Result : IDisposable
{
    private readonly ResultHandle _handle;
    private readonly DuckDbType[] _types;
    private readonly nint[] _data;
    private readonly nint[] _validity;
    private ChunkHandle? _chunk;
    private bool _isAtEnd;

    internal Result(ResultHandle handle)
    {
        _handle = handle;
        _types = new DuckDbType[(int)Native.ColumnCount(_handle.Pointer)];
        for (int i = 0; i < _types.Length; i++)
        {
            _types[i] = Native.ColumnType(_handle.Pointer, (ulong)i);
        }

        _data = new nint[_types.Length];
        _validity = new nint[_types.Length];
    }

    /// <summary>Types of the columns.</summary>
    public ReadOnlySpan<DuckDbType> Types => _types;

    /// <summary>Rows of the chunk at hand.</summary>
    public int RowCount { get; private set; }

    /// <summary>Name of a column.</summary>
    public string ColumnName(int column)
        => Marshal.PtrToStringUTF8(Native.ColumnName(_handle.Pointer, (ulong)column)) ?? "";

    /// <summary>Moves to the next chunk that has rows; false after the last.</summary>
    /// <exception cref="DuckDbException">The query failed while it was running.</exception>
    public bool Read()
    {
        if (_isAtEnd)
        {
            return false;
        }

        do
        {
            RowCount = 0;
            _chunk?.Dispose();
            _chunk = null;
            nint next = Native.FetchChunk(*_handle.Pointer);
            if (next == 0)
            {
                _isAtEnd = true;
                return Native.ResultError(_handle.Pointer) == 0 ? false : throw Connection.Error("Reading rows", _handle);
            }

            _chunk = ChunkHandle.Own(next);
            RowCount = (int)Native.ChunkSize(next);
        }
        while (RowCount == 0);

        for (int i = 0; i < _types.Length; i++)
        {
            nint vector = Native.ChunkVector(_chunk.Address, (ulong)i);
            _data[i] = Native.VectorData(vector);
            _validity[i] = (nint)Native.VectorValidity(vector);
        }

        return true;
    }

    /// <summary>Values of a fixed-width column; where a row is not valid its value is arbitrary.</summary>
    public ReadOnlySpan<T> Column<T>(int column)
        where T : unmanaged
    {
        if (!ColumnTypes.Fits<T>(_types[column]))
        {
            throw new InvalidOperationException($"Column {column} is {_types[column]} and cannot be read as {typeof(T).Name}.");
        }

        return new ReadOnlySpan<T>((void*)_data[column], RowCount);
    }

    /// <summary>Validity bits of a column, lowest bit first, 1 = has a value; empty when every row has one.</summary>
    public ReadOnlySpan<ulong> Validity(int column)
        => _validity[column] == 0 ? [] : new ReadOnlySpan<ulong>((void*)_validity[column], (RowCount + 63) / 64);

    /// <summary>Whether a row of a column has a value.</summary>
    public bool IsValid(int column, int row)
        => _validity[column] == 0 || (((ulong*)_validity[column])[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Bytes of a VARCHAR (UTF-8) or BLOB; empty where the row has no value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(int column, int row)
    {
        if (_types[column] is not (DuckDbType.Varchar or DuckDbType.Blob))
        {
            throw new InvalidOperationException($"Column {column} is {_types[column]} and has no bytes.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
        return IsValid(column, row) ? StringCell.Read((StringCell*)_data[column] + row) : [];
    }

    /// <summary>Cells of a text or blob column, valid as long as the chunk; those of rows without a value are arbitrary.</summary>
    internal ReadOnlySpan<StringCell> Cells(int column) => _types[column] is DuckDbType.Varchar or DuckDbType.Blob
        ? new ReadOnlySpan<StringCell>((void*)_data[column], RowCount)
        : throw new InvalidOperationException($"Column {column} is {_types[column]} and has no cells.");

    /// <summary>A text, null where the row has no value.</summary>
    public string? Text(int column, int row)
        => IsValid(column, row) ? System.Text.Encoding.UTF8.GetString(Bytes(column, row)) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _chunk?.Dispose();
        _chunk = null;
        RowCount = 0;
        _handle.Dispose();
    }
}
