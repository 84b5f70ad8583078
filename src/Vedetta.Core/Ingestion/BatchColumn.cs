using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion;

/// <summary>A stored column and the buffer of its kind; the other two are null.</summary>
public sealed class BatchColumn
{
    /// <summary>Makes an empty column.</summary>
    public BatchColumn(StoredColumn stored)
    {
        Stored = stored;
        switch (stored.Kind)
        {
            case ValueKind.Number: Numbers = new NumericBuffer(); break;
            case ValueKind.Category: Categories = new CategoryBuffer(); break;
            default: Texts = new TextBuffer(); break;
        }
    }

    /// <summary>What the column is.</summary>
    public StoredColumn Stored { get; }

    /// <summary>Its values when it holds numbers.</summary>
    public NumericBuffer? Numbers { get; }

    /// <summary>Its values when it holds categories.</summary>
    public CategoryBuffer? Categories { get; }

    /// <summary>Its values when it holds texts.</summary>
    public TextBuffer? Texts { get; }

    /// <summary>Whether the row exists and has a value, be it invalid; for batches in the making, whose columns may be shorter than their rows.</summary>
    public bool HasAt(int row)
    {
        if (Numbers is { } numbers) return row < numbers.Count && !NumericValue.IsMissing(numbers[row]);
        if (Categories is { } categories) return row < categories.Count && categories.Codes[row] != CategoryBuffer.Missing;
        return Texts!.HasAt(row);
    }

    /// <summary>Appends missing values until there are <paramref name="rows"/> rows.</summary>
    public void PadTo(int rows)
    {
        Numbers?.PadTo(rows, NumericValue.Missing);
        Categories?.PadTo(rows);
        Texts?.PadTo(rows);
    }

    /// <summary>Forgets rows beyond <paramref name="rows"/>.</summary>
    public void Truncate(int rows)
    {
        Numbers?.Truncate(rows);
        Categories?.Truncate(rows);
        Texts?.Truncate(rows);
    }

    /// <summary>Forgets every row.</summary>
    public void Clear()
    {
        Numbers?.Clear();
        Categories?.Clear();
        Texts?.Clear();
    }
}
