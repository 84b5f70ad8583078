using System.Text.Json;
using System.Xml;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Targets;

/// <summary>A model's description as the API takes it.</summary>
internal static class DescriptionJson
{
    /// <summary>Writes what is given; what is null is left to the server's defaults.</summary>
    public static byte[] Write(ModelDescription model)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("task", Word(model.Task));
            Text(json, "title", model.Title);
            Text(json, "owner", model.Owner);
            Text(json, "positive_class", model.PositiveClass);
            if (model.Threshold is { } threshold) json.WriteNumber("threshold", threshold);
            Text(json, "time_zone", model.TimeZone);
            if (model.Columns is { } columns) WriteSchema(json, columns, model.SegmentTags);
            if (model.Outcomes is { } outcomes) WriteOutcomes(json, outcomes);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteSchema(Utf8JsonWriter json, IReadOnlyList<ColumnDefinition> columns, IReadOnlyList<string>? segmentTags)
    {
        json.WriteStartObject("schema");
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", Word(column.Type));
            json.WriteString("role", Word(column.Role));
            json.WriteBoolean("segment", column.Segment);
            json.WriteBoolean("required", column.Required);
            if (column.Min is { } min) json.WriteNumber("min", min);
            if (column.Max is { } max) json.WriteNumber("max", max);
            if (column.Importance is { } importance) json.WriteNumber("importance", importance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (segmentTags is { Count: > 0 })
        {
            json.WriteStartArray("segment_tags");
            foreach (var tag in segmentTags) json.WriteStringValue(tag);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteOutcomes(Utf8JsonWriter json, IReadOnlyList<OutcomeDefinition> outcomes)
    {
        json.WriteStartArray("outcomes");
        foreach (var outcome in outcomes)
        {
            json.WriteStartObject();
            json.WriteString("name", outcome.Name);
            json.WriteString("kind", Word(outcome.Kind));
            if (outcome.Maturity is { DueColumn: null } plain) json.WriteString("maturity", XmlConvert.ToString(plain.After));
            else if (outcome.Maturity is { } due)
            {
                json.WriteStartObject("maturity");
                json.WriteString("due", due.DueColumn);
                json.WriteString("plus", XmlConvert.ToString(due.After));
                json.WriteEndObject();
            }

            Text(json, "proxy_of", outcome.ProxyOf);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
