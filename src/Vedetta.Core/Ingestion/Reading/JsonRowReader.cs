using System.Buffers;
using System.Text.Unicode;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>
/// Cuts JSON into rows: lines, or the elements of an array, or objects one after another. Each row is parsed on its own, so
/// a bad one does not harm its neighbours. A JSON text whose brackets never close is refused as a whole.
/// </summary>
internal sealed class JsonRowReader(Stream stream, bool lines) : IRowReader
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[],"u8);
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\"u8);
    private readonly ByteWindow _window = new(stream);
    private bool _begun;
    private bool _array;
    private bool _ended;
    private bool _skippingLine;

    public async ValueTask<bool> ReadAsync(IRowSink sink, int rows, CancellationToken cancel)
    {
        if (!_begun) await BeginAsync(cancel);
        while (sink.ChunkRows < rows)
        {
            if (lines ? TakeLine(sink) : TakeElement(sink)) continue;
            if (_ended) return false;
            if (!await _window.FillAsync(cancel) && !EndInput(sink)) return false;
        }

        return true;
    }

    public ValueTask DisposeAsync()
    {
        _window.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask BeginAsync(CancellationToken cancel)
    {
        _begun = true;
        while (_window.Unread.Length < 3 && await _window.FillAsync(cancel))
        {
        }

        if (_window.Unread.StartsWith("\uFEFF"u8)) _window.Consume(3);
        if (lines) return;
        SkipSpace();
        while (_window.Unread.IsEmpty && await _window.FillAsync(cancel)) SkipSpace();
        if (_window.Unread.IsEmpty) throw new IngestFormatException("empty_body", "the body is empty; an object, an array of objects or an object per line is allowed");
        _array = _window.Unread[0] == '[';
        if (_array) _window.Consume(1);
        else if (_window.Unread[0] != '{')
            throw new IngestFormatException("malformed_json", "the body is not JSON rows: it begins with neither '{' nor '['");
    }

    /// <summary>What is left when the stream has ended; true when a last row was found.</summary>
    private bool EndInput(IRowSink sink)
    {
        _ended = true;
        if (lines)
        {
            var rest = _window.Unread;
            if (!_skippingLine && !rest.Trim(" \t\r\n"u8).IsEmpty) Give(sink, rest);
            _window.Consume(rest.Length);
            return true;
        }

        SkipSpace();
        if (_array || !_window.Unread.IsEmpty)
            throw new IngestFormatException("malformed_json", "the JSON ends in the middle: a bracket or quote is not closed");
        return false;
    }

    private bool TakeLine(IRowSink sink)
    {
        var unread = _window.Unread;
        var length = unread.IndexOf((byte)'\n');
        if (length < 0)
        {
            if (unread.Length <= ReadLimits.RowBytes) return false;
            if (!_skippingLine) TooLong(sink, unread);
            _skippingLine = true;
            _window.Consume(unread.Length);
            return false;
        }

        if (_skippingLine) _skippingLine = false;
        else if (length > ReadLimits.RowBytes) TooLong(sink, unread[..length]);
        else if (!unread[..length].Trim(" \t\r"u8).IsEmpty) Give(sink, unread[..length]);
        _window.Consume(length + 1);
        return true;
    }

    private bool TakeElement(IRowSink sink)
    {
        SkipSpace();
        var unread = _window.Unread;
        if (unread.IsEmpty) return false;
        if (_array && unread[0] is (byte)',' or (byte)']')
        {
            _array = unread[0] == ',';
            _window.Consume(1);
            return true;
        }

        var length = ElementLength(unread, _array);
        if (length < 0)
        {
            if (unread.Length > ReadLimits.RowBytes) throw new IngestFormatException("row_too_large", $"an element is longer than {ReadLimits.RowBytes} bytes");
            return false;
        }

        if (length == 0) throw new IngestFormatException("malformed_json", "a bracket closes that was never opened");
        Give(sink, unread[..length]);
        _window.Consume(length);
        return true;
    }

    /// <summary>Bytes up to the end of the element, or -1 when it does not end here yet.</summary>
    private static int ElementLength(ReadOnlySpan<byte> text, bool array)
    {
        var depth = 0;
        var at = 0;
        while (true)
        {
            var next = text[at..].IndexOfAny(Structure);
            if (next < 0) return -1;
            at += next;
            switch (text[at])
            {
                case (byte)'"':
                    at = TextEnd(text, at + 1);
                    if (at < 0) return -1;
                    break;
                case (byte)'{' or (byte)'[': depth++; break;
                case (byte)',':
                    if (depth == 0 && array) return at;
                    break;
                default:
                    if (depth == 0) return at;
                    if (--depth == 0) return at + 1;
                    break;
            }

            at++;
        }
    }

    private static int TextEnd(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            if (at >= text.Length) return -1;
            var next = text[at..].IndexOfAny(InText);
            if (next < 0) return -1;
            at += next;
            if (text[at] == '"') return at;
            at += 2;
        }
    }

    private static void Give(IRowSink sink, ReadOnlySpan<byte> row)
    {
        if (Utf8.IsValid(row))
        {
            sink.Json(row.Trim(" \t\r\n"u8));
            return;
        }

        sink.BeginRow();
        sink.Refuse("bad_utf8", "the row is not UTF-8", row);
    }

    private static void TooLong(IRowSink sink, ReadOnlySpan<byte> row)
    {
        sink.BeginRow();
        sink.Refuse("row_too_large", $"the row is longer than {ReadLimits.RowBytes} bytes", row[..Math.Min(row.Length, 4096)]);
    }

    private void SkipSpace()
    {
        var space = _window.Unread.IndexOfAnyExcept(" \t\r\n"u8);
        _window.Consume(space < 0 ? _window.Unread.Length : space);
    }
}
