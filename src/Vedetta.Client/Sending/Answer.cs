using System.Text.Json;

namespace Vedetta.Client.Sending;

/// <summary>What the server says of a batch it has taken.</summary>
/// <param name="Accepted">Events stored by this request.</param>
/// <param name="Duplicates">Events it had already.</param>
/// <param name="Rejected">Events it cannot take: <c>rejected_count</c> where the list of them is cut, else the length of the list.</param>
/// <param name="FirstRejection">Code and message of the first rejected event.</param>
/// <param name="FirstWarning">Code and message of the first warning.</param>
internal sealed record Answer(int Accepted, int Duplicates, int Rejected, string? FirstRejection, string? FirstWarning)
{
    /// <summary>Reads the body of an answer; null when it is not what a Vedetta server answers.</summary>
    /// <param name="body">UTF-8; of a very long answer only the beginning.</param>
    /// <param name="whole">Whether the body is complete.</param>
    public static Answer? Parse(ReadOnlySpan<byte> body, bool whole)
    {
        try
        {
            var reader = new Utf8JsonReader(body, whole, default);
            return Parse(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Answer? Parse(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        int? accepted = null;
        int duplicates = 0;
        int rejectedCount = 0;
        (int Count, string? First) rejected = default;
        (int Count, string? First) warnings = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("accepted"u8))
            {
                accepted = Number(ref reader);
            }
            else if (reader.ValueTextEquals("duplicates"u8))
            {
                duplicates = Number(ref reader) ?? 0;
            }
            else if (reader.ValueTextEquals("rejected_count"u8))
            {
                rejectedCount = Number(ref reader) ?? 0;
            }
            else if (reader.ValueTextEquals("rejected"u8))
            {
                rejected = Items(ref reader);
            }
            else if (reader.ValueTextEquals("warnings"u8))
            {
                warnings = Items(ref reader);
            }
            else if (!reader.Read() || !reader.TrySkip())
            {
                break;
            }
        }

        return accepted is { } count
            ? new Answer(count, duplicates, Math.Max(rejected.Count, rejectedCount), rejected.First, warnings.First)
            : null;
    }

    private static int? Number(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) && number >= 0 ? number : null;

    private static (int Count, string? First) Items(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            _ = reader.TrySkip();
            return default;
        }

        int count = 0;
        string? first = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string? described = reader.TokenType == JsonTokenType.StartObject ? Described(ref reader) : null;
            count++;
            first ??= described;
        }

        return (count, first);
    }

    private static string? Described(ref Utf8JsonReader reader)
    {
        string? code = null;
        string? field = null;
        string? message = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCode = reader.ValueTextEquals("code"u8);
            bool isField = reader.ValueTextEquals("field"u8);
            bool isMessage = reader.ValueTextEquals("message"u8);
            if (!reader.Read())
            {
                break;
            }

            if (reader.TokenType == JsonTokenType.String && (isCode || isField || isMessage))
            {
                string? text = reader.GetString();
                (code, field, message) = (isCode ? text : code, isField ? text : field, isMessage ? text : message);
            }
            else if (!reader.TrySkip())
            {
                break;
            }
        }

        return string.Join(' ', new[] { code, field, message }.Where(static part => !string.IsNullOrEmpty(part)));
    }
}
