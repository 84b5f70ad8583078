using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>Realized metrics of a file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Task">Task of the model.</param>
/// <param name="Metrics">Metrics measured, in order.</param>
/// <param name="Points">A point for each period with rows, and for each segment in it.</param>
/// <param name="Notes">What a reader should know about the whole.</param>
internal sealed record PerformanceReport(string File, PerformanceTask Task, IReadOnlyList<PerformanceMetric> Metrics, IReadOnlyList<PerformancePoint> Points, IReadOnlyList<string> Notes);

/// <summary>One period of one segment.</summary>
/// <param name="Window">The period; null where rows have no time.</param>
/// <param name="Segment">Column and value as <c>column=value</c>; null for all rows.</param>
/// <param name="N">Rows.</param>
/// <param name="Labelled">Rows with a label.</param>
/// <param name="Metrics">The values.</param>
internal sealed record PerformancePoint(Window? Window, string? Segment, int N, int Labelled, IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Metrics);
