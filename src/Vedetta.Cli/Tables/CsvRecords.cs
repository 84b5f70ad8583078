using System.Text;
using System.Text.Unicode;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Tables;

/// <summary>
/// Reads comma-separated values (RFC 4180) record by record: quoted cells may hold commas, quotes and line ends. The
/// record and its cells are valid until the next one is read. Not thread-safe.
/// </summary>
internal sealed class CsvRecords(Stream stream, string name)
{
    private const int Largest = 64 << 20;
    private Cell[] _cells = new Cell[64];
    private byte[] _buffer = new byte[1 << 18];
    private byte[] _scratch = new byte[256];
    private int _from;
    private int _to;
    private int _recordEnd;
    private bool _ended;
    private bool _begun;

    /// <summary>1-based number of the current record, the header being the first.</summary>
    public long Number { get; private set; }

    /// <summary>Number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>The record as written, without its line end.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_from, _recordEnd - _from);

    /// <summary>A cell without its quotes.</summary>
    public ReadOnlySpan<byte> this[int cell]
    {
        get
        {
            var (from, to, quoted) = _cells.AsSpan(0, Count)[cell];
            var text = _buffer.AsSpan(_from + from, to - from);
            return quoted && text.Contains((byte)'"') ? Unescape(text) : text;
        }
    }

    /// <summary>The cell as written, quotes included.</summary>
    public ReadOnlySpan<byte> RawCell(int cell)
    {
        var (from, to, quoted) = _cells.AsSpan(0, Count)[cell];
        return quoted ? _buffer.AsSpan(_from + from - 1, to - from + 2) : _buffer.AsSpan(_from + from, to - from);
    }

    /// <summary>Reads the header: the names of the columns.</summary>
    public string[] ReadHeader()
    {
        if (!Read()) throw new UsageException($"{name} is empty: a header line with column names is needed");
        if (Raw.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || Raw.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) throw new UsageException($"{name} is UTF-16: save it as UTF-8");
        if (Raw.Contains((byte)0)) throw new UsageException($"{name} is no CSV: its first line holds a zero byte");
        if (!Utf8.IsValid(Raw)) throw new UsageException($"{name}: the header is not UTF-8: save the file as UTF-8");
        var names = new string[Count];
        for (var i = 0; i < names.Length; i++) names[i] = Encoding.UTF8.GetString(this[i]);
        var twice = names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? names : throw new UsageException($"{name} has two columns named '{twice.Key}'");
    }

    /// <summary>Reads the next record; empty lines are passed over. False at the end.</summary>
    public bool Read()
    {
        var next = _begun ? _recordEnd : 0;
        _begun = true;
        while (true)
        {
            next = PassLineEnds(next);
            if (next < 0) return false;
            _from = next;
            _recordEnd = FindEnd();
            Number++;
            Split();
            return true;
        }
    }

    private int PassLineEnds(int at)
    {
        while (true)
        {
            while (at < _to && _buffer[at] is (byte)'\n' or (byte)'\r') at++;
            if (at < _to)
            {
                if (Number == 0 && at == 0 && _to >= 3 && _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8)) at = 3;
                return at;
            }

            _from = at;
            if (!Fill()) return -1;
            at = _from;
        }
    }

    private int FindEnd()
    {
        var at = _from;
        var quoted = false;
        while (true)
        {
            var window = _buffer.AsSpan(at, _to - at);
            var hit = quoted ? window.IndexOf((byte)'"') : window.IndexOfAny((byte)'"', (byte)'\n', (byte)'\r');
            if (hit < 0)
            {
                var seen = _to - _from;
                if (!Fill())
                {
                    if (quoted) throw new UsageException($"{name}: the quotes opened in record {Number + 1} are never closed");
                    return _to;
                }

                at = _from + seen;
                continue;
            }

            at += hit;
            if (_buffer[at] != '"') return at;
            quoted = !quoted;
            at++;
        }
    }

    private void Split()
    {
        Count = 0;
        var record = Raw;
        var at = 0;
        while (true)
        {
            if (at < record.Length && record[at] == '"')
            {
                var close = Closing(record, at + 1);
                if (close < 0) throw new UsageException($"{name}: the quotes opened in record {Number}, column {Count + 1} are never closed");
                Add(new Cell(at + 1, close, true));
                at = close + 1;
                if (at < record.Length && record[at] != ',') throw new UsageException($"{name}: text after the closing quotes in record {Number}, column {Count}");
            }
            else
            {
                var comma = record[at..].IndexOf((byte)',');
                var end = comma < 0 ? record.Length : at + comma;
                Add(new Cell(at, end, false));
                at = end;
            }

            if (at >= record.Length) return;
            at++;
        }
    }

    // A quote inside a bare cell may have paired with the one that opens this cell: then none closes it, and the answer is -1.
    private static int Closing(ReadOnlySpan<byte> record, int at)
    {
        while (true)
        {
            var hit = record[at..].IndexOf((byte)'"');
            if (hit < 0) return -1;
            at += hit;
            if (at + 1 >= record.Length || record[at + 1] != '"') return at;
            at += 2;
        }
    }

    private void Add(Cell cell)
    {
        if (Count == _cells.Length) Array.Resize(ref _cells, 2 * Count);
        _cells[Count++] = cell;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        if (_scratch.Length < text.Length) _scratch = new byte[text.Length * 2];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            _scratch[length++] = text[i];
            if (text[i] == '"') i++;
        }

        return _scratch.AsSpan(0, length);
    }

    // Moves what is left to the front and reads more; false at the end of the stream.
    private bool Fill()
    {
        if (_ended) return false;
        var left = _to - _from;
        if (left == _buffer.Length)
        {
            if (left >= Largest) throw new UsageException($"{name}: record {Number + 1} is longer than 64 MiB");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        if (_from > 0)
        {
            Buffer.BlockCopy(_buffer, _from, _buffer, 0, left);
            _from = 0;
            _to = left;
        }

        var read = stream.Read(_buffer, _to, _buffer.Length - _to);
        _ended = read == 0;
        _to += read;
        return read > 0;
    }

    private readonly record struct Cell(int From, int To, bool Quoted);
}
