using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Estimating;

/// <summary>What is to be estimated.</summary>
/// <param name="Reference">File of labelled rows.</param>
/// <param name="Current">File of rows to estimate.</param>
/// <param name="Mapping">Columns of the files.</param>
/// <param name="Types">Types that were told.</param>
/// <param name="Every">Length of a period; null when chunks are asked for, or the usual one is taken.</param>
/// <param name="ChunkRows">Rows of a chunk; null for periods.</param>
/// <param name="Metrics">Metrics by name; empty takes those of the task.</param>
/// <param name="Method">How.</param>
/// <param name="NannyMl">Whether NannyML's definitions are followed.</param>
/// <param name="Task">Task; null is found out.</param>
/// <param name="Threshold">Scores from here up are predicted positive; null takes the file's predictions.</param>
/// <param name="Positive">The positive class; null takes that of the schema, or 1 or true.</param>
/// <param name="Schema">Description of the model; null where none was given.</param>
internal sealed record EstimationOrder(
    string Reference,
    string Current,
    ColumnMapping Mapping,
    IReadOnlyDictionary<string, ColumnType> Types,
    WindowSize? Every,
    int? ChunkRows,
    IReadOnlyList<string> Metrics,
    EstimationMethod Method,
    bool NannyMl,
    PerformanceTask? Task,
    double? Threshold,
    string? Positive,
    ModelDescription? Schema)
{
    /// <summary>Zone of the periods and of times without an offset.</summary>
    public TimeZoneInfo Zone => Schema?.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
}
