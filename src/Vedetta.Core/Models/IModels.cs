using Vedetta.Core.Readings;

namespace Vedetta.Core.Models;

/// <summary>Models and what may be done to them. Thread-safe; unknown names throw <see cref="UnknownModelException"/>.</summary>
public interface IModels
{
    /// <summary>Every model, by name.</summary>
    ValueTask<IReadOnlyList<ModelDefinition>> ListAsync(CancellationToken cancel);

    /// <summary>The model.</summary>
    ValueTask<ModelDefinition> GetAsync(ModelId model, CancellationToken cancel);

    /// <summary>The model, or null.</summary>
    ValueTask<ModelDefinition?> FindAsync(ModelId model, CancellationToken cancel);

    /// <summary>
    /// Makes or replaces a model; the same description again changes nothing. What a description leaves out takes its
    /// default; a schema that is left out keeps the columns already known.
    /// </summary>
    /// <exception cref="ModelValidationException">Lists every fault of the description.</exception>
    ValueTask<ModelDefinition> PutAsync(ModelId model, ModelDescription description, CancellationToken cancel);

    /// <summary>Replaces the columns; profiles of changed columns are made again from rows.</summary>
    ValueTask<ModelDefinition> ConfirmSchemaAsync(ModelId model, IReadOnlyList<ColumnDefinition> columns, CancellationToken cancel);

    /// <summary>Versions in the order they were first seen.</summary>
    ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(ModelId model, CancellationToken cancel);

    /// <summary>Deletes the model with its rows, profiles, monitors and incidents.</summary>
    ValueTask DeleteAsync(ModelId model, CancellationToken cancel);
}

/// <summary>A model as its owner describes it; null is the default.</summary>
public sealed record ModelDescription(
    ModelTask Task,
    string? Title = null,
    string? Owner = null,
    string? PositiveClass = null,
    double? Threshold = null,
    string? TimeZone = null,
    ScoreDefinition? Score = null,
    IReadOnlyList<ColumnDefinition>? Columns = null,
    IReadOnlyList<string>? SegmentTags = null,
    IReadOnlyList<OutcomeDefinition>? Outcomes = null);

/// <summary>A description with faults: all of them, each with its place.</summary>
public sealed class ModelValidationException(IReadOnlyList<FieldFault> faults)
    : Exception(string.Join("; ", faults.Select(f => $"{f.Field}: {f.Message}")))
{
    /// <summary>The faults.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}

/// <summary>A fault of one field.</summary>
/// <param name="Field">Path, for example <c>schema.columns[2].min</c>.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record FieldFault(string Field, string Message);
