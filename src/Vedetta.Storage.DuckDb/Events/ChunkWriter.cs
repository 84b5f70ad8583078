using System.Runtime.InteropServices;
using System.Text.Unicode;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Writes a slice of batch buffers into the columns of an appender's chunk, from the first column to the last.</summary>
internal sealed class ChunkWriter(Appender appender)
{
    private readonly InvalidMarks _marks = new();
    private int _column;
    private int _start;
    private int _count;

    /// <summary>Begins the slice of <paramref name="count"/> rows at <paramref name="start"/>.</summary>
    internal void Begin(int start, int count)
    {
        _column = 0;
        _start = start;
        _count = count;
    }

    /// <summary>Hands the slice to the engine.</summary>
    internal void End() => appender.Append(_count);

    internal void Fill(long value) => appender.Column<long>(_column++)[.._count].Fill(value);

    internal void Fill(StringCell value) => appender.Cells(_column++)[.._count].Fill(value);

    internal void Write(List<long> values) => Slice(values).CopyTo(appender.Column<long>(_column++));

    internal void Write(List<ulong> values) => Slice(values).CopyTo(appender.Column<ulong>(_column++));

    internal void Write(NumericBuffer buffer, int field)
    {
        ReadOnlySpan<double> values = buffer.Values.Slice(_start, _count);
        values.CopyTo(appender.Column<double>(_column));
        Span<ulong> validity = default;
        for (int row = 0; row < values.Length; row++)
        {
            double value = values[row];
            if (!double.IsNaN(value))
            {
                continue;
            }

            bool isInvalid = NumericValue.IsInvalid(value);
            if (isInvalid || NumericValue.IsMissing(value))
            {
                ClearBit(ref validity, row);
                if (isInvalid)
                {
                    _marks.Add(row, field);
                }
            }
        }

        _column++;
    }

    internal void Write(CategoryBuffer buffer, CategoryCells cells, int field)
    {
        ReadOnlySpan<int> codes = buffer.Codes.Slice(_start, _count);
        Span<StringCell> target = appender.Cells(_column);
        ReadOnlySpan<StringCell> source = cells.Cells;
        Span<ulong> validity = default;
        for (int row = 0; row < codes.Length; row++)
        {
            int code = codes[row];
            if (code >= 0)
            {
                target[row] = source[code];
                continue;
            }

            target[row] = default;
            ClearBit(ref validity, row);
            if (code == CategoryBuffer.Invalid)
            {
                _marks.Add(row, field);
            }
        }

        _column++;
    }

    internal void Write(TextBuffer buffer)
    {
        Span<StringCell> target = appender.Cells(_column);
        Span<ulong> validity = default;
        for (int row = 0; row < _count; row++)
        {
            if (!buffer.Has(_start + row))
            {
                target[row] = default;
                ClearBit(ref validity, row);
                continue;
            }

            ReadOnlySpan<byte> text = buffer.Utf8(_start + row);

            // The engine trusts its texts to be UTF-8; a broken sequence becomes U+FFFD, as it does when it is read as a string.
            appender.SetBytes(_column, row, Utf8.IsValid(text) ? text : System.Text.Encoding.UTF8.GetBytes(buffer[_start + row]!));
        }

        _column++;
    }

    /// <summary>Leaves a column missing in every row of the slice.</summary>
    internal void WriteMissing() => appender.Validity(_column++)[..((_count + 63) / 64)].Clear();

    /// <summary>Leaves a column for <see cref="WriteMarks"/>.</summary>
    internal void Skip() => _column++;

    /// <summary>Writes the marks of values of the wrong type, once every other column is written.</summary>
    internal void WriteMarks(int column) => _marks.WriteTo(appender, column, _count);

    private ReadOnlySpan<T> Slice<T>(List<T> values) => CollectionsMarshal.AsSpan(values).Slice(_start, _count);

    private void ClearBit(ref Span<ulong> validity, int row)
    {
        if (validity.IsEmpty)
        {
            validity = appender.Validity(_column);
        }

        validity[row >> 6] &= ~(1UL << (row & 63));
    }
}
