using System.Text;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>The dictionary of a category buffer as cells of the engine, so that a row costs a copy of 16 bytes.</summary>
internal sealed class CategoryCells
{
    private readonly StringCell[] _cells;

    /// <summary>Encodes the dictionary; long texts lie in the arena, which must outlive the appends.</summary>
    internal CategoryCells(CategoryBuffer buffer, NativeArena arena)
    {
        _cells = new StringCell[buffer.Dictionary.Count];
        for (int code = 0; code < _cells.Length; code++)
        {
            _cells[code] = Of(buffer.Dictionary[code], arena);
        }
    }

    internal ReadOnlySpan<StringCell> Cells => _cells;

    internal static StringCell Of(string text, NativeArena arena)
    {
        const int Limit = 256;
        int size = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = size <= Limit ? stackalloc byte[Limit] : new byte[size];
        return StringCell.Of(utf8[..Encoding.UTF8.GetBytes(text, utf8)], arena);
    }
}
