using System.Text;
using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>What outcomes of a model may be. Immutable but for what it remembers of names.</summary>
internal sealed class OutcomeRules(ModelState state)
{
    private readonly IReadOnlyList<string> _classes = ClassesOf(state);
    private const int MostRemembered = 10_000;
    private readonly Dictionary<string, OutcomeKind?> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fine = new(StringComparer.Ordinal);

    /// <summary>What an outcome of that name is made of; null for one nobody described.</summary>
    public OutcomeKind? KindOf(string name)
    {
        if (_kinds.TryGetValue(name, out var known)) return known;
        if (_kinds.Count > MostRemembered) _kinds.Clear();
        return _kinds[name] = state.Definition.Outcomes.FirstOrDefault(outcome => string.Equals(outcome.Name, name, StringComparison.Ordinal))?.Kind;
    }

    /// <summary>The classes among which a value is not; null when it is one of them, or when any may be meant.</summary>
    public IReadOnlyList<string>? ClassesWithout(string name, string value)
    {
        if (_classes.Count == 0 || _fine.Contains(value) || !IsJudged(name)) return null;
        if (!_classes.Any(known => ClassNames.Same(known, value))) return _classes;
        _fine.Add(value);
        return null;
    }

    /// <summary>Whether a name nobody described comes for the first time.</summary>
    public bool IsNew(string name) => KindOf(name) is null && _named.Add(name);

    // Every class outcome of a binary model has its two classes; of a model with several only the one that says what was right.
    private bool IsJudged(string name) => KindOf(name) == OutcomeKind.Class
        && (state.Definition.Task == ModelTask.Binary || string.Equals(JudgedOutcome.Of(state.Definition)?.Name, name, StringComparison.Ordinal));

    private static IReadOnlyList<string> ClassesOf(ModelState state)
    {
        if (state.Definition.Task == ModelTask.Multiclass) return [.. state.Catalog.Where(column => column.Family == ColumnFamily.Probability).Select(column => column.Name).Distinct(StringComparer.Ordinal)];
        if (state.Definition.Task != ModelTask.Binary) return [];
        var positive = state.Definition.PositiveClass ?? "1";
        if (ClassNames.NegativesOf(positive) is not { } negatives) return [];
        return [positive, .. negatives, .. ClassNames.Same(positive, "1") ? new[] { "true" } : []];
    }
}
