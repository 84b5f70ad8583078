using System.Buffers;
using System.Text;
using System.Text.Json;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Profiling;

/// <summary>What there is to know of a file, as JSON: for people and programs to read, and with each column's profile in its binary form.</summary>
internal static class FactsJson
{
    /// <summary>Member that tells such a file from any other JSON; its value is the format.</summary>
    public const string Mark = "vedetta_profile";

    /// <summary>The format written and read.</summary>
    public const int Format = 1;

    /// <summary>Writes it, indented.</summary>
    public static string Write(FileFacts facts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber(Mark, Format);
            json.WriteString("file", facts.Name);
            json.WriteNumber("rows", facts.Rows);
            json.WriteStartArray("columns");
            foreach (var column in facts.Columns) WriteColumn(json, column);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteColumn(Utf8JsonWriter json, ColumnFacts column)
    {
        json.WriteStartObject();
        json.WriteString("column", column.Name);
        json.WriteString("type", column.Type.ToString().ToLowerInvariant());
        if (column.Problem is { } problem) json.WriteString("problem", problem);
        json.WriteNumber("n", column.Rows);
        json.WriteNumber("missing", column.Missing);
        json.WriteNumber("distinct", column.Distinct);
        if (column.Numbers is { } numbers) WriteNumbers(json, numbers);
        json.WriteStartArray("top");
        foreach (var (value, count) in column.Top)
        {
            json.WriteStartObject();
            json.WriteString("value", value);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (column.Profile is { } profile)
        {
            json.WriteBase64String("profile", Bytes(profile.Write));
            if (profile is NumericProfile { Grid: { } grid }) json.WriteBase64String("grid", Bytes(grid.Write));
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, NumberFacts numbers)
    {
        json.WriteNumber("min", numbers.Min);
        json.WriteNumber("max", numbers.Max);
        Finite(json, "mean", numbers.Mean);
        Finite(json, "sd", numbers.Deviation);
        json.WriteNumber("infinite", numbers.Infinite);
        json.WriteStartObject("quantiles");
        foreach (var (share, value) in numbers.Quantiles) Finite(json, share.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), value);
        json.WriteEndObject();
        json.WriteStartObject("histogram");
        json.WriteStartArray("edges");
        foreach (var edge in numbers.Edges) json.WriteNumberValue(edge);
        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (var count in numbers.Counts) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Sums of numbers near the end of a double's range may leave it.
    private static void Finite(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
