using System.Text.Json;
using System.Text.Json.Serialization;
using Vedetta.Core.Monitors;

namespace Vedetta.Server.Api;

/// <summary>Makes the converter of each enumeration.</summary>
internal sealed class WordConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class WordConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && EnumWords.TryParse<T>(reader.GetString(), out var value)
                ? value
                : throw new JsonException("allowed are " + string.Join(", ", EnumWords.All<T>()));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(EnumWords.Of(value));
    }
}
