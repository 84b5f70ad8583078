using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>Values of a column that has no place yet, kept as they came until the column's type is decided.</summary>
internal sealed class RawColumn
{
    private readonly List<Token> _tokens = [];
    private readonly List<double> _numbers = [];
    private readonly TextBuffer _texts = new();
    private readonly List<int> _rows = [];

    /// <summary>What the values have been so far, also in earlier chunks.</summary>
    public ColumnEvidence Evidence { get; } = new();

    /// <summary>How many values it holds; nulls are not kept.</summary>
    public int Count => _rows.Count;

    /// <summary>Keeps a value.</summary>
    public void Add(int row, Token token, ReadOnlySpan<byte> text, double number)
    {
        if (token == Token.Null) return;
        Evidence.See(token, text);
        _rows.Add(row);
        _tokens.Add(token);
        _numbers.Add(number);
        _texts.Add(text);
    }

    /// <summary>One kept value.</summary>
    public (int Row, Token Token, double Number) this[int at] => (_rows[at], _tokens[at], _numbers[at]);

    /// <summary>The text of a kept value.</summary>
    public ReadOnlySpan<byte> TextOf(int at) => _texts.Utf8(at);

    /// <summary>Forgets values of rows from <paramref name="rows"/> on.</summary>
    public void Truncate(int rows)
    {
        while (_rows.Count > 0 && _rows[^1] >= rows)
        {
            _rows.RemoveAt(_rows.Count - 1);
            _tokens.RemoveAt(_tokens.Count - 1);
            _numbers.RemoveAt(_numbers.Count - 1);
        }

        _texts.Truncate(_rows.Count);
    }

    /// <summary>Forgets the values and keeps the evidence.</summary>
    public void Clear()
    {
        _rows.Clear();
        _tokens.Clear();
        _numbers.Clear();
        _texts.Clear();
    }
}

/// <summary>What the values of a column have been; decides its type. The number of distinct values plays no part.</summary>
internal sealed class ColumnEvidence
{
    /// <summary>Values that are numbers.</summary>
    public long Numbers { get; private set; }

    /// <summary>Values that are true or false.</summary>
    public long Truths { get; private set; }

    /// <summary>Values that are typed moments (Parquet).</summary>
    public long Moments { get; private set; }

    /// <summary>Any other values.</summary>
    public long Others { get; private set; }

    /// <summary>Notes a value.</summary>
    public void See(Token token, ReadOnlySpan<byte> text)
    {
        switch (token)
        {
            case Token.Null: break;
            case Token.Number: Numbers++; break;
            case Token.True or Token.False: Truths++; break;
            case Token.Moment: Moments++; break;
            case Token.Cell when NumberText.TryParse(text, out _): Numbers++; break;
            case Token.Cell when NumberText.TryTruth(text, out _): Truths++; break;
            default: Others++; break;
        }
    }

    /// <summary>
    /// The type the values speak for: numeric when all are numbers, boolean when all are true or false, otherwise
    /// categorical; null while there is no value.
    /// </summary>
    public ColumnType? Decide()
    {
        var kinds = (Numbers > 0 ? 1 : 0) + (Truths > 0 ? 1 : 0) + (Moments > 0 ? 1 : 0) + (Others > 0 ? 1 : 0);
        if (kinds == 0) return null;
        if (kinds > 1) return ColumnType.Categorical;
        if (Numbers > 0) return ColumnType.Numeric;
        if (Truths > 0) return ColumnType.Boolean;
        return Moments > 0 ? ColumnType.Timestamp : ColumnType.Categorical;
    }
}
