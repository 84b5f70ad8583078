using Spectre.Console;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Profiling;

/// <summary>What there is to know of a file, as a table.</summary>
internal static class FactsText
{
    /// <summary>Writes a sentence and the table.</summary>
    public static void Write(Terminal terminal, FileFacts facts)
    {
        terminal.Out.WriteLine($"{facts.Name}: {Numbers.Count(facts.Rows)} {(facts.Rows == 1 ? "row" : "rows")}, {Numbers.Count(facts.Columns.Count)} {(facts.Columns.Count == 1 ? "column" : "columns")}.");
        var table = TextTable.New(("column", false), ("type", false), ("missing", true), ("distinct", true), ("min", true), ("median", true), ("max", true), ("mean", true), ("sd", true), ("most frequent", false));
        foreach (var column in facts.Columns)
        {
            var numbers = column.Numbers;
            table.AddRow(
                TextTable.Cell(column.Name),
                TextTable.Cell(column.Type.ToString().ToLowerInvariant()),
                TextTable.Cell(Numbers.Share(column.Missing, column.Rows)),
                TextTable.Cell(Numbers.Count(column.Distinct)),
                TextTable.Cell(Numbers.Short(numbers?.Min)),
                TextTable.Cell(Numbers.Short(numbers?.Quantiles.First(q => q.Share == 0.5).Value)),
                TextTable.Cell(Numbers.Short(numbers?.Max)),
                TextTable.Cell(Numbers.Short(numbers?.Mean)),
                TextTable.Cell(Numbers.Short(numbers?.Deviation)),
                TextTable.Cell(column.Problem ?? (numbers is null && column.Top.Count > 0 ? $"{Clip(column.Top[0].Value)} ({Numbers.Share(column.Top[0].Count, column.Rows)})" : "")));
        }

        TextTable.Write(terminal, table);
    }

    private static string Clip(string text) => text.Length <= 24 ? text : text[..24] + "...";
}
