using System.Globalization;
using Spectre.Console;
using Vedetta.Cli.CommandLine;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Estimating;

/// <summary>The report as tables for people: a line for each window, an interval with each value.</summary>
internal static class EstimationText
{
    private const int MetricsATable = 3;

    /// <summary>Writes a sentence, the tables, and why nothing is said.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="chosen">True when a person chose the metrics: all are shown; otherwise the first of the task.</param>
    public static void Write(Terminal terminal, EstimationReport report, bool chosen)
    {
        terminal.Out.WriteLine($"{report.File}, {report.Task.ToString().ToLowerInvariant()}, estimated without labels by {report.Method}: {Numbers.Count(report.Points.Sum(p => p.N))} rows.");
        var shown = Shown(report, chosen);
        foreach (var part in shown.Chunk(MetricsATable)) WriteTable(terminal, report, part);
        foreach (var note in report.Notes) terminal.Out.WriteLine(note);
        foreach (var note in report.Points.SelectMany(p => p.Notes).Distinct(StringComparer.Ordinal).Take(5)) terminal.Out.WriteLine(note);
        foreach (var undecided in report.Points.SelectMany(p => p.Values).Where(v => shown.Contains(v.Metric) && v.Verdict is Verdict.Undecided).GroupBy(v => (v.Metric, v.Verdict.Reason)).Take(8))
            terminal.Out.WriteLine($"? {undecided.Key.Metric}: {undecided.Key.Reason} ({undecided.Count()} of {report.Points.Count} lines)");
        var others = report.Reference.Select(r => r.Metric).Except(shown, StringComparer.Ordinal).ToArray();
        if (others.Length > 0) terminal.Out.WriteLine($"More with --metrics: {string.Join(", ", others)}");
    }

    /// <summary>The metrics shown: all that were asked for, otherwise the first of the task.</summary>
    public static string[] Shown(EstimationReport report, bool chosen)
    {
        string[] all = [.. report.Reference.Select(r => r.Metric)];
        return chosen ? all : [.. Headline(report.Task).Where(all.Contains)];
    }

    /// <summary>The beginning of a window, as short as it can be.</summary>
    public static string Period(EstimatedPoint point) => point.From?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).Replace(" 00:00", "", StringComparison.Ordinal) ?? "all";

    private static void WriteTable(Terminal terminal, EstimationReport report, string[] metrics)
    {
        var table = TextTable.New([("from", false), ("n", true), .. metrics.Select(m => (m, true))]);
        var reference = metrics.Select(m => report.Reference.First(r => r.Metric == m)).ToArray();
        table.AddRow([TextTable.Cell("reference"), TextTable.Cell(""), .. reference.Select(r => TextTable.Cell(Short(r.Value)))]);
        table.AddRow([TextTable.Cell("thresholds"), TextTable.Cell(""), .. reference.Select(r => TextTable.Cell(r.Lower is null && r.Upper is null ? "-" : $"{Short(r.Lower)} to {Short(r.Upper)}"))]);
        foreach (var point in report.Points)
        {
            var values = metrics.Select(m => point.Values.First(v => v.Metric == m));
            table.AddRow([TextTable.Cell(Period(point)), TextTable.Cell(Numbers.Count(point.N)), .. values.Select(v => TextTable.Cell(Cell(v), Colour(v.Verdict)))]);
        }

        TextTable.Write(terminal, table);
    }

    /// <summary>A value with its interval and a mark where it is not healthy.</summary>
    public static string Cell(EstimatedValue value)
    {
        if (value.Value is null) return "-";
        var mark = value.Verdict.Kind switch { VerdictKind.Warning => " !", VerdictKind.Critical => " !!", VerdictKind.Undecided => " ?", _ => "" };
        return value.Low is null ? Short(value.Value) + mark : $"{Short(value.Value)} [{Short(value.Low)}, {Short(value.High)}]{mark}";
    }

    private static Color Colour(Verdict verdict) => verdict.Kind switch { VerdictKind.Warning => Color.Yellow, VerdictKind.Critical => Color.Red, VerdictKind.Undecided => Color.Grey, _ => Color.Default };

    /// <summary>A value in a few digits.</summary>
    public static string Short(double? value) => value is { } number && Math.Abs(number) <= 2 ? number.ToString("0.000", CultureInfo.InvariantCulture) : Numbers.Short(value);

    private static string[] Headline(PerformanceTask task) => task switch
    {
        PerformanceTask.Binary => ["roc_auc", "accuracy", "f1", "brier"],
        PerformanceTask.Multiclass => ["accuracy", "f1_macro", "roc_auc_ovr_macro", "log_loss", "roc_auc", "f1"],
        _ => ["mae", "rmse", "mape", "bias"],
    };
}
