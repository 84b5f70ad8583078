using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vedetta.Server.Api;

/// <summary>Enumerations as the words of the contract: the snake_case of their names.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<T, string> Names = Values.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every word.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Values.Keys];

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => Names[value];

    /// <summary>The value of a word.</summary>
    public static bool TryParse(string? word, out T value)
    {
        value = default;
        return word is not null && Values.TryGetValue(word, out value);
    }
}

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
            reader.TokenType == JsonTokenType.String && Words<T>.TryParse(reader.GetString(), out var value)
                ? value
                : throw new JsonException("allowed are " + string.Join(", ", Words<T>.All));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words<T>.Of(value));
    }
}
