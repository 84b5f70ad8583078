using System.Buffers.Binary;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Collects which fields of which rows of a chunk hold a value of the wrong type. Most chunks have none.</summary>
internal sealed class InvalidMarks
{
    private readonly List<(int Row, int Field)> _marks = [];

    internal void Add(int row, int field) => _marks.Add((row, field));

    /// <summary>Writes the marks as one list of little-endian 32-bit field numbers per row, NULL for rows without any, and forgets them.</summary>
    internal void WriteTo(Appender appender, int column, int rows)
    {
        Span<ulong> validity = appender.Validity(column);
        validity[..((rows + 63) / 64)].Clear();
        if (_marks.Count == 0)
        {
            return;
        }

        _marks.Sort();
        Span<byte> list = stackalloc byte[256];
        for (int first = 0; first < _marks.Count;)
        {
            int row = _marks[first].Row;
            int last = first;
            while (last < _marks.Count && _marks[last].Row == row)
            {
                last++;
            }

            int size = (last - first) * sizeof(int);
            Span<byte> bytes = size <= list.Length ? list[..size] : new byte[size];
            for (int i = first; i < last; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes[((i - first) * sizeof(int))..], _marks[i].Field);
            }

            appender.SetBytes(column, row, bytes);
            validity[row >> 6] |= 1UL << (row & 63);
            first = last;
        }

        _marks.Clear();
    }
}
