using System.Text;
using System.Text.Json;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>The report as JSON, in the stable shape of the contract.</summary>
internal static class PerformanceJson
{
    /// <summary>Writes the report, indented.</summary>
    public static string Write(PerformanceReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("task", report.Task.ToString().ToLowerInvariant());
            json.WriteStartArray("points");
            foreach (var point in report.Points) WritePoint(json, point);
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in report.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WritePoint(Utf8JsonWriter json, PerformancePoint point)
    {
        json.WriteStartObject();
        Time(json, "from", point.Window?.From);
        Time(json, "to", point.Window?.To);
        json.WriteString("segment", point.Segment);
        json.WriteNumber("n", point.N);
        json.WriteNumber("labelled", point.Labelled);
        json.WriteStartObject("metrics");
        foreach (var (metric, value) in point.Metrics)
        {
            json.WriteStartObject(PerformanceMetrics.Name(metric));
            Number(json, "value", value.Value);
            Number(json, "low", value.Low);
            Number(json, "high", value.High);
            if (value.Note is { } note) json.WriteString("note", note);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } moment) json.WriteString(name, moment.UtcDateTime);
        else json.WriteNull(name);
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
