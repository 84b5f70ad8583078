using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalModelStore(MetadataDatabase database) : IModelStore
{
    public ValueTask<IReadOnlyList<ModelDefinition>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<ModelDefinition>>(async context =>
            (await context.Models.OrderBy(row => row.Id).Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<ModelDefinition>));

    public ValueTask<ModelDefinition?> FindAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Models.Where(row => row.Id == model.Value).Select(row => row.Document).FirstOrDefaultAsync(cancel) is { } document
                ? Document.Read<ModelDefinition>(document)
                : null);

    public ValueTask<bool> SaveAsync(ModelDefinition definition, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var id = definition.Id.Value;
                var stored = await context.Models.Where(row => row.Id == id).Select(row => row.Revision).FirstOrDefaultAsync(cancel);
                if (definition.Revision != stored + 1) return false;
                await context.UpsertAsync([new ModelRow { Id = id, Revision = definition.Revision, Document = Document.Write(definition) }], cancel);
                return true;
            },
            cancel);

    public ValueTask DeleteAsync(ModelId model, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var id = model.Value;
                var documents = ModelDocuments.PrefixOf(model);
                await context.Settings.Where(row => row.Name.StartsWith(documents)).ExecuteDeleteAsync(cancel);
                await context.Models.Where(row => row.Id == id).ExecuteDeleteAsync(cancel);
                await context.Columns.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Versions.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Monitors.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Points.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Marks.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.StreamStates.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Experiments.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Business.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Incidents.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.Quarantine.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
                await context.QuarantineCounts.Where(row => row.Model == id).ExecuteDeleteAsync(cancel);
            },
            cancel);

    public ValueTask<IReadOnlyList<StoredColumn>> CatalogAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<StoredColumn>>(async context =>
            (await context.Columns.Where(row => row.Model == model.Value).OrderBy(row => row.Ordinal).ToListAsync(cancel)).ConvertAll(Column));

    public ValueTask AddColumnsAsync(ModelId model, IReadOnlyList<StoredColumn> columns, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var next = await context.Columns.Where(row => row.Model == model.Value).MaxAsync(row => (int?)row.Ordinal, cancel) + 1 ?? 0;
                var known = (await context.Columns.Where(row => row.Model == model.Value).ToListAsync(cancel)).ConvertAll(Column).ToHashSet();
                foreach (var column in columns)
                {
                    if (known.Contains(column)) continue;
                    if (column.Ordinal != next)
                        throw new ArgumentException($"the next stored column of '{model}' has ordinal {next}, not {column.Ordinal}", nameof(columns));
                    context.Columns.Add(new ColumnRow
                    {
                        Model = model.Value, Ordinal = column.Ordinal, Family = column.Family.ToString(), Name = column.Name, Kind = column.Kind.ToString(),
                    });
                    next++;
                }
            },
            cancel);

    public ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<ModelVersion>>(async context =>
            (await context.Versions.Where(row => row.Model == model.Value).OrderBy(row => row.Position).Select(row => row.Document).ToListAsync(cancel))
            .ConvertAll(Document.Read<ModelVersion>));

    public ValueTask SaveVersionAsync(ModelVersion version, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var rows = context.Versions.Where(row => row.Model == version.Model.Value);
                var position = await rows.Where(row => row.Version == version.Version).Select(row => (int?)row.Position).FirstOrDefaultAsync(cancel)
                    ?? await rows.CountAsync(cancel);
                await context.UpsertAsync(
                    [new VersionRow { Model = version.Model.Value, Version = version.Version, Position = position, Document = Document.Write(version) }], cancel);
            },
            cancel);

    private static StoredColumn Column(ColumnRow row) =>
        new(row.Ordinal, Enum.Parse<ColumnFamily>(row.Family), row.Name, Enum.Parse<ValueKind>(row.Kind));
}
