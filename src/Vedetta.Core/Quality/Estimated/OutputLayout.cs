using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Samples;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Where the outputs, features and labels of a model stand in its rows, and what they mean. Immutable.</summary>
internal sealed class OutputLayout
{
    private readonly SampledColumns _columns;

    /// <param name="state">The model.</param>
    /// <param name="outcome">The outcome predictions are held against.</param>
    /// <param name="features">False where outputs alone are looked at.</param>
    public OutputLayout(ModelState state, OutcomeDefinition outcome, bool features = true)
    {
        (Model, Outcome) = (state.Definition, outcome);
        _columns = new SampledColumns(state);
        Features = !features ? [] : [.. _columns.Watched.Where(column => column.Source == ColumnSource.Stored && state.Definition.Schema.Find(column.Name) is not null)];
        Classes = [.. state.Catalog.Where(column => column.Family == ColumnFamily.Probability).OrderBy(column => column.Name, StringComparer.Ordinal)];
        LabelOfReference = LabelColumn(state, outcome)?.Ordinal;
        Due = outcome.Maturity?.DueColumn is { } due ? state.Binding.Find(ColumnFamily.Feature, due, ValueKind.Number)?.Ordinal : null;
    }

    /// <summary>The model.</summary>
    public ModelDefinition Model { get; }

    /// <summary>The outcome that says whether predictions were right.</summary>
    public OutcomeDefinition Outcome { get; }

    /// <summary>Features in the order of the schema; timestamps are none. Empty where they are not looked at.</summary>
    public IReadOnlyList<PlannedColumn> Features { get; }

    /// <summary>Columns of class probabilities by the name of the class, in the order of the alphabet.</summary>
    public IReadOnlyList<StoredColumn> Classes { get; }

    /// <summary>Column of the labels that came with a reference; null when none did.</summary>
    public int? LabelOfReference { get; }

    /// <summary>Column of the moment from which the maturity counts; null where it counts from the event.</summary>
    public int? Due { get; }

    /// <summary>The column that tells the segment; null for all rows.</summary>
    public PlannedColumn? SegmentOf(SegmentKey segment) => _columns.SegmentOf(segment);

    /// <summary>Stored columns to read.</summary>
    public IReadOnlyList<int> Ordinals(SegmentKey segment, bool reference)
    {
        var ordinals = _columns.OrdinalsOf(Features, segment).Concat(Classes.Select(column => column.Ordinal));
        if (reference && LabelOfReference is { } label) ordinals = ordinals.Append(label);
        if (!reference && Due is { } due) ordinals = ordinals.Append(due);
        return [.. ordinals.Distinct().Order()];
    }

    /// <summary>The score towards the positive class: its sign turned where high scores speak against it.</summary>
    public double Towards(double score) => Model.Score.HigherIs == ScoreDirection.Positive ? score
        : Model.Score.Kind == ScoreKind.Probability ? 1 - score : -score;

    /// <summary>Whether the positive class is predicted: as the row says, otherwise by the threshold.</summary>
    public bool IsPositive(string? prediction, double score)
    {
        if (prediction is not null) return IsPositiveClass(prediction);
        return Model.Score.HigherIs == ScoreDirection.Positive ? score >= Model.Threshold : score <= Model.Threshold;
    }

    /// <summary>Whether a class is the positive one.</summary>
    public bool IsPositiveClass(string text) => ClassNames.IsPositive(text, Model.PositiveClass ?? "1");

    /// <summary>Whether the label of a binary model is positive; null where there is none.</summary>
    public bool? TruthOf(string? text, double number)
    {
        var name = text ?? (double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null);
        return name is null ? null : IsPositiveClass(name);
    }

    /// <summary>Place of a class among the probabilities; -1 for one without a probability.</summary>
    public int ClassOf(string text)
    {
        for (var i = 0; i < Classes.Count; i++)
            if (ClassNames.Same(text, Classes[i].Name)) return i;
        return -1;
    }

    // Flat files name their label "label", whatever the first outcome of the model is called.
    private static StoredColumn? LabelColumn(ModelState state, OutcomeDefinition outcome)
    {
        var labels = state.Catalog.Where(column => column.Family == ColumnFamily.Outcome).ToList();
        return labels.FindLast(column => string.Equals(column.Name, outcome.Name, StringComparison.Ordinal))
            ?? (ReferenceEquals(outcome, JudgedOutcome.Of(state.Definition)) ? labels.FindLast(column => column.Name == OutcomeDefinition.Label.Name) : null);
    }
}
