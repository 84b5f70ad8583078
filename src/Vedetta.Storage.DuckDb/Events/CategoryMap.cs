using System.Runtime.CompilerServices;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>From the cells of short texts to their codes in one buffer, so that a known text is never decoded again.</summary>
internal sealed unsafe class CategoryMap
{
    private readonly Dictionary<UInt128, int> _codes = [];
    private UInt128 _last;
    private int _lastCode = -1;

    internal void Clear()
    {
        _codes.Clear();
        _lastCode = -1;
    }

    internal int CodeOf(in StringCell cell, CategoryBuffer buffer)
    {
        fixed (StringCell* pointer = &cell)
        {
            if (!cell.IsInPlace)
            {
                return Decode(StringCell.Read(pointer), buffer);
            }

            UInt128 key = Unsafe.ReadUnaligned<UInt128>(pointer);
            if (_lastCode >= 0 && key == _last)
            {
                return _lastCode;
            }

            if (!_codes.TryGetValue(key, out int code))
            {
                code = Decode(StringCell.Read(pointer), buffer);
                _codes.Add(key, code);
            }

            _last = key;
            _lastCode = code;
            return code;
        }
    }

    private static int Decode(ReadOnlySpan<byte> utf8, CategoryBuffer buffer)
    {
        buffer.AddUtf8(utf8);
        int code = buffer.Codes[^1];
        buffer.Truncate(buffer.Count - 1);
        return code;
    }
}
