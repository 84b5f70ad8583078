using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>What is profiled of a model and how. Immutable; the same rows under the same plan and grids give the same profiles.</summary>
internal sealed record ProfilePlan(
    ModelState State, GridSet Grids, IReadOnlyList<PlannedColumn> Columns, IReadOnlyList<PlannedColumn> Segments, IReadOnlyList<string> Correlated)
{
    /// <summary>The plan of a model. Pure.</summary>
    /// <param name="state">The model.</param>
    /// <param name="grids">Its grids.</param>
    /// <param name="correlated">Columns whose co-moments are already kept and must stay the same until a rebuild; null to choose afresh.</param>
    public static ProfilePlan Of(ModelState state, GridSet grids, IReadOnlyList<string>? correlated = null)
    {
        var (definition, binding) = (state.Definition, state.Binding);
        var columns = new List<PlannedColumn>();
        var segments = new List<PlannedColumn>();
        foreach (var column in definition.Schema.Columns)
        {
            if (column.Role != ColumnRole.Feature || ColumnNames.IsReserved(column.Name)) continue;
            if (binding.Find(ColumnFamily.Feature, column.Name, ModelBinding.KindOf(column.Type)) is not { } stored) continue;
            var ruled = column.Min is not null || column.Max is not null || column.Allowed is not null;
            var other = stored.Kind == ValueKind.Number ? ValueKind.Category : ValueKind.Number;
            var former = binding.Find(ColumnFamily.Feature, column.Name, other)?.Ordinal ?? -1;
            var planned = new PlannedColumn(column.Name, column.Type, ColumnSource.Stored, stored.Ordinal, ruled ? column : null, Former: former);
            columns.Add(planned);
            if (column.Segment && !planned.Numeric) segments.Add(planned);
        }

        var numeric = columns.Where(c => c.Type == ColumnType.Numeric).Select(c => c.Name).Take(CorrelationProfile.ColumnLimit).ToList();
        foreach (var tag in definition.Schema.SegmentTags)
        {
            if (binding.Find(ColumnFamily.Tag, tag, ValueKind.Category) is not { } stored) continue;
            columns.Add(new PlannedColumn($"tag_{tag}", ColumnType.Categorical, ColumnSource.Stored, stored.Ordinal));
            segments.Add(columns[^1]);
        }

        Outputs(definition, state.Catalog, columns);
        return new ProfilePlan(state, grids, columns, segments, correlated is { Count: > 0 } ? correlated : numeric);
    }

    private static void Outputs(ModelDefinition definition, IReadOnlyList<StoredColumn> catalog, List<PlannedColumn> columns)
    {
        if (definition.Task == ModelTask.Binary)
        {
            (double, double)? fine = definition.Score is { Min: { } min, Max: { } max } && min < max ? (min, max) : null;
            columns.Add(new PlannedColumn("score", ColumnType.Numeric, ColumnSource.Score, Fine: fine));
        }

        foreach (var probability in catalog.Where(c => c.Family == ColumnFamily.Probability))
            columns.Add(new PlannedColumn($"score_{probability.Name}", ColumnType.Numeric, ColumnSource.Stored, probability.Ordinal, Fine: (0, 1)));
        columns.Add(definition.Task == ModelTask.Regression
            ? new PlannedColumn("prediction", ColumnType.Numeric, ColumnSource.PredictedValue)
            : new PlannedColumn("prediction", ColumnType.Categorical, ColumnSource.Prediction));
        columns.Add(new PlannedColumn("decision", ColumnType.Categorical, ColumnSource.Decision));
        columns.Add(new PlannedColumn(ProfileColumns.Latency, ColumnType.Numeric, ColumnSource.Latency));
        columns.Add(new PlannedColumn(ProfileColumns.Errors, ColumnType.Categorical, ColumnSource.Errors));
    }

    /// <summary>
    /// Whether profiles made under another plan can go on under this one: columns that both have must be made alike, and
    /// segments and co-moments must be the same. Columns that are only here begin empty.
    /// </summary>
    public bool Continues(ProfilePlan other)
    {
        var before = other.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var now = Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        return State.Definition.TimeZone == other.State.Definition.TimeZone
            && before.Keys.All(now.ContainsKey)
            && Columns.All(c => !before.TryGetValue(c.Name, out var b) || Alike(b, c))
            && Segments.Select(s => s.Name).SequenceEqual(other.Segments.Select(s => s.Name), StringComparer.Ordinal)
            && Correlated.SequenceEqual(other.Correlated, StringComparer.Ordinal);
    }

    /// <summary>Whether a version is served by no reference, so that its grid comes from the model's first rows.</summary>
    public bool NeedsProvisional => State.Versions.Count == 0 || State.Versions.Any(v => State.Serving(v.Version) is null);

    public PlannedColumn? Find(string name) => Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal));

    private static bool Alike(PlannedColumn a, PlannedColumn b) =>
        a with { Rules = null } == b with { Rules = null }
        && a.Rules?.Min == b.Rules?.Min && a.Rules?.Max == b.Rules?.Max
        && (a.Rules?.Allowed ?? []).SequenceEqual(b.Rules?.Allowed ?? [], StringComparer.Ordinal);
}
