using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vedetta.Server.Api;

/// <summary>How the API writes and reads JSON: snake_case, times in UTC with <c>Z</c>, numbers that are not finite as null.</summary>
internal static class ApiJson
{
    /// <summary>The options; shared, read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Fill(new JsonSerializerOptions());

    /// <summary>Puts the rules into options.</summary>
    public static JsonSerializerOptions Fill(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WordConverterFactory());
        options.Converters.Add(new MomentConverter());
        options.Converters.Add(new FiniteConverter());
        return options;
    }
}

/// <summary>Moments as RFC 3339 in UTC.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Moments.TryParse(reader.GetString(), out var moment)
            ? moment
            : throw new JsonException("a time is RFC 3339 with an offset, such as 2026-01-31T10:00:00Z");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Moments.Format(value));
}

/// <summary>Numbers that JSON cannot say become null.</summary>
internal sealed class FiniteConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new JsonException("a finite number is wanted");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}

/// <summary>Times as text.</summary>
internal static class Moments
{
    /// <summary>RFC 3339 in UTC with <c>Z</c>, as many digits of a second as needed.</summary>
    public static string Format(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads RFC 3339 with an offset; a time without one is refused, since nobody could say which moment it is.</summary>
    public static bool TryParse(string? text, out DateTimeOffset moment)
    {
        moment = default;
        if (text is null || text.Length < 17 || text[10] is not ('T' or 't' or ' ')) return false;
        var hasOffset = text[^1] is 'Z' or 'z' || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }
}
