using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>What parsing needs to know of a model. Immutable; a new one after every edit.</summary>
/// <param name="Model">The model.</param>
/// <param name="Task">What it answers; null while that is still to be inferred.</param>
/// <param name="Schema">Its columns.</param>
/// <param name="Catalog">Where values are stored.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Score">What its score may be; null while nobody knows the model.</param>
internal sealed record ModelBinding(ModelId Model, ModelTask? Task, ModelSchema Schema, IReadOnlyList<StoredColumn> Catalog, TimeZoneInfo Zone, ScoreDefinition? Score)
{
    /// <summary>How values of a type are kept.</summary>
    public static ValueKind KindOf(ColumnType type) => type is ColumnType.Numeric or ColumnType.Timestamp ? ValueKind.Number : ValueKind.Category;

    /// <summary>The type of values outside the features; null when it depends on a task that is not known yet.</summary>
    public ColumnType? TypeOf(ColumnFamily family) => family switch
    {
        ColumnFamily.Probability or ColumnFamily.ShadowScore => ColumnType.Numeric,
        ColumnFamily.ShadowPrediction or ColumnFamily.Outcome => Task switch
        {
            null => null,
            ModelTask.Regression => ColumnType.Numeric,
            _ => ColumnType.Categorical,
        },
        _ => ColumnType.Categorical,
    };

    /// <summary>The stored column of a value, the latest of its name and kind; null when there is none yet.</summary>
    public StoredColumn? Find(ColumnFamily family, string name, ValueKind kind)
    {
        for (var i = Catalog.Count - 1; i >= 0; i--)
        {
            var column = Catalog[i];
            if (column.Family == family && column.Kind == kind && string.Equals(column.Name, name, StringComparison.Ordinal)) return column;
        }

        return null;
    }
}

/// <summary>How rows of one request are read.</summary>
/// <param name="ReceivedAt">Now.</param>
/// <param name="LocalTimes">Zone for moments without an offset; null where they are refused (JSON).</param>
/// <param name="Reference">True for rows of a reference: labels become columns, ids and times may be missing for good.</param>
/// <param name="NewId">Makes ids for rows without one.</param>
internal sealed record ParseOptions(DateTimeOffset ReceivedAt, TimeZoneInfo? LocalTimes, bool Reference, Func<DateTimeOffset, Guid> NewId)
{
    /// <summary>Farthest a moment may lie ahead.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromHours(24);
}
