using Vedetta.Core.Ingestion;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Readings;

namespace Vedetta.Core.Models;

/// <inheritdoc cref="IModels"/>
public sealed class ModelService(ModelRegistry registry, IngestionService ingestion, ScoreProfiles? scores = null) : IModels
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModelDefinition>> ListAsync(CancellationToken cancel) => registry.ListAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask<ModelDefinition> GetAsync(ModelId model, CancellationToken cancel) =>
        await FindAsync(model, cancel) ?? throw new UnknownModelException(model);

    /// <inheritdoc/>
    public async ValueTask<ModelDefinition?> FindAsync(ModelId model, CancellationToken cancel) => (await registry.FindAsync(model, cancel))?.Definition;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(ModelId model, CancellationToken cancel) =>
        (await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model)).Versions;

    /// <inheritdoc/>
    public async ValueTask<ModelDefinition> PutAsync(ModelId model, ModelDescription description, CancellationToken cancel)
    {
        if (!ModelId.TryParse(model.Value, out _)) throw new ModelValidationException([new("model", $"a name has {ModelId.Allowed}")]);
        var faults = ModelFaults.Find(description, (await registry.FindAsync(model, cancel))?.Definition.Schema is { Columns.Count: > 0 } schema ? schema.Columns : null);
        if (faults.Count > 0) throw new ModelValidationException(faults);
        var state = await registry.EditAsync(
            model,
            before =>
            {
                var wanted = Describe(model, description, before?.Definition, registry.Now);
                return before is not null && Same(before.Definition, wanted) ? null : wanted;
            },
            [],
            cancel);
        return state!.Definition;
    }

    /// <inheritdoc/>
    public async ValueTask<ModelDefinition> ConfirmSchemaAsync(ModelId model, IReadOnlyList<ColumnDefinition> columns, CancellationToken cancel)
    {
        var faults = ModelFaults.Find(columns);
        if (faults.Count > 0) throw new ModelValidationException(faults);
        var state = await registry.EditAsync(
            model,
            before =>
            {
                if (before is null) return null;
                var wanted = before.Definition with { Schema = before.Definition.Schema with { Columns = columns, Confirmed = true } };
                return Same(before.Definition, wanted) ? null : wanted;
            },
            [],
            cancel);
        return (state ?? throw new UnknownModelException(model)).Definition;
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(ModelId model, CancellationToken cancel)
    {
        if (await registry.FindAsync(model, cancel) is null) throw new UnknownModelException(model);
        await ingestion.DeleteModelAsync(model, cancel);
        if (scores is not null) await scores.ForgetAsync(model, cancel);
    }

    /// <summary>The definition a description asks for. Pure.</summary>
    internal static ModelDefinition Describe(ModelId model, ModelDescription description, ModelDefinition? before, DateTimeOffset now)
    {
        var schema = before?.Schema ?? ModelSchema.Empty;
        if (description.Columns is { } columns) schema = schema with { Columns = columns, Confirmed = true };
        if (description.SegmentTags is { } tags) schema = schema with { SegmentTags = tags };
        return new ModelDefinition(
            model,
            description.Task,
            description.Title,
            description.Owner,
            description.PositiveClass ?? (description.Task == ModelTask.Binary ? "1" : null),
            description.Threshold ?? 0.5,
            description.TimeZone ?? "UTC",
            description.Score ?? (description.Task == ModelTask.Regression
                ? new ScoreDefinition(ScoreKind.Value, Min: null, Max: null, ScoreDirection.Positive, ApproveAbove: false)
                : ScoreDefinition.Probability),
            schema,
            description.Outcomes is { Count: > 0 } outcomes ? outcomes : [OutcomeDefinition.Label with { Kind = description.Task == ModelTask.Regression ? OutcomeKind.Value : OutcomeKind.Class }],
            before?.CreatedAt ?? now,
            before?.Revision ?? 0);
    }

    /// <summary>Whether two definitions say the same, whatever their revision.</summary>
    internal static bool Same(ModelDefinition a, ModelDefinition b) =>
        Bare(a) == Bare(b)
        && a.Schema.Confirmed == b.Schema.Confirmed
        && a.Schema.SegmentTags.SequenceEqual(b.Schema.SegmentTags, StringComparer.Ordinal)
        && a.Outcomes.SequenceEqual(b.Outcomes)
        && a.Schema.Columns.Count == b.Schema.Columns.Count
        && a.Schema.Columns.Zip(b.Schema.Columns).All(p => SameColumn(p.First, p.Second));

    private static ModelDefinition Bare(ModelDefinition definition) => definition with { Revision = 0, Schema = ModelSchema.Empty, Outcomes = NoOutcomes };

    private static readonly IReadOnlyList<OutcomeDefinition> NoOutcomes = [];

    private static bool SameColumn(ColumnDefinition a, ColumnDefinition b) =>
        a with { Allowed = null } == b with { Allowed = null }
        && (a.Allowed is null) == (b.Allowed is null)
        && (a.Allowed is null || a.Allowed.SequenceEqual(b.Allowed!, StringComparer.Ordinal));
}
