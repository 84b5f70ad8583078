using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>
/// How a VARCHAR or BLOB lies in a vector (the C API's <c>duckdb_string_t</c>): a length, then up to 12 bytes in place, or a
/// prefix of four and a pointer.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct StringCell
{
    internal const int InPlaceLength = 12;

    [FieldOffset(0)]
    private uint length;

    [FieldOffset(4)]
    private fixed byte inPlace[InPlaceLength];

    [FieldOffset(8)]
    private byte* pointer;

    internal static ReadOnlySpan<byte> Read(StringCell* cell)
    {
        int count = (int)cell->length;
        return new ReadOnlySpan<byte>(count <= InPlaceLength ? cell->inPlace : cell->pointer, count);
    }

    /// <summary>Writes a text of at most <see cref="InPlaceLength"/> bytes; the rest of the cell is zero, as the engine compares it whole.</summary>
    internal static void WriteInPlace(StringCell* cell, ReadOnlySpan<byte> bytes)
    {
        *cell = default;
        cell->length = (uint)bytes.Length;
        bytes.CopyTo(new Span<byte>(cell->inPlace, InPlaceLength));
    }
}
