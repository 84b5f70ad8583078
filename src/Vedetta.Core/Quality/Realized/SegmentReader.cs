using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Readings;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Finds the categories by which predictions are cut: a feature, a tag, the decision or the variant.</summary>
internal sealed class SegmentReader
{
    private readonly PlannedColumn? _planned;
    private readonly int _tag = -1;
    private readonly bool _isVariant;

    /// <exception cref="QuestionException">There is no such column of categories.</exception>
    public SegmentReader(ModelState state, string column)
    {
        var plan = ProfilePlan.Of(state, GridSet.Empty);
        _planned = plan.Find(column) ?? plan.Find("tag_" + column);
        if (_planned is { Numeric: false }) return;
        if (_planned is null && column == "variant") _isVariant = true;
        else if (_planned is null && TagOf(state, column) is { } tag) _tag = tag.Ordinal;
        else
        {
            var known = plan.Columns.Where(each => !each.Numeric && each.Name[0] != '#').Select(each => each.Name).Append("variant");
            throw new QuestionException("segment", $"'{column}' is no column of categories; known: {string.Join(", ", known)}");
        }
    }

    /// <summary>Stored columns it reads.</summary>
    public IEnumerable<int> Ordinals => _planned is { } planned ? new[] { planned.Ordinal, planned.Former }.Where(ordinal => ordinal >= 0) : _tag >= 0 ? [_tag] : [];

    /// <summary>The categories of a batch; null when it has none.</summary>
    public CategoryBuffer? Read(PredictionBatch batch) =>
        _isVariant ? batch.Variant : _tag >= 0 ? batch.FindColumn(_tag)?.Categories : _planned!.Categories(batch);

    private static StoredColumn? TagOf(ModelState state, string column)
    {
        var name = column.StartsWith("tag_", StringComparison.Ordinal) ? column[4..] : column;
        return state.Catalog.FirstOrDefault(each => each is { Family: ColumnFamily.Tag, Kind: ValueKind.Category } && string.Equals(each.Name, name, StringComparison.Ordinal));
    }
}
