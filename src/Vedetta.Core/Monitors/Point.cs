using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors;

/// <summary>What a monitor measured in one window for one column, with the first and the latest reading.</summary>
/// <param name="Key">Which monitor, column and window.</param>
/// <param name="Reading">The latest reading.</param>
/// <param name="EvaluatedAt">When it was last computed with a different result.</param>
/// <param name="Revision">0 at first; grows each time late data changes the reading.</param>
/// <param name="First">The reading of revision 0; null while it is the only one.</param>
/// <param name="FirstAt">When the first reading was made.</param>
/// <param name="Backfilled">True when the window had long closed at its first evaluation: it notifies nobody.</param>
public sealed record Point(PointKey Key, Reading Reading, DateTimeOffset EvaluatedAt, int Revision, Reading? First, DateTimeOffset FirstAt, bool Backfilled);

/// <summary>Identity of a point.</summary>
/// <param name="Model">The model.</param>
/// <param name="Monitor">The monitor's name.</param>
/// <param name="Column">The column; empty for metrics of the whole model.</param>
/// <param name="Window">The span judged.</param>
public readonly record struct PointKey(ModelId Model, string Monitor, string Column, Window Window);

/// <summary>A number with everything that is known about it.</summary>
/// <param name="Value">The statistic; null only where it cannot be computed.</param>
/// <param name="Low">Lower limit of its 95 % interval; null where none is known.</param>
/// <param name="High">Upper limit of its 95 % interval; null where none is known.</param>
/// <param name="PValue">Probability of a statistic as large without change, after correction over columns where there are several; null where none exists.</param>
/// <param name="Dof">Degrees of freedom; null where none.</param>
/// <param name="N">Rows of the window.</param>
/// <param name="BaselineN">Rows of the baseline.</param>
/// <param name="Warning">Threshold of a warning.</param>
/// <param name="Critical">Threshold of a critical verdict.</param>
/// <param name="Excess">Effect divided by its warning threshold; null when undecided without an effect.</param>
/// <param name="Completeness">Share of the window that has passed the watermark, 0 to 1.</param>
/// <param name="Verdict">What is said of it.</param>
public sealed record Reading(
    double? Value,
    double? Low,
    double? High,
    double? PValue,
    double? Dof,
    long N,
    long BaselineN,
    double? Warning,
    double? Critical,
    double? Excess,
    double Completeness,
    Verdict Verdict);
