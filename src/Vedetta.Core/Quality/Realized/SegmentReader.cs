using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Readings;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Finds the values by which predictions are cut: of a feature, an output, a tag or the variant.</summary>
internal sealed class SegmentReader
{
    private readonly PlannedColumn? _planned;
    private readonly int _tag = -1;
    private readonly bool _isVariant;
    private readonly CategoryBuffer _numbers = new();

    /// <exception cref="QuestionException">There is no such column, or it holds moments.</exception>
    public SegmentReader(ModelState state, string column)
    {
        var plan = ProfilePlan.Of(state, GridSet.Empty);
        _planned = plan.Find(column) ?? plan.Find("tag_" + column);
        if (_planned is { Type: not ColumnType.Timestamp }) return;
        if (_planned is null && column == "variant") _isVariant = true;
        else if (_planned is null && TagOf(state, column) is { } tag) _tag = tag.Ordinal;
        else
        {
            var known = plan.Columns.Where(each => each.Type != ColumnType.Timestamp && each.Name[0] != '#').Select(each => each.Name).Append("variant");
            throw new QuestionException("segment", $"predictions cannot be cut by '{column}'; known: {string.Join(", ", known)}");
        }
    }

    /// <summary>Stored columns it reads.</summary>
    public IEnumerable<int> Ordinals => _planned is { } planned ? new[] { planned.Ordinal, planned.Former }.Where(ordinal => ordinal >= 0) : _tag >= 0 ? [_tag] : [];

    /// <summary>The categories of a batch, numbers in their shortest form; null when it has none. Valid until the next is read.</summary>
    public CategoryBuffer? Read(PredictionBatch batch)
    {
        if (_isVariant) return batch.Variant;
        if (_tag >= 0) return batch.FindColumn(_tag)?.Categories;
        return _planned!.Numeric ? Numbers(batch) : _planned.Categories(batch);
    }

    private CategoryBuffer Numbers(PredictionBatch batch)
    {
        _numbers.Clear();
        Span<char> text = stackalloc char[32];
        foreach (var value in _planned!.Numbers(batch).Span)
        {
            if (!double.IsFinite(value) || !value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture)) _numbers.AddCode(CategoryBuffer.Missing);
            else _numbers.Add(text[..length]);
        }

        _numbers.PadTo(batch.Count);
        return _numbers;
    }

    private static StoredColumn? TagOf(ModelState state, string column)
    {
        var name = column.StartsWith("tag_", StringComparison.Ordinal) ? column[4..] : column;
        return state.Catalog.FirstOrDefault(each => each is { Family: ColumnFamily.Tag, Kind: ValueKind.Category } && string.Equals(each.Name, name, StringComparison.Ordinal));
    }
}
