using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Core.ServiceMetrics;

/// <summary>The queries of models. Thread-safe. An unknown model throws <see cref="UnknownModelException"/>.</summary>
public sealed class ServiceQueries(IModelStore models, ISettingsStore settings)
{
    private const string Document = "service-queries";

    /// <summary>The queries of a model, in the order they were written.</summary>
    public async ValueTask<IReadOnlyList<ServiceQuery>> ListAsync(ModelId model, CancellationToken cancel)
    {
        if (await models.FindAsync(model, cancel) is null) throw new UnknownModelException(model);
        return await settings.FindOfModelAsync<IReadOnlyList<ServiceQuery>>(model, Document, cancel) ?? [];
    }

    /// <summary>Replaces the queries of a model.</summary>
    /// <exception cref="InvalidDescriptionException">Lists everything wrong with them.</exception>
    public async ValueTask PutAsync(ModelId model, IReadOnlyList<ServiceQuery> queries, CancellationToken cancel)
    {
        if (await models.FindAsync(model, cancel) is null) throw new UnknownModelException(model);
        var faults = ServiceQuery.Check(queries);
        if (faults.Count > 0) throw new InvalidDescriptionException("service_queries", faults);
        await settings.SaveOfModelAsync(model, Document, queries, cancel);
    }
}
