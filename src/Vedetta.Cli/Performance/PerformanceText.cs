using System.Globalization;
using Spectre.Console;
using Vedetta.Cli.CommandLine;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>The report as tables for people: a line for each period, an interval with each value.</summary>
internal static class PerformanceText
{
    private const int ValueWidth = 24;

    /// <summary>Writes a sentence, the tables, and why values are missing.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="chosen">True when a person chose the metrics: all are shown; otherwise the first of the task.</param>
    public static void Write(Terminal terminal, PerformanceReport report, bool chosen)
    {
        var all = report.Points.Where(p => p.Segment is null).ToArray();
        var (rows, labelled) = (all.Sum(p => p.N), all.Sum(p => p.Labelled));
        terminal.Out.WriteLine($"{report.File}, {report.Task.ToString().ToLowerInvariant()}: {Numbers.Count(labelled)} of {Numbers.Count(rows)} rows labelled, intervals of 95 %.");
        var shown = chosen ? report.Metrics : Headline(report.Task);
        foreach (var part in shown.Chunk(MetricsATable(terminal, report))) WriteTable(terminal, report, part);
        foreach (var note in Notes(report, shown)) terminal.Out.WriteLine(note);
        if (!chosen) terminal.Out.WriteLine($"More with --metrics: {string.Join(", ", report.Metrics.Except(shown).Select(PerformanceMetrics.Name))}");
    }

    /// <summary>A value and its interval in a few characters; a dash where there is none.</summary>
    public static string Cell(PerformanceMetric metric, MetricValue value)
    {
        if (value.Value is not { } number) return "-";
        return value.Interval is { } interval ? $"{Short(metric, number)} [{Short(metric, interval.Low)}, {Short(metric, interval.High)}]" : Short(metric, number);
    }

    /// <summary>The period as its first day or hour.</summary>
    public static string Period(PerformancePoint point) =>
        point.Window is { } window ? window.From.ToString(window.To - window.From > TimeSpan.FromHours(2) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "all";

    /// <summary>The metrics shown first.</summary>
    public static IReadOnlyList<PerformanceMetric> Headline(PerformanceTask task) => task switch
    {
        PerformanceTask.Binary => [PerformanceMetric.RocAuc, PerformanceMetric.Precision, PerformanceMetric.Recall, PerformanceMetric.Brier],
        PerformanceTask.Multiclass => [PerformanceMetric.Accuracy, PerformanceMetric.F1Macro, PerformanceMetric.RocAucOvrMacro, PerformanceMetric.LogLoss],
        _ => [PerformanceMetric.Mae, PerformanceMetric.Rmse, PerformanceMetric.R2, PerformanceMetric.Bias],
    };

    // As many metrics side by side as the line holds beside period, segment and rows.
    private static int MetricsATable(Terminal terminal, PerformanceReport report) =>
        Math.Max(1, (terminal.Width - 26 - (report.Points.Any(p => p.N != p.Labelled) ? 12 : 0) - report.Points.Max(p => p.Segment is null ? 0 : p.Segment.Length + 3)) / ValueWidth);

    private static void WriteTable(Terminal terminal, PerformanceReport report, PerformanceMetric[] metrics)
    {
        var segmented = report.Points.Any(p => p.Segment is not null);
        var unlabelled = report.Points.Any(p => p.N != p.Labelled);
        List<(string, bool)> columns = [("from", false)];
        if (segmented) columns.Add(("segment", false));
        columns.Add(("n", true));
        if (unlabelled) columns.Add(("labelled", true));
        columns.AddRange(metrics.Select(m => (PerformanceMetrics.Name(m), true)));
        var table = TextTable.New([.. columns]);
        foreach (var column in table.Columns) column.NoWrap = true;
        foreach (var point in report.Points)
        {
            var values = point.Metrics.ToDictionary(m => m.Key, m => m.Value);
            List<string> cells = [Period(point)];
            if (segmented) cells.Add(point.Segment ?? "all");
            cells.Add(Numbers.Count(point.N));
            if (unlabelled) cells.Add(Numbers.Count(point.Labelled));
            cells.AddRange(metrics.Select(m => Cell(m, values[m])));
            table.AddRow(cells.Select(cell => TextTable.Cell(cell)).ToArray());
        }

        TextTable.Write(terminal, table);
    }

    // The reasons of missing values, each once, with how many values it explains.
    private static IEnumerable<string> Notes(PerformanceReport report, IReadOnlyList<PerformanceMetric> shown)
    {
        foreach (var note in report.Notes) yield return note;
        var missing = report.Points.SelectMany(p => p.Metrics).Where(m => shown.Contains(m.Key) && m.Value.Interval is null && m.Value.Note is not null)
            .GroupBy(m => (Name: PerformanceMetrics.Name(m.Key), m.Value.Note));
        foreach (var group in missing) yield return $"{group.Key.Name}: {group.Key.Note} ({group.Count()} of {report.Points.Count} lines)";
    }

    /// <summary>A value in a few characters.</summary>
    public static string Short(PerformanceMetric metric, double value)
    {
        var described = PerformanceMetrics.Describe(metric);
        return described is { Low: >= -1, High: <= 2 } ? value.ToString("0.000", CultureInfo.InvariantCulture) : Numbers.Short(value);
    }
}
