using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>What is to be measured.</summary>
/// <param name="Path">The file.</param>
/// <param name="Mapping">Columns of the file.</param>
/// <param name="Types">Types that were told.</param>
/// <param name="Every">Length of a period; null takes that of the schema, or a month.</param>
/// <param name="Metrics">Metrics by name; empty takes those usual for the task; <c>*</c> takes all.</param>
/// <param name="By">Columns whose values are segments.</param>
/// <param name="Task">Task; null is found out.</param>
/// <param name="Threshold">Scores from here up are predicted positive; null takes the file's predictions.</param>
/// <param name="Positive">The positive class; null takes that of the schema, or 1 or true.</param>
/// <param name="Schema">Description of the model; null where none was given.</param>
internal sealed record PerformanceOrder(
    string Path,
    ColumnMapping Mapping,
    IReadOnlyDictionary<string, ColumnType> Types,
    WindowSize? Every,
    IReadOnlyList<string> Metrics,
    IReadOnlyList<string> By,
    PerformanceTask? Task,
    double? Threshold,
    string? Positive,
    ModelDescription? Schema)
{
    /// <summary>Zone of the periods and of times without an offset.</summary>
    public TimeZoneInfo Zone => Schema?.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
}
