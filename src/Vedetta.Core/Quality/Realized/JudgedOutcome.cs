using Vedetta.Core.Models;
using Vedetta.Core.Readings;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Which outcome predictions are held against. Pure.</summary>
public static class JudgedOutcome
{
    /// <summary>The outcome that says whether predictions were right: the first of the kind the task needs; null where the model has none.</summary>
    public static OutcomeDefinition? Of(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Outcomes.FirstOrDefault(outcome => Fits(model, outcome)) ?? (model.Task == ModelTask.Regression ? model.Outcomes.FirstOrDefault(outcome => outcome.Kind != OutcomeKind.Series) : null);
    }

    /// <summary>The outcome of that name, or the usual one.</summary>
    /// <exception cref="QuestionException">There is none of that name, or it says nothing of predictions of this task.</exception>
    public static OutcomeDefinition Find(ModelDefinition model, string? name)
    {
        ArgumentNullException.ThrowIfNull(model);
        var fitting = model.Outcomes.Where(outcome => Fits(model, outcome)).Select(outcome => outcome.Name).ToList();
        if (name is null) return Of(model) ?? throw new QuestionException("outcome", $"'{model.Id}' has no outcome that says whether a prediction was right");
        if (model.Outcomes.FirstOrDefault(outcome => string.Equals(outcome.Name, name, StringComparison.Ordinal)) is not { } found)
            throw new QuestionException("outcome", $"'{model.Id}' has no outcome '{name}'; known: {string.Join(", ", model.Outcomes.Select(outcome => outcome.Name))}");
        if (Fits(model, found) || (model.Task == ModelTask.Regression && found.Kind == OutcomeKind.Class && fitting.Count == 0)) return found;
        throw new QuestionException("outcome", $"'{name}' is a {found.Kind.ToString().ToLowerInvariant()} outcome and says nothing of the predictions of a {model.Task.ToString().ToLowerInvariant()} model; those that do: {(fitting.Count == 0 ? "none" : string.Join(", ", fitting))}");
    }

    private static bool Fits(ModelDefinition model, OutcomeDefinition outcome) => outcome.Kind == (model.Task == ModelTask.Regression ? OutcomeKind.Value : OutcomeKind.Class);
}
