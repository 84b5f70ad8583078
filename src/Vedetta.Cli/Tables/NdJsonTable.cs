using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Tables;

/// <summary>
/// Reads logged predictions, one JSON object a line: <c>features</c> and <c>tags</c> are opened, the members of
/// <c>probabilities</c> become <c>score_&lt;class&gt;</c>, <c>at</c> is <c>ts</c> as in flat files, other members keep their names. Objects and arrays elsewhere are left out.
/// </summary>
internal static class NdJsonTable
{
    /// <summary>Reads the stream and closes it.</summary>
    public static (int Rows, IReadOnlyList<(string Name, ColumnIntake Intake)> Columns) Read(
        Stream stream, string name, Func<string, bool> wants, IReadOnlyDictionary<string, ColumnType> forced)
    {
        var columns = new List<(string Name, ColumnIntake Intake)>();
        var byName = new Dictionary<string, (ColumnIntake Intake, int[] Rows)>(StringComparer.Ordinal);
        var rows = 0;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var document = Parse(line, name, rows + 1);
            foreach (var (column, value) in Members(document.RootElement, name, rows + 1))
            {
                if (!wants(column)) continue;
                if (!byName.TryGetValue(column, out var entry))
                {
                    entry = (new ColumnIntake(column, forced.TryGetValue(column, out var type) ? type : null), [0]);
                    byName.Add(column, entry);
                    columns.Add((column, entry.Intake));
                }

                Pad(entry, rows);
                entry.Intake.Add(value.ValueKind switch
                {
                    JsonValueKind.Null => [],
                    JsonValueKind.String => Encoding.UTF8.GetBytes(value.GetString()!),
                    _ => Encoding.UTF8.GetBytes(value.GetRawText()),
                });
                entry.Rows[0]++;
            }

            rows++;
        }

        foreach (var entry in byName.Values) Pad(entry, rows);
        return (rows, columns);
    }

    private static void Pad((ColumnIntake Intake, int[] Rows) entry, int rows)
    {
        for (; entry.Rows[0] < rows; entry.Rows[0]++) entry.Intake.Add([]);
    }

    private static JsonDocument Parse(string line, string name, int row)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException broken)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name}: line {row} is no JSON"), broken);
        }
    }

    private static IEnumerable<(string Column, JsonElement Value)> Members(JsonElement row, string name, int number)
    {
        if (row.ValueKind != JsonValueKind.Object) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name}: line {number} is no JSON object"));
        foreach (var member in row.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object && member.Name is "features" or "tags" or "probabilities")
            {
                var prefix = member.Name switch { "tags" => "tag_", "probabilities" => "score_", _ => "" };
                foreach (var inner in member.Value.EnumerateObject())
                    if (inner.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) yield return (prefix + inner.Name, inner.Value);
            }
            else if (member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) yield return (member.Name == "at" ? "ts" : member.Name, member.Value);
        }
    }
}
