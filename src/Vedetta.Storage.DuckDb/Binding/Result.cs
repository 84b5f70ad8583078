using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>
/// Rows of a query, one chunk of up to 2,048 at a time, read in place as spans. Spans are valid until the next
/// <see cref="Read"/> or <see cref="Dispose"/>. Not thread-safe.
/// </summary>
public sealed unsafe class Result : IDisposable
{
    private readonly ResultHandle handle;
    private readonly DuckDbType[] types;
    private readonly nint[] data;
    private readonly nint[] validity;
    private ChunkHandle? chunk;

    internal Result(ResultHandle handle)
    {
        this.handle = handle;
        types = new DuckDbType[(int)Native.ColumnCount(handle.Pointer)];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = Native.ColumnType(handle.Pointer, (ulong)i);
        }

        data = new nint[types.Length];
        validity = new nint[types.Length];
    }

    /// <summary>Types of the columns.</summary>
    public ReadOnlySpan<DuckDbType> Types => types;

    /// <summary>Rows of the chunk at hand.</summary>
    public int RowCount { get; private set; }

    /// <summary>Name of a column.</summary>
    public string ColumnName(int column)
        => Marshal.PtrToStringUTF8(Native.ColumnName(handle.Pointer, (ulong)column)) ?? "";

    /// <summary>Moves to the next chunk that has rows; false after the last.</summary>
    /// <exception cref="DuckDbException">The query failed while it was running.</exception>
    public bool Read()
    {
        do
        {
            RowCount = 0;
            chunk?.Dispose();
            chunk = null;
            nint next = Native.FetchChunk(*handle.Pointer);
            if (next == 0)
            {
                return Native.ResultError(handle.Pointer) == 0 ? false : throw Connection.Error("Reading rows", handle);
            }

            chunk = ChunkHandle.Own(next);
            RowCount = (int)Native.ChunkSize(next);
        }
        while (RowCount == 0);

        for (int i = 0; i < types.Length; i++)
        {
            nint vector = Native.ChunkVector(chunk.Address, (ulong)i);
            data[i] = Native.VectorData(vector);
            validity[i] = (nint)Native.VectorValidity(vector);
        }

        return true;
    }

    /// <summary>Values of a fixed-width column; where a row is not valid its value is arbitrary.</summary>
    public ReadOnlySpan<T> Column<T>(int column)
        where T : unmanaged
    {
        if (!ColumnTypes.Fits<T>(types[column]))
        {
            throw new InvalidOperationException($"Column {column} is {types[column]} and cannot be read as {typeof(T).Name}.");
        }

        return new ReadOnlySpan<T>((void*)data[column], RowCount);
    }

    /// <summary>Validity bits of a column, lowest bit first, 1 = has a value; empty when every row has one.</summary>
    public ReadOnlySpan<ulong> Validity(int column)
        => validity[column] == 0 ? [] : new ReadOnlySpan<ulong>((void*)validity[column], (RowCount + 63) / 64);

    /// <summary>Whether a row of a column has a value.</summary>
    public bool IsValid(int column, int row)
        => validity[column] == 0 || (((ulong*)validity[column])[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Bytes of a VARCHAR (UTF-8) or BLOB; empty where the row has no value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(int column, int row)
    {
        if (types[column] is not (DuckDbType.Varchar or DuckDbType.Blob))
        {
            throw new InvalidOperationException($"Column {column} is {types[column]} and has no bytes.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
        return IsValid(column, row) ? StringCell.Read((StringCell*)data[column] + row) : [];
    }

    /// <summary>A text, null where the row has no value.</summary>
    public string? Text(int column, int row)
        => IsValid(column, row) ? System.Text.Encoding.UTF8.GetString(Bytes(column, row)) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        chunk?.Dispose();
        chunk = null;
        RowCount = 0;
        handle.Dispose();
    }
}
