using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Vedetta.Server.Api;

/// <summary>Reads small JSON documents: models, monitors, channels. Rows are read by ingestion.</summary>
internal static class RequestBody
{
    private const int Limit = 4 << 20;

    /// <summary>The document of a request. Bad syntax is 400, a wrong field is 422, both with their place.</summary>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            throw new ProblemException(Problems.Unsupported("this path takes JSON", ["application/json"]));
        var bytes = await ReadBytesAsync(request, cancel);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.Deserialize<T>(ApiJson.Options)
                ?? throw new ProblemException(Problems.Invalid("invalid_field", "the body is null; an object is wanted"));
        }
        catch (JsonException failure) when (failure.Path is null or "" && failure.LineNumber is not null && failure.GetType() != typeof(JsonException))
        {
            throw new ProblemException(Problems.Malformed("malformed_json", $"the body is no JSON: line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}"));
        }
        catch (JsonException failure)
        {
            var field = failure.Path is { Length: > 2 } path ? path[2..] : null;
            throw new ProblemException(Problems.Invalid("invalid_field", Describe(failure, field), field));
        }
    }

    /// <summary>The body's bytes, at most <see cref="Limit"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (buffer.Length + read > Limit) throw new ProblemException(Problems.TooLarge("the document is larger than 4 MiB"));
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static string Describe(JsonException failure, string? field)
    {
        // The serializer's own words name types of the program; ours say what is wanted.
        var message = failure.Message;
        var at = field is null ? "" : $"{field}: ";
        if (message.Contains("could not be mapped", StringComparison.Ordinal)) return $"{at}no such field";
        if (message.Contains("missing required", StringComparison.Ordinal)) return at + message[message.IndexOf("missing required", StringComparison.Ordinal)..];
        if (message.Contains("uplicate", StringComparison.Ordinal)) return $"{at}the field stands there twice";
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return $"{at}a value of another type is wanted";
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return at + (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
