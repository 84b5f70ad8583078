using Vedetta.Core.Time;

namespace Vedetta.Core.Explaining;

/// <summary>Why an incident probably is, and whether it matters.</summary>
/// <param name="Column">The column explained; empty for the whole model.</param>
/// <param name="Window">The latest bad window, which was looked at.</param>
/// <param name="Causes">Probable causes, the most telling first; empty when none was found.</param>
/// <param name="Checks">What was looked at and with which result, so that no cause found says what it means.</param>
/// <param name="Splits">The change split into mix of segments and change inside them, one per segment column.</param>
/// <param name="Effects">What it does to decisions, quality and money.</param>
public sealed record Explanation(
    string Column,
    Window Window,
    IReadOnlyList<Cause> Causes,
    IReadOnlyList<Check> Checks,
    IReadOnlyList<MixSplit> Splits,
    IReadOnlyList<Effect> Effects);

/// <summary>What kind of cause.</summary>
public enum CauseKind
{
    /// <summary>Values are missing more often.</summary>
    Missing,

    /// <summary>One value only.</summary>
    Constant,

    /// <summary>Values of the wrong type.</summary>
    TypeErrors,

    /// <summary>Values outside the column's range.</summary>
    OutOfRange,

    /// <summary>Categories that the baseline does not have.</summary>
    NewCategories,

    /// <summary>Every value is the same factor larger or smaller, as after a change of units.</summary>
    Scaled,

    /// <summary>Another version answers since the same window.</summary>
    Release,

    /// <summary>The model's description was edited in the same window.</summary>
    SchemaChange,

    /// <summary>The same period before looks alike.</summary>
    Season,

    /// <summary>Other rows come than before: the mix of segments changed.</summary>
    Mix,

    /// <summary>The change happens inside one segment.</summary>
    Inside,

    /// <summary>A column that the model reads moved at the same time.</summary>
    Upstream,
}

/// <summary>One probable cause in parts, so that every language can make its own sentence of it.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Column">The column it is about; empty for the whole model.</param>
/// <param name="Name">
/// New categories: the largest of them. Release: the version. Schema change: who. Season: <c>week</c>, <c>month</c> or
/// <c>year</c>. Mix and inside: the segment column.
/// </param>
/// <param name="Segment">Mix: the segment whose share changed most. Inside: the segment that changed. Release: <c>only</c> when the rows of other versions in the same window are as before.</param>
/// <param name="Before">Rates: share in the baseline. Mix: share of the segment before.</param>
/// <param name="Now">Rates: share now. Mix: share of the segment now. Scaled: the factor. Upstream: how many times its threshold it moved.</param>
/// <param name="Share">Mix and inside: share of the change that it makes.</param>
/// <param name="Low">Lower limit of the 95 % interval of the share, or of the rate now.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Window">Where it was seen; of a season the period that looks alike.</param>
public sealed record Cause(
    CauseKind Kind,
    string Column,
    string Name = "",
    string Segment = "",
    double? Before = null,
    double? Now = null,
    double? Share = null,
    double? Low = null,
    double? High = null,
    Window? Window = null);

/// <summary>What is looked at.</summary>
public enum CheckKind
{
    /// <summary>Missing, constant, wrong type, out of range, new categories.</summary>
    DataFaults,

    /// <summary>One factor on all values.</summary>
    Scale,

    /// <summary>Another version.</summary>
    Release,

    /// <summary>An edited description.</summary>
    Schema,

    /// <summary>The same period a week before.</summary>
    LastWeek,

    /// <summary>The same period a month before.</summary>
    LastMonth,

    /// <summary>The same period a year before.</summary>
    LastYear,

    /// <summary>Mix of segments.</summary>
    Segments,

    /// <summary>Columns that the model reads.</summary>
    Inputs,
}

/// <summary>What looking gave.</summary>
public enum CheckResult
{
    /// <summary>It explains the change.</summary>
    Found,

    /// <summary>It does not.</summary>
    Nothing,

    /// <summary>There were no data, or too few, to look.</summary>
    NoData,
}

/// <summary>One thing that was looked at.</summary>
public sealed record Check(CheckKind Kind, CheckResult Result);

/// <summary>A change of a column split by one segment column.</summary>
/// <param name="By">The segment column.</param>
/// <param name="Distance">Total variation distance between baseline and now.</param>
/// <param name="MixShare">Share of it that the mix of segments makes; the rest happens inside. Null when nothing changed.</param>
/// <param name="Low">Lower limit of its 95 % interval.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Segments">Segments, those that add most first.</param>
public sealed record MixSplit(string By, double Distance, double? MixShare, double? Low, double? High, IReadOnlyList<SplitSegment> Segments);

/// <summary>What a segment adds to a change.</summary>
/// <param name="Segment">Its value; empty for missing.</param>
/// <param name="Before">Its share of the rows before.</param>
/// <param name="Now">Its share of the rows now.</param>
/// <param name="Mix">Share of the whole change that its coming or going makes.</param>
/// <param name="Inside">Share of the whole change that the change inside it makes.</param>
public sealed record SplitSegment(string Segment, double Before, double Now, double Mix, double Inside);

/// <summary>What a change does.</summary>
public enum EffectKind
{
    /// <summary>Share of the rows that are approved, as it is now against the baseline.</summary>
    ApprovalRate,

    /// <summary>Share approved if only this column had moved: the baseline's rows weighted to the column's distribution now.</summary>
    ApprovalRateByColumn,

    /// <summary>A quality metric estimated without labels.</summary>
    EstimatedMetric,

    /// <summary>A business metric.</summary>
    Business,
}

/// <summary>An effect with its interval.</summary>
/// <param name="Kind">What it is on.</param>
/// <param name="Name">Name of the metric; empty for the approval rate.</param>
/// <param name="Before">Its value in the baseline.</param>
/// <param name="Now">Its value now.</param>
/// <param name="Change">Now less before.</param>
/// <param name="Low">Lower limit of the 95 % interval of the change; null where none is known.</param>
/// <param name="High">Upper limit.</param>
/// <param name="N">Rows now.</param>
/// <param name="Uncovered">Share of the rows in values of which the baseline tells nothing, so that they are left out.</param>
/// <param name="IsShare">Whether the values of a business metric are shares.</param>
public sealed record Effect(EffectKind Kind, string Name, double Before, double Now, double Change, double? Low, double? High, long N, double Uncovered = 0, bool IsShare = false)
{
    /// <summary>Whether the interval leaves out no change.</summary>
    public bool IsSure => Low is { } low && High is { } high && (low > 0 || high < 0);
}
