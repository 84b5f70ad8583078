using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Tables;

/// <summary>
/// Reads logged predictions, one JSON object a line: <c>features</c> and <c>tags</c> are opened, the members of
/// <c>probabilities</c> become <c>score_&lt;class&gt;</c>, <c>at</c> is <c>ts</c> as in flat files, other members keep their names. Objects and arrays elsewhere are left out.
/// </summary>
internal static class NdJsonTable
{
    /// <summary>Reads the stream to its end.</summary>
    public static (int Rows, IReadOnlyList<ColumnIntake> Columns) Read(Stream stream, string name, Func<string, bool> wants, Func<string, ColumnIntake> intake, RowProgress progress)
    {
        var columns = new List<ColumnIntake>();
        var byName = new Dictionary<string, (ColumnIntake Intake, int[] Rows)>(StringComparer.Ordinal);
        var rows = 0;
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        while (ReadLine(reader, name, rows + 1) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var document = Parse(line, name, rows + 1);
            foreach (var (column, value) in Members(document.RootElement, name, rows + 1))
            {
                if (!wants(column)) continue;
                if (!byName.TryGetValue(column, out var entry))
                {
                    entry = (intake(column), [0]);
                    byName.Add(column, entry);
                    columns.Add(entry.Intake);
                }

                if (entry.Rows[0] > rows) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name}: line {rows + 1} names '{column}' twice"));
                Pad(entry, rows);
                entry.Intake.Add(value.ValueKind switch
                {
                    JsonValueKind.Null => [],
                    JsonValueKind.String => Encoding.UTF8.GetBytes(Text(value, name, rows + 1)),
                    _ => Encoding.UTF8.GetBytes(value.GetRawText()),
                });
                entry.Rows[0]++;
            }

            progress.Row(++rows);
        }

        foreach (var entry in byName.Values) Pad(entry, rows);
        return (rows, columns);
    }

    private static void Pad((ColumnIntake Intake, int[] Rows) entry, int rows)
    {
        for (; entry.Rows[0] < rows; entry.Rows[0]++) entry.Intake.Add([]);
    }

    private static string? ReadLine(StreamReader reader, string name, int row)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException broken)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name}: line {row} or one soon after it is not UTF-8"), broken);
        }
    }

    // A string may hold half of a pair of surrogates, which is no text.
    private static string Text(JsonElement value, string name, int row)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name}: line {row} holds a text that is no valid Unicode"), broken);
        }
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
