using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Api;

/// <summary>A misspelt column must not be answered as one without rows.</summary>
internal sealed class KnownColumns(IModels models, IModelStore store, MonitorService monitors)
{
    /// <summary>Ends the request when a column is neither an output, a column of the schema, nor a tag.</summary>
    public async ValueTask CheckAsync(ModelId model, IReadOnlyList<string>? columns, CancellationToken cancel)
    {
        var definition = await models.GetAsync(model, cancel);
        if (columns is null) return;
        var tags = (await store.CatalogAsync(model, cancel)).Where(column => column.Family == ColumnFamily.Tag).Select(column => "tag_" + column.Name);
        var known = (await monitors.ColumnsAsync(definition, cancel)).Concat(tags).Concat(definition.Schema.SegmentTags.Select(tag => "tag_" + tag)).Distinct(StringComparer.Ordinal).ToList();
        if (columns.FirstOrDefault(column => !column.StartsWith('#') && !known.Contains(column, StringComparer.Ordinal)) is { } unknown)
            throw new ProblemException(Problems.Malformed("invalid_parameter", $"column: the model has no column '{unknown}'", "column", known));
    }
}
