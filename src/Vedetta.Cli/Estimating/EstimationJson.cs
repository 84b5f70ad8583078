using System.Text;
using System.Text.Json;
using Vedetta.Cli.Drift;

namespace Vedetta.Cli.Estimating;

/// <summary>The report as JSON, in the stable shape of the contract.</summary>
internal static class EstimationJson
{
    /// <summary>Writes the report, indented.</summary>
    public static string Write(EstimationReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("task", report.Task.ToString().ToLowerInvariant());
            json.WriteString("method", report.Method);
            json.WriteStartArray("points");
            foreach (var point in report.Points) WritePoint(json, point);
            json.WriteEndArray();
            WriteReference(json, report.Reference);
            Notes(json, report.Notes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WritePoint(Utf8JsonWriter json, EstimatedPoint point)
    {
        json.WriteStartObject();
        Time(json, "from", point.From);
        Time(json, "to", point.To);
        json.WriteNull("segment");
        json.WriteNumber("n", point.N);
        json.WriteNumber("labelled", point.Labelled);
        json.WriteStartObject("metrics");
        foreach (var value in point.Values)
        {
            json.WriteStartObject(value.Metric);
            Number(json, "value", value.Value);
            Number(json, "low", value.Low);
            Number(json, "high", value.High);
            json.WriteString("verdict", DriftJson.Word(value.Verdict.Kind));
            json.WriteString("reason", value.Verdict.Reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Notes(json, point.Notes);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, IReadOnlyList<EstimatedReference> reference)
    {
        json.WriteStartObject("reference");
        json.WriteStartObject("metrics");
        foreach (var metric in reference)
        {
            json.WriteStartObject(metric.Metric);
            Number(json, "value", metric.Value);
            Number(json, "factor", metric.Factor);
            if (metric.Trusted is { } trusted) json.WriteBoolean("trusted", trusted);
            else json.WriteNull("trusted");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("thresholds");
        foreach (var metric in reference)
        {
            json.WriteStartObject(metric.Metric);
            Number(json, "lower", metric.Lower);
            Number(json, "upper", metric.Upper);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Notes(Utf8JsonWriter json, IReadOnlyList<string> notes)
    {
        json.WriteStartArray("notes");
        foreach (var note in notes) json.WriteStringValue(note);
        json.WriteEndArray();
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
