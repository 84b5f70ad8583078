using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>
/// Comma-separated values by RFC 4180: quotes, doubled quotes, line ends inside quotes, CRLF or LF, a byte order mark. The
/// first record is the header. A bad record is refused alone; reading goes on at the next line. Works on UTF-8 spans.
/// </summary>
internal sealed class CsvRowReader(Stream stream) : IRowReader
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(",\r\n"u8);
    private readonly ByteWindow _window = new(stream);
    private readonly List<(int Start, int Length)> _cells = [];
    private int _columns = -1;
    private bool _skippingLine;

    private enum Found
    {
        Record,
        More,
        Bad,
    }

    public async ValueTask<bool> ReadAsync(IRowSink sink, int rows, CancellationToken cancel)
    {
        if (_columns < 0) await HeaderAsync(sink, cancel);
        while (sink.ChunkRows < rows)
        {
            if (Take(sink)) continue;
            if (!await _window.FillAsync(cancel) && !Take(sink)) return false;
        }

        return true;
    }

    public ValueTask DisposeAsync()
    {
        _window.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask HeaderAsync(IRowSink sink, CancellationToken cancel)
    {
        while (_window.Unread.Length < 3 && await _window.FillAsync(cancel))
        {
        }

        if (_window.Unread.StartsWith("\uFEFF"u8)) _window.Consume(3);
        int length;
        while (true)
        {
            var found = Find(out length, out var why);
            if (found == Found.Record && length > 0) break;
            if (found == Found.Bad) throw new IngestFormatException("malformed_csv", $"the header cannot be read: {why}");
            if (!await _window.FillAsync(cancel) && _window.Unread.IsEmpty)
                throw new IngestFormatException("header_required", "the file is empty; its first line must name the columns");
        }

        if (!Utf8.IsValid(_window.Unread[..length])) throw new IngestFormatException("bad_utf8", "the header is not UTF-8");
        var names = new List<string>(_cells.Count);
        for (var i = 0; i < _cells.Count; i++) names.Add(Encoding.UTF8.GetString(CellText(i)));
        Check(names);
        _columns = names.Count;
        _window.Consume(length);
        sink.Header(names);
    }

    private static void Check(List<string> names)
    {
        if (names.Count > ReadLimits.Columns) throw new IngestFormatException("too_many_columns", $"the header names {names.Count} columns; at most {ReadLimits.Columns} are allowed");
        if (names.Count == 1 && names[0].AsSpan().ContainsAny(';', '\t'))
            throw new IngestFormatException("malformed_csv", "the header has no comma but ';' or tab; columns must be separated by commas");
        if (names.TrueForAll(n => NumberText.TryParse(Encoding.UTF8.GetBytes(n), out _)))
            throw new IngestFormatException("header_required", "the first line holds only numbers; it must name the columns");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0) throw new IngestFormatException("empty_header", $"column {i + 1} has no name; every column needs one");
            if (!seen.Add(names[i])) throw new IngestFormatException("duplicate_header", $"the column '{names[i]}' is named twice", names[i]);
        }
    }

    /// <summary>Gives the next record to the sink; false when there is no whole one in the window.</summary>
    private bool Take(IRowSink sink)
    {
        var unread = _window.Unread;
        if (_skippingLine) return SkipLine(unread);
        if (unread.IsEmpty) return false;
        switch (Find(out var length, out var why))
        {
            case Found.More when unread.Length <= ReadLimits.RowBytes:
                return false;
            case Found.More:
                return RefuseLine(sink, unread, "row_too_large", $"the record is longer than {ReadLimits.RowBytes} bytes, or a quote is not closed");
            case Found.Bad:
                return RefuseLine(sink, unread, "malformed_csv", why);
            default:
                var record = unread[..length];
                if (_cells.Count > 1 || _cells[0].Length > 0) Give(sink, record);
                _window.Consume(length);
                return true;
        }
    }

    private bool RefuseLine(IRowSink sink, ReadOnlySpan<byte> unread, string code, string message)
    {
        var end = unread.IndexOf((byte)'\n');
        sink.BeginRow();
        sink.Refuse(code, message, unread[..Math.Min(end < 0 ? unread.Length : end, 4096)]);
        if (end < 0)
        {
            _skippingLine = true;
            return SkipLine(unread);
        }

        _window.Consume(end + 1);
        return true;
    }

    private bool SkipLine(ReadOnlySpan<byte> unread)
    {
        var end = unread.IndexOf((byte)'\n');
        _skippingLine = end < 0;
        _window.Consume(end < 0 ? unread.Length : end + 1);
        return end >= 0;
    }

    private void Give(IRowSink sink, ReadOnlySpan<byte> record)
    {
        sink.BeginRow();
        if (!Utf8.IsValid(record))
        {
            sink.Refuse("bad_utf8", "the record is not UTF-8", record);
        }
        else if (_cells.Count != _columns)
        {
            sink.Refuse("wrong_cell_count", $"the record has {_cells.Count} cells where the header names {_columns} columns", record);
        }
        else
        {
            for (var i = 0; i < _cells.Count; i++) sink.Cell(i, Token.Cell, CellText(i), 0);
            sink.EndRow(record);
        }
    }

    private ReadOnlySpan<byte> CellText(int cell) => _window.Unread.Slice(_cells[cell].Start, _cells[cell].Length);

    /// <summary>Finds the cells of the next record and its length with its line end. Quoted cells are unfolded in place only once the record is whole.</summary>
    private Found Find(out int length, out string why)
    {
        why = "";
        length = 0;
        _cells.Clear();
        var text = _window.Unread;
        var at = 0;
        var folded = false;
        while (true)
        {
            int end;
            if (at < text.Length && text[at] == '"')
            {
                end = QuoteEnd(text, at + 1, ref folded);
                if (end < 0)
                {
                    if (!_window.Ended) return Found.More;
                    why = "a quote is not closed";
                    return Found.Bad;
                }

                _cells.Add((at + 1, end - at - 1));
                end++;
                if (end < text.Length && text[end] is not ((byte)',' or (byte)'\r' or (byte)'\n'))
                {
                    why = "text follows a closing quote; a quote inside a quoted cell is written twice";
                    return Found.Bad;
                }
            }
            else
            {
                var next = text[at..].IndexOfAny(Plain);
                end = next < 0 ? text.Length : at + next;
                _cells.Add((at, end - at));
            }

            if (end < text.Length && text[end] == ',')
            {
                at = end + 1;
                continue;
            }

            if (!LineEnd(text, end, out length)) return Found.More;
            if (folded) Unfold();
            return Found.Record;
        }
    }

    /// <summary>The length of the record when a line or the input ends here.</summary>
    private bool LineEnd(ReadOnlySpan<byte> text, int end, out int length)
    {
        length = end;
        if (end >= text.Length) return _window.Ended && !text.IsEmpty;
        if (text[end] == '\n')
        {
            length = end + 1;
            return true;
        }

        // A carriage return alone ends a line too; the byte after it tells whether a line feed belongs to it.
        if (end + 1 >= text.Length && !_window.Ended) return false;
        length = end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
        return true;
    }

    private static int QuoteEnd(ReadOnlySpan<byte> text, int at, ref bool folded)
    {
        while (true)
        {
            var next = at < text.Length ? text[at..].IndexOf((byte)'"') : -1;
            if (next < 0) return -1;
            at += next;
            if (at + 1 >= text.Length || text[at + 1] != '"') return at;
            folded = true;
            at += 2;
        }
    }

    private void Unfold()
    {
        var text = _window.Unread;
        for (var i = 0; i < _cells.Count; i++)
        {
            var (start, length) = _cells[i];
            if (start == 0 || text[start - 1] != '"' || !text.Slice(start, length).Contains((byte)'"')) continue;
            var cell = text.Slice(start, length);
            var to = 0;
            for (var from = 0; from < cell.Length; from++, to++)
            {
                cell[to] = cell[from];
                if (cell[from] == '"') from++;
            }

            _cells[i] = (start, to);
        }
    }
}
