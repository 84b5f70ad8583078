using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Profiling;

/// <summary>A schema to start from: what a file happens to be like, written for a person to correct.</summary>
internal static class SchemaDraft
{
    private const int MostAllowed = 20;

    /// <summary>Writes it as YAML.</summary>
    public static string Write(FileFacts facts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Drafted from {Quote(facts.Name)}, {facts.Rows} rows: what it happens to be like, not what it must be. Correct it.\n");
        text.Append("rows:\n  min: 1\nother_columns: allowed\ncolumns:\n");
        foreach (var column in facts.Columns.Where(c => c.Problem is null))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: {Quote(column.Name)}\n    type: {column.Type.ToString().ToLowerInvariant()}\n    required: true\n    max_missing: {Share(column)}\n");
            if (column.Numbers is { } numbers) text.Append(CultureInfo.InvariantCulture, $"    min: {numbers.Min:R}\n    max: {numbers.Max:R}\n");
            if (column.Type == ColumnType.Categorical && column.Distinct is > 0 and <= MostAllowed)
                text.Append("    allowed: [").AppendJoin(", ", column.Top.Select(v => v.Value).Order(StringComparer.Ordinal).Select(Quote)).Append("]\n");
            if (column.Type == ColumnType.Categorical && column.Distinct > MostAllowed && column.Distinct == column.Rows - column.Missing) text.Append("    unique: true\n");
        }

        return text.ToString();
    }

    // The share seen, rounded up to whole hundredths so that the same file passes.
    private static string Share(ColumnFacts column) =>
        column.Missing == 0 ? "0" : Math.Min(1, Math.Ceiling(100.0 * column.Missing / column.Rows) / 100).ToString("0.##", CultureInfo.InvariantCulture);

    // A JSON string is a YAML string in double quotes.
    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
