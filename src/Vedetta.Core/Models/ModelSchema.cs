namespace Vedetta.Core.Models;

/// <summary>How the values of a column are read.</summary>
public enum ColumnType
{
    /// <summary>Double-precision numbers.</summary>
    Numeric,

    /// <summary>Text from a set.</summary>
    Categorical,

    /// <summary><c>true</c> or <c>false</c>; profiled as two categories.</summary>
    Boolean,

    /// <summary>A moment; stored as microseconds since 1970 UTC.</summary>
    Timestamp,
}

/// <summary>What a column is for.</summary>
public enum ColumnRole
{
    /// <summary>An input of the model: validated, profiled, monitored.</summary>
    Feature,

    /// <summary>Stored, never monitored.</summary>
    Ignored,
}

/// <summary>What happens to a row that breaks a column's rules.</summary>
public enum OnViolation
{
    /// <summary>The row is kept and the value counted as invalid or out of range.</summary>
    Flag,

    /// <summary>The row is rejected and quarantined.</summary>
    Reject,
}

/// <summary>How personal a column is.</summary>
public enum PiiClass
{
    /// <summary>Not personal.</summary>
    None,

    /// <summary>Identifies a person, directly or by joining.</summary>
    Identifier,

    /// <summary>Health, faith, ethnicity and the like.</summary>
    Sensitive,
}

/// <summary>One column of a model.</summary>
/// <param name="Name">As the sender names it.</param>
/// <param name="Type">How its values are read.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Segment">Whether profiles are also kept for each of its values.</param>
/// <param name="Required">Whether a missing value breaks the rules.</param>
/// <param name="Min">Lowest allowed number; null for no limit.</param>
/// <param name="Max">Highest allowed number; null for no limit.</param>
/// <param name="Allowed">Allowed categories; null for any.</param>
/// <param name="OnViolation">What happens to a row that breaks the rules; inferred columns always flag.</param>
/// <param name="Importance">Share of the model's decision it carries, 0 to 1; null when unknown.</param>
/// <param name="Pii">How personal it is.</param>
public sealed record ColumnDefinition(
    string Name,
    ColumnType Type,
    ColumnRole Role = ColumnRole.Feature,
    bool Segment = false,
    bool Required = false,
    double? Min = null,
    double? Max = null,
    IReadOnlyList<string>? Allowed = null,
    OnViolation OnViolation = OnViolation.Flag,
    double? Importance = null,
    PiiClass Pii = PiiClass.None);

/// <summary>The columns of a model.</summary>
/// <param name="Columns">In the order of their first appearance.</param>
/// <param name="Confirmed">
/// True once a person or a reference fixed the columns: later unknown columns are kept and warned about but not
/// monitored. False while columns are still being inferred from arriving rows.
/// </param>
/// <param name="SegmentTags">Tags whose values are segments too.</param>
public sealed record ModelSchema(IReadOnlyList<ColumnDefinition> Columns, bool Confirmed, IReadOnlyList<string> SegmentTags)
{
    /// <summary>No columns known yet.</summary>
    public static ModelSchema Empty { get; } = new([], Confirmed: false, []);

    /// <summary>The column of that name, or null.</summary>
    public ColumnDefinition? Find(string name)
    {
        foreach (var column in Columns)
            if (string.Equals(column.Name, name, StringComparison.Ordinal)) return column;
        return null;
    }
}
