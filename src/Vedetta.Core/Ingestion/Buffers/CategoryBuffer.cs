using System.Runtime.InteropServices;
using System.Text;

namespace Vedetta.Core.Ingestion.Buffers;

/// <summary>
/// A growing column of repeating texts: a code per row and a dictionary of this batch. Not thread-safe.
/// </summary>
public sealed class CategoryBuffer
{
    /// <summary>Code of a missing value.</summary>
    public const int Missing = -1;

    /// <summary>Code of a value of the wrong type.</summary>
    public const int Invalid = -2;

    private readonly List<int> _codes = [];
    private readonly List<string> _dictionary = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly RecentTexts _recent = new();

    // A buffer of a handful of rows is not worth the memory of its latest texts.
    private const int FewRows = 8;

    /// <summary>Number of rows.</summary>
    public int Count => _codes.Count;

    /// <summary>A code per row: an index into <see cref="Dictionary"/>, <see cref="Missing"/> or <see cref="Invalid"/>.</summary>
    public ReadOnlySpan<int> Codes => CollectionsMarshal.AsSpan(_codes);

    /// <summary>The distinct texts, by code.</summary>
    public IReadOnlyList<string> Dictionary => _dictionary;

    /// <summary>The text of a row, or null when missing or invalid.</summary>
    public string? this[int row] => _codes[row] is >= 0 and var code ? _dictionary[code] : null;

    /// <summary>Appends a row by text; null is missing.</summary>
    public void Add(string? text) => _codes.Add(text is null ? Missing : CodeOf(text));

    /// <summary>Appends a row by UTF-8 text, without a string where the text is known.</summary>
    public void AddUtf8(ReadOnlySpan<byte> utf8)
    {
        if (_recent.TryFind(utf8, out var known))
        {
            _codes.Add(known);
            return;
        }

        AddUnknown(utf8);
        if (_codes.Count > FewRows) _recent.Keep(utf8, _codes[^1]);
    }

    private void AddUnknown(ReadOnlySpan<byte> utf8)
    {
        const int Limit = 256;
        if (utf8.Length > Limit)
        {
            Add(Encoding.UTF8.GetString(utf8));
            return;
        }

        Span<char> chars = stackalloc char[Limit];
        Add(chars[..Encoding.UTF8.GetChars(utf8, chars)]);
    }

    /// <summary>Appends a row by characters, without a string where the text is known.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        var lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        _codes.Add(lookup.TryGetValue(text, out var code) ? code : CodeOf(text.ToString()));
    }

    /// <summary>Appends a row by a code that <see cref="CodeOf"/> gave, or a missing or invalid one.</summary>
    public void AddCode(int code) => _codes.Add(code);

    /// <summary>Replaces the code of a row.</summary>
    public void SetCode(int row, int code) => _codes[row] = code;

    /// <summary>The code of a text, made when it is new.</summary>
    public int CodeOf(string text)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codeOf, text, out var known);
        if (!known)
        {
            code = _dictionary.Count;
            _dictionary.Add(text);
        }

        return code;
    }

    /// <summary>Appends missing values until there are <paramref name="rows"/> rows.</summary>
    public void PadTo(int rows)
    {
        while (_codes.Count < rows) _codes.Add(Missing);
    }

    /// <summary>Forgets rows beyond <paramref name="rows"/>.</summary>
    public void Truncate(int rows) => CollectionsMarshal.SetCount(_codes, Math.Min(rows, _codes.Count));

    /// <summary>Forgets every row and the dictionary.</summary>
    public void Clear()
    {
        _codes.Clear();
        _dictionary.Clear();
        _codeOf.Clear();
        _recent.Clear();
    }
}
