using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalExperimentStore(MetadataDatabase database) : IExperimentStore
{
    public ValueTask<IReadOnlyList<ExperimentDefinition>> ListAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<ExperimentDefinition>>(async context =>
            (await context.Experiments.Where(row => row.Model == model.Value).OrderBy(row => row.Name).Select(row => row.Document).ToListAsync(cancel))
            .ConvertAll(Document.Read<ExperimentDefinition>));

    public ValueTask SaveAsync(IReadOnlyList<ExperimentDefinition> experiments, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync(experiments.Select(e => new ExperimentRow { Model = e.Model.Value, Name = e.Name, Document = Document.Write(e) }), cancel), cancel);

    public ValueTask<bool> DeleteAsync(ModelId model, string name, CancellationToken cancel) =>
        database.WriteAsync(async context => await context.Experiments.Where(row => row.Model == model.Value && row.Name == name).ExecuteDeleteAsync(cancel) > 0, cancel);
}
