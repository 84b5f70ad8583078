using Vedetta.Cli.CommandLine;
using Vedetta.Core.Quality;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>Reads a file and measures every period and segment of it.</summary>
internal static class PerformanceRun
{
    /// <summary>Measures.</summary>
    /// <exception cref="UsageException">The file cannot be read or does not hold what is asked for.</exception>
    public static PerformanceReport Of(PerformanceOrder order, CancellationToken cancel)
    {
        var file = PerformanceFile.Read(order, cancel);
        var task = file.FindTask();
        var metrics = MetricsOf(order.Metrics, task);
        IWindowMeasure measure = task switch
        {
            PerformanceTask.Binary => new BinaryMeasure(file, order),
            PerformanceTask.Multiclass => new MulticlassMeasure(file, order),
            _ => new RegressionMeasure(file, order),
        };
        var windows = file.Windows(order.Every ?? WindowSize.Month);
        var rows = Cut(Enumerable.Range(0, file.Rows), windows?.OfRow ?? new int[file.Rows], windows?.Windows.Count ?? 1);
        var segments = order.By.Select(file.Segments).ToArray();
        var points = new List<PerformancePoint>();
        for (var w = 0; w < rows.Length; w++)
        {
            cancel.ThrowIfCancellationRequested();
            var window = windows?.Windows[w];
            points.Add(Point(window, null, rows[w], measure, metrics));
            foreach (var (names, ofRow) in segments)
            {
                var parts = Cut(rows[w], ofRow, names.Length);
                points.AddRange(parts.Select((part, s) => (part, names[s])).Where(p => p.part.Count > 0).Select(p => Point(window, p.Item2, p.part, measure, metrics)));
            }
        }

        return new PerformanceReport(file.Name, task, metrics, points, measure.Notes);
    }

    private static PerformancePoint Point(Window? window, string? segment, List<int> rows, IWindowMeasure measure, IReadOnlyList<PerformanceMetric> metrics)
    {
        int[] labelled = [.. rows.Where(measure.IsLabelled)];
        return new PerformancePoint(window, segment, rows.Count, labelled.Length, measure.Measure(labelled, metrics));
    }

    private static List<int>[] Cut(IEnumerable<int> rows, int[] partOf, int parts)
    {
        var cut = new List<int>[parts];
        for (var i = 0; i < parts; i++) cut[i] = [];
        foreach (var row in rows) cut[partOf[row]].Add(row);
        return cut;
    }

    private static IReadOnlyList<PerformanceMetric> MetricsOf(IReadOnlyList<string> names, PerformanceTask task)
    {
        if (MetricChoice.TryChoose(names, task, out var metrics, out var problem)) return metrics;
        throw new UsageException($"--metrics: {problem}");
    }
}
