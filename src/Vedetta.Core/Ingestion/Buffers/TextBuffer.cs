using System.Runtime.InteropServices;
using System.Text;

namespace Vedetta.Core.Ingestion.Buffers;

/// <summary>A growing column of texts kept as UTF-8 in one arena, with an end per row; length -1 is missing. Not thread-safe.</summary>
public sealed class TextBuffer
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _ends = [];
    private readonly List<bool> _present = [];

    /// <summary>Number of rows.</summary>
    public int Count => _ends.Count;

    /// <summary>Bytes of all texts together.</summary>
    public int Bytes => _bytes.Count;

    /// <summary>Whether the row has a text.</summary>
    public bool Has(int row) => _present[row];

    /// <summary>Whether the row exists and has a text; for batches in the making, whose columns may be shorter than their rows.</summary>
    public bool HasAt(int row) => row < _present.Count && _present[row];

    /// <summary>The UTF-8 text of a row, empty when missing; valid until the next change.</summary>
    public ReadOnlySpan<byte> Utf8(int row)
    {
        var start = row == 0 ? 0 : _ends[row - 1];
        return CollectionsMarshal.AsSpan(_bytes)[start.._ends[row]];
    }

    /// <summary>The text of a row, or null when missing.</summary>
    public string? this[int row] => _present[row] ? Encoding.UTF8.GetString(Utf8(row)) : null;

    /// <summary>Appends a row.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        _bytes.AddRange(utf8);
        _ends.Add(_bytes.Count);
        _present.Add(true);
    }

    /// <summary>Appends a row; null is missing.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            AddMissing();
            return;
        }

        var start = _bytes.Count;
        CollectionsMarshal.SetCount(_bytes, start + Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, CollectionsMarshal.AsSpan(_bytes)[start..]);
        _ends.Add(_bytes.Count);
        _present.Add(true);
    }

    /// <summary>Appends a row without a text.</summary>
    public void AddMissing()
    {
        _ends.Add(_bytes.Count);
        _present.Add(false);
    }

    /// <summary>Appends missing values until there are <paramref name="rows"/> rows.</summary>
    public void PadTo(int rows)
    {
        while (_ends.Count < rows) AddMissing();
    }

    /// <summary>Forgets rows beyond <paramref name="rows"/>.</summary>
    public void Truncate(int rows)
    {
        if (rows >= _ends.Count) return;
        var end = rows == 0 ? 0 : _ends[rows - 1];
        CollectionsMarshal.SetCount(_bytes, end);
        CollectionsMarshal.SetCount(_ends, rows);
        CollectionsMarshal.SetCount(_present, rows);
    }

    /// <summary>Forgets every row and keeps the memory.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _ends.Clear();
        _present.Clear();
    }
}
