using System.Text.Json;
using System.Text.Json.Serialization;
using Vedetta.Core.Models;
using Vedetta.Statistics;

namespace Vedetta.Storage.Relational.Documents;

/// <summary>A verdict as <c>{"kind":"Warning","reason":"..."}</c>.</summary>
internal sealed class VerdictConverter : JsonConverter<Verdict>
{
    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? kind = null, reason = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "kind") kind = reader.GetString();
            else if (name == "reason") reason = reader.GetString();
            else reader.Skip();
        }

        return kind switch
        {
            nameof(VerdictKind.Healthy) => new Verdict.Healthy(reason),
            nameof(VerdictKind.Warning) => new Verdict.Warning(reason ?? ""),
            nameof(VerdictKind.Critical) => new Verdict.Critical(reason ?? ""),
            nameof(VerdictKind.Undecided) => new Verdict.Undecided(reason ?? ""),
            _ => throw new JsonException("a stored verdict has an unknown kind"),
        };
    }

    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", value.Kind.ToString());
        if (value.Reason is { } reason) writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }
}

/// <summary>A model's name as a plain text.</summary>
internal sealed class ModelIdConverter : JsonConverter<ModelId>
{
    public override ModelId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ModelId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
