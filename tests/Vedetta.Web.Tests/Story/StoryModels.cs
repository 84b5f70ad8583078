using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Web.Tests.Story;

/// <summary>Models in the story's store, edited without the rows behind them.</summary>
public sealed class StoryModels(IModelStore store) : IModels
{
    public ValueTask<IReadOnlyList<ModelDefinition>> ListAsync(CancellationToken cancel) => store.ListAsync(cancel);

    public async ValueTask<ModelDefinition> GetAsync(ModelId model, CancellationToken cancel) => await store.FindAsync(model, cancel) ?? throw new UnknownModelException(model);

    public ValueTask<ModelDefinition?> FindAsync(ModelId model, CancellationToken cancel) => store.FindAsync(model, cancel);

    public async ValueTask<ModelDefinition> PutAsync(ModelId model, ModelDescription description, CancellationToken cancel)
    {
        var before = await GetAsync(model, cancel);
        if (description.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) throw new ModelValidationException([new FieldFault("time_zone", $"'{zone}' is no IANA time zone")]);
        var after = before with
        {
            Task = description.Task, Title = description.Title, Owner = description.Owner, Threshold = description.Threshold ?? .5, TimeZone = description.TimeZone ?? "UTC", Score = description.Score!,
            Schema = description.Columns is { } columns ? before.Schema with { Columns = columns, Confirmed = true } : before.Schema, Outcomes = description.Outcomes ?? [], Revision = before.Revision + 1,
        };
        await store.SaveAsync(after, cancel);
        return after;
    }

    public async ValueTask<ModelDefinition> ConfirmSchemaAsync(ModelId model, IReadOnlyList<ColumnDefinition> columns, CancellationToken cancel)
    {
        var before = await GetAsync(model, cancel);
        var after = before with { Schema = before.Schema with { Columns = columns, Confirmed = true }, Revision = before.Revision + 1 };
        await store.SaveAsync(after, cancel);
        return after;
    }

    public ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(ModelId model, CancellationToken cancel) => store.VersionsAsync(model, cancel);

    public ValueTask DeleteAsync(ModelId model, CancellationToken cancel) => store.DeleteAsync(model, cancel);
}
