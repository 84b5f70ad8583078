using Spectre.Console;
using Vedetta.Cli.CommandLine;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Cli.Drift;

/// <summary>The report as a table for people.</summary>
internal static class DriftText
{
    /// <summary>Writes a sentence, the table, and what must be known about single columns.</summary>
    public static void Write(Terminal terminal, DriftReport report)
    {
        terminal.Out.WriteLine(Sentence(report));
        if (report.Whole is { } whole) terminal.Out.WriteLine(Sentence(whole));
        var table = TextTable.New(
            ("column", false), ("type", false), ("method", false), ("statistic", true), ("p", true), ("excess", true), ("missing", true), ("verdict", false));
        foreach (var line in report.Columns)
        {
            table.AddRow(
                TextTable.Cell(line.Column),
                TextTable.Cell(line.Type.ToString().ToLowerInvariant()),
                TextTable.Cell(DriftMethods.Name(line.Method)),
                TextTable.Cell(Numbers.Short(line.Facts?.Statistic)),
                TextTable.Cell(Numbers.Short(line.Judged?.AdjustedPValue)),
                TextTable.Cell(line.Judged?.Excess is { } excess ? Numbers.Short(excess) + " x" : "-"),
                TextTable.Cell(Missing(line)),
                TextTable.Cell(DriftJson.Word(line.Verdict.Kind), Colour(line.Verdict.Kind)));
        }

        TextTable.Write(terminal, table);
        foreach (var line in report.Columns) WriteNotes(terminal, line);
    }

    private static string Sentence(DriftReport report)
    {
        var rows = $"{Numbers.Count(report.CurrentRows)} rows against {Numbers.Count(report.ReferenceRows)} of the reference";
        var judged = report.Columns.Count(line => line.Verdict is not Verdict.Undecided);
        if (judged == 0) return $"Nothing could be judged: none of {report.Columns.Count} columns, {rows}.";
        return report.Drifted == 0
            ? $"No drift: {judged} of {report.Columns.Count} columns judged, {rows}."
            : $"{report.Drifted} of {report.Columns.Count} columns drifted, {rows}.";
    }

    /// <summary>What is said of the tables as wholes.</summary>
    public static string Sentence(JudgedTable whole)
    {
        var facts = whole.Result;
        var name = $"As wholes by {DriftMethods.Name(facts.Method)}: {DriftJson.Word(whole.Verdict.Kind)}";
        if (facts.Statistic is null) return $"{name}, {whole.Verdict.Reason}.";
        var columns = whole.Verdict.IsAlarm && facts.Attribution.Count > 0
            ? "; most of it in " + string.Join(", ", facts.Attribution.Take(5).Where(a => a.Share >= 0.01).Select(a => $"{a.Column} {100 * a.Share:0} %"))
            : "";
        var interval = facts is { Low: { } low, High: { } high } ? $" ({Numbers.Short(low)} to {Numbers.Short(high)})" : "";
        return $"{name}, statistic {Numbers.Short(facts.Statistic)}{interval}, p {Numbers.Short(facts.PValue)}{columns}.";
    }

    private static string Missing(DriftLine line)
    {
        if (line.Facts is not { } facts) return "-";
        var (before, now) = (Numbers.Share(facts.ReferenceMissing, facts.ReferenceRows), Numbers.Share(facts.CurrentMissing, facts.CurrentRows));
        return before == now ? now : $"{before} -> {now}";
    }

    private static void WriteNotes(Terminal terminal, DriftLine line)
    {
        if (line.Facts?.NewCategories is { Count: > 0 } news)
            terminal.Out.WriteLine($"{line.Column}: new {string.Join(", ", news.Take(5))}{(news.Count > 5 ? $" and {news.Count - 5} more" : "")}");
        if (line.Verdict is Verdict.Undecided { Reason: { } reason }) terminal.Out.WriteLine($"{line.Column}: {reason}");
    }

    private static Color Colour(VerdictKind kind) => kind switch
    {
        VerdictKind.Critical => Color.Red,
        VerdictKind.Warning => Color.Yellow,
        VerdictKind.Undecided => Color.Grey,
        _ => Color.Default,
    };
}
