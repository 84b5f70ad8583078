using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Explaining;

/// <summary>Everything an explanation looks at; holds no clock and no store.</summary>
/// <param name="Monitor">The monitor of the worst member.</param>
/// <param name="Column">Its column; empty for metrics of the whole model.</param>
/// <param name="Onset">The first bad window with all columns.</param>
/// <param name="Latest">The latest bad window with all columns.</param>
/// <param name="Before">The window before the first bad one: what was so already is no cause; null without rows.</param>
/// <param name="Seasons">The same period a week, a month and a year before; only periods before the first bad window.</param>
/// <param name="Segments">Profiles by segment in the latest window, of the column or, where it is a segment itself, of the next one that is bad.</param>
/// <param name="Release">What changed among the versions; null when none came.</param>
/// <param name="SchemaEdits">Who edited the model's description since the window before the first bad one; null where no log is kept.</param>
/// <param name="Rows">Rows of the baseline, for what only whole rows tell; null without.</param>
/// <param name="SplitColumn">The column whose profiles <paramref name="Segments"/> holds; null for the column itself.</param>
/// <param name="Others">Effects on estimated quality and business metrics; null where none are kept.</param>
public sealed record ExplainFacts(
    MonitorDefinition Monitor,
    string Column,
    WindowFacts Onset,
    WindowFacts Latest,
    WindowFacts? Before,
    IReadOnlyList<SeasonFacts> Seasons,
    IReadOnlyList<SegmentFacts> Segments,
    ReleaseFacts? Release,
    IReadOnlyList<string>? SchemaEdits,
    RowSample? Rows,
    IReadOnlyList<Effect>? Others = null,
    string? SplitColumn = null)
{
    /// <summary>Whether the column is what the model answers, or the whole model.</summary>
    public bool IsOutput => Column.Length == 0 || Incidents.Machine.IncidentCauses.IsOutput(Column);
}

/// <summary>An earlier period.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Window">Its span.</param>
/// <param name="Profiles">Its rows; null when it lies before the first row or inside the incident.</param>
public sealed record SeasonFacts(CheckKind Kind, Window Window, ProfileSet? Profiles);

/// <summary>A column by the segments of one column.</summary>
/// <param name="By">The segment column.</param>
/// <param name="Values">Per segment value the column's profile in the baseline and now; null where it has no rows.</param>
public sealed record SegmentFacts(string By, IReadOnlyList<(string Value, ColumnProfile? Before, ColumnProfile? Now)> Values);

/// <summary>A version that answers since about the first bad window.</summary>
/// <param name="Version">Its name.</param>
/// <param name="OfVersion">The window with the rows of that version alone.</param>
/// <param name="OfOthers">The window with the rows of another version; null when no other answers in it.</param>
public sealed record ReleaseFacts(string Version, WindowFacts OfVersion, WindowFacts? OfOthers);
