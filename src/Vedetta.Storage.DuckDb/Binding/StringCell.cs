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
    private const int PrefixLength = 4;

    [FieldOffset(0)]
    private uint _length;

    [FieldOffset(4)]
    private fixed byte _inPlace[InPlaceLength];

    [FieldOffset(8)]
    private byte* _pointer;

    /// <summary>Whether the bytes lie in the cell itself, so that equal cells are equal texts.</summary>
    internal readonly bool IsInPlace => _length <= InPlaceLength;

    /// <summary>A cell of these bytes: in place, its unused rest zero as the engine compares cells whole, or copied to the arena.</summary>
    internal static StringCell Of(ReadOnlySpan<byte> bytes, NativeArena arena)
    {
        StringCell cell = default;
        cell._length = (uint)bytes.Length;
        if (bytes.Length <= InPlaceLength)
        {
            bytes.CopyTo(new Span<byte>(cell._inPlace, InPlaceLength));
        }
        else
        {
            bytes[..PrefixLength].CopyTo(new Span<byte>(cell._inPlace, PrefixLength));
            cell._pointer = arena.Copy(bytes);
        }

        return cell;
    }

    internal static ReadOnlySpan<byte> Read(StringCell* cell)
    {
        int count = (int)cell->_length;
        return new ReadOnlySpan<byte>(count <= InPlaceLength ? cell->_inPlace : cell->_pointer, count);
    }
}
