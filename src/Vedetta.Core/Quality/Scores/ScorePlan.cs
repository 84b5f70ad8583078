using System.Globalization;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;

namespace Vedetta.Core.Quality.Scores;

/// <summary>What is counted of a model's scores and how. Immutable; the same rows under the same plan give the same profiles.</summary>
/// <param name="State">The model.</param>
/// <param name="Grid">The cells.</param>
/// <param name="Outcomes">What is counted of each outcome; series are left out.</param>
/// <param name="Segments">Columns whose values have profiles of their own.</param>
internal sealed record ScorePlan(ModelState State, ScoreGrid Grid, IReadOnlyList<PlannedOutcome> Outcomes, IReadOnlyList<PlannedColumn> Segments)
{
    /// <summary>The plan of a model; null when it has no score to count: only binary models have one.</summary>
    public static ScorePlan? Of(ModelState state)
    {
        var definition = state.Definition;
        if (definition.Task != ModelTask.Binary) return null;
        var outcomes = new List<PlannedOutcome>();
        var (count, sum) = ScoreColumns.Of(ScoreSection.Rows);
        foreach (var outcome in definition.Outcomes)
        {
            if (ScoreColumns.Of(outcome.Kind) is not { } section) continue;
            var due = outcome.Maturity?.DueColumn is { } column ? state.Binding.Find(ColumnFamily.Feature, column, ValueKind.Number)?.Ordinal ?? -1 : -1;
            outcomes.Add(new PlannedOutcome(outcome, section, count, sum, due));
            var (counts, sums) = ScoreColumns.Of(section);
            (count, sum) = (count + counts, sum + sums);
        }

        return new ScorePlan(state, ScoreGrid.Of(definition.Score), outcomes, ProfilePlan.Of(state, GridSet.Empty).Segments);
    }

    /// <summary>Counts of a cell over all sections.</summary>
    public int Counts => Outcomes.Count == 0 ? ScoreColumns.Of(ScoreSection.Rows).Counts : Outcomes[^1].FirstCount + ScoreColumns.Of(Outcomes[^1].Section).Counts;

    /// <summary>Sums of a cell over all sections.</summary>
    public int Sums => Outcomes.Count == 0 ? ScoreColumns.Of(ScoreSection.Rows).Sums : Outcomes[^1].FirstSum + ScoreColumns.Of(Outcomes[^1].Section).Sums;

    /// <summary>The class a score speaks of.</summary>
    public string Positive => State.Definition.PositiveClass ?? "1";

    /// <summary>Stored columns that counting reads.</summary>
    public IReadOnlyList<int> Columns => [.. Segments.SelectMany(s => new[] { s.Ordinal, s.Former }).Concat(Outcomes.Select(o => o.Due)).Where(ordinal => ordinal >= 0).Distinct()];

    /// <summary>Everything that days are counted by, in one text: profiles made under another one are counted again.</summary>
    public string Rules => string.Join('|', (string[])
    [
        "1", Grid.Name, State.Definition.TimeZone, Positive, string.Join(',', Segments.Select(s => s.Name)),
        .. Outcomes.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Name}:{o.Section}:{o.Definition.Maturity?.After.Ticks}:{o.Definition.Maturity?.DueColumn}")),
    ]);

    /// <summary>Which references there are, in one text.</summary>
    public string References => string.Join('|', State.Versions.Where(v => v.Reference is not null)
        .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Version}:{v.Reference!.Rows}:{v.Reference.UploadedAt.UtcTicks}")));
}

/// <summary>An outcome that is counted.</summary>
/// <param name="Definition">The outcome.</param>
/// <param name="Section">What is counted of it.</param>
/// <param name="FirstCount">Offset of its counts in a table.</param>
/// <param name="FirstSum">Offset of its sums.</param>
/// <param name="Due">Stored column of the due moment; -1 for none.</param>
internal sealed record PlannedOutcome(OutcomeDefinition Definition, ScoreSection Section, int FirstCount, int FirstSum, int Due)
{
    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>When a row's outcome counts as known, microseconds since 1970 UTC: the due moment, or the event where there is none, and the stated time after it.</summary>
    public long MatureAt(long eventAt, double due)
    {
        if (Definition.Maturity is not { } rule) return long.MinValue;
        var from = double.IsFinite(due) ? (long)due : eventAt;
        return from + (rule.After.Ticks / TimeSpan.TicksPerMicrosecond);
    }
}
