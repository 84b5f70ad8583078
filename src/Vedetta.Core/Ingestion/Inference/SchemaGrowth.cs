using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;

namespace Vedetta.Core.Ingestion.Inference;

/// <summary>Decides types and the task of what rows brought, and gives new columns their places.</summary>
internal sealed class SchemaGrowth(ModelRegistry registry)
{
    /// <summary>
    /// The task that rows speak for: a score is binary, probabilities of classes are multiclass, only a numeric
    /// prediction is regression.
    /// </summary>
    /// <exception cref="IngestFormatException">They speak for none.</exception>
    public static ModelTask InferTask(PredictionWriter rows)
    {
        if (rows.SawScore) return ModelTask.Binary;
        if (rows.Probabilities.Slots.Any(s => s.Raw is { Evidence: var evidence } ? evidence.Decide() is not null : s.Column is not null)) return ModelTask.Multiclass;
        return rows.Prediction.Raw?.Evidence.Decide() switch
        {
            ColumnType.Numeric => ModelTask.Regression,
            null => throw new IngestFormatException("unknown_task", "the task cannot be inferred: rows have neither a score, nor probabilities of classes, nor a prediction; make the model first"),
            _ => throw new IngestFormatException("unknown_task", "the task cannot be inferred: predictions are classes without scores; make the model first", "prediction"),
        };
    }

    /// <summary>The columns of the writer that need a place and have a type.</summary>
    public static IReadOnlyList<NewColumn> Needed(PredictionWriter rows, ModelBinding binding)
    {
        var needed = new List<NewColumn>();
        foreach (var (slot, evidence) in rows.Undecided)
        {
            if (slot.Kind == SlotKind.Prediction || evidence.Decide() is not { } spoken) continue;
            var type = slot.Family == ColumnFamily.Feature ? binding.Schema.Find(slot.Name)?.Type ?? spoken : binding.TypeOf(slot.Family) ?? spoken;
            needed.Add(new NewColumn(slot.Family, slot.Name, type));
        }

        return needed;
    }

    /// <summary>Gives every column that has a type a place and moves the kept values there.</summary>
    public async ValueTask<ModelState> SettleAsync(ModelState state, PredictionWriter rows, CancellationToken cancel)
    {
        var needed = Needed(rows, state.Binding);
        var grown = needed.Count == 0 ? registry.Peek(state.Id) ?? state : await registry.GrowAsync(state.Id, needed, cancel);
        if (grown is null) throw new UnknownModelException(state.Id);
        if (needed.Count > 0 || !ReferenceEquals(grown.Binding, state.Binding)) rows.Bind(grown.Binding);
        return grown;
    }

    /// <summary>Makes a model whose task rows tell.</summary>
    public async ValueTask<ModelState> CreateAsync(ModelId model, PredictionWriter rows, CancellationToken cancel)
    {
        var task = InferTask(rows);
        var state = await registry.EditAsync(
            model,
            before => before is null ? ModelService.Describe(model, new ModelDescription(task), before: null, registry.Now) : null,
            [],
            cancel);
        return state!;
    }

    /// <summary>Confirms the columns as they are.</summary>
    public async ValueTask<ModelState> ConfirmAsync(ModelId model, CancellationToken cancel)
    {
        var state = await registry.EditAsync(
            model,
            before => before is null or { Definition.Schema.Confirmed: true } ? null : before.Definition with { Schema = before.Definition.Schema with { Confirmed = true } },
            [],
            cancel);
        return state ?? throw new UnknownModelException(model);
    }

    /// <summary>
    /// Makes a batch that was built elsewhere ready to be stored: columns in their places, ids and hashes filled in. Answers
    /// the ids that were made.
    /// </summary>
    public async ValueTask<(ModelState State, PredictionBatch Rows, IReadOnlyList<string> Made)> HomeAsync(
        ModelState state, PredictionBatch rows, DateTimeOffset now, Func<DateTimeOffset, Guid> newId, CancellationToken cancel)
    {
        var needed = rows.Columns
            .Where(c => state.Binding.Find(c.Stored.Family, c.Stored.Name, c.Stored.Kind) is null)
            .Select(c => new NewColumn(c.Stored.Family, c.Stored.Name, c.Stored.Kind == ValueKind.Number ? ColumnType.Numeric : ColumnType.Categorical))
            .ToList();
        if (needed.Count > 0) state = await registry.GrowAsync(state.Id, needed, cancel) ?? throw new UnknownModelException(state.Id);
        if (rows.Columns.FirstOrDefault(c => state.Binding.Find(c.Stored.Family, c.Stored.Name, c.Stored.Kind) is null) is { } unknown)
            throw new ArgumentException($"the confirmed schema of '{state.Id}' has no column '{unknown.Stored.Name}' of that kind", nameof(rows));
        rows.PadTo(rows.Count, Vedetta.Statistics.Profiles.NumericValue.Missing);
        var made = BatchIds.Fill(rows, now, newId);
        RowHashes.Fill(rows, atGiven: null);
        if (rows.Columns.All(c => state.Binding.Find(c.Stored.Family, c.Stored.Name, c.Stored.Kind) == c.Stored)) return (state, rows, made);
        var homed = new PredictionBatch();
        BatchCopy.Append(homed, rows, Profiles.Building.GridMaker.Numbers(rows.Count), c => state.Binding.Find(c.Family, c.Name, c.Kind));
        return (state, homed, made);
    }
}
