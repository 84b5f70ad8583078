using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Validating;

/// <summary>A validation for people and for programs.</summary>
internal static class ValidationText
{
    /// <summary>Writes a sentence and a table.</summary>
    public static void Write(Terminal terminal, Validation validation, string name, DataSchema schema)
    {
        var rows = $"{Numbers.Count(validation.Rows)} {(validation.Rows == 1 ? "row" : "rows")}";
        if (validation.Passed)
        {
            terminal.Out.WriteLine($"{name} keeps every rule: {schema.Columns.Count} {(schema.Columns.Count == 1 ? "column" : "columns")}, {rows}.");
            return;
        }

        terminal.Out.WriteLine($"{name} breaks {validation.Violations.Count} {(validation.Violations.Count == 1 ? "rule" : "rules")}, {rows}.");
        var table = TextTable.New(("column", false), ("rule", false), ("rows", true), ("what", false), ("first in row", false));
        foreach (var broken in validation.Violations)
        {
            table.AddRow(
                TextTable.Cell(broken.Column ?? "-"),
                TextTable.Cell(broken.Rule),
                TextTable.Cell(broken.ExamplesAt.Count == 0 ? "-" : Numbers.Count(broken.Count)),
                TextTable.Cell(broken.Message, Color.Red),
                TextTable.Cell(string.Join(", ", broken.ExamplesAt.Take(3).Select(row => (row + 1).ToString("N0", CultureInfo.InvariantCulture)))));
        }

        TextTable.Write(terminal, table);
    }

    /// <summary>Writes the stable shape of the contract.</summary>
    public static string Json(Validation validation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("rows", validation.Rows);
            json.WriteStartArray("violations");
            foreach (var broken in validation.Violations)
            {
                json.WriteStartObject();
                json.WriteString("column", broken.Column);
                json.WriteString("rule", broken.Rule);
                json.WriteNumber("count", broken.Count);
                json.WriteStartArray("examples_at");
                foreach (var row in broken.ExamplesAt) json.WriteNumberValue(row);
                json.WriteEndArray();
                json.WriteString("message", broken.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("verdict", validation.Passed ? "healthy" : "critical");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
