using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Targets;

/// <summary>A running server: files go there in parts, so that neither side holds more than a few megabytes.</summary>
internal sealed class ServerTarget(ServerApi api, FileParts parts) : IImportTarget
{
    /// <inheritdoc/>
    public string Name => api.Address.ToString().TrimEnd('/');

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ModelsAsync(CancellationToken cancel)
    {
        using var list = await api.SendAsync(HttpMethod.Get, "v1/models", null, cancel);
        return list.RootElement.EnumerateArray().ToDictionary(
            m => m.GetProperty("model").GetString()!,
            m => (IReadOnlyList<string>)[.. m.GetProperty("schema").GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)],
            StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async Task PutModelAsync(ModelId model, ModelDescription description, CancellationToken cancel)
    {
        var json = DescriptionJson.Write(description);
        using var answer = await api.SendAsync(HttpMethod.Put, $"v1/models/{model}", () => Body(json, "application/json"), cancel);
    }

    /// <inheritdoc/>
    public async Task<ImportCount> ReferenceAsync(ModelId model, string version, IngestSource source, IProgress<long> progress, CancellationToken cancel)
    {
        // A reference is one whole: it goes in one request, unpacked and renamed on the way.
        var create = source.CreateModel ? "&create=true" : "";
        using var answer = await api.SendAsync(
            HttpMethod.Post,
            $"v1/models/{model}/reference?version={Uri.EscapeDataString(version)}{create}",
            () => new PartContent(parts.OfAsync(source, cancel), source.Format switch { IngestFormat.NdJson => "application/x-ndjson", IngestFormat.Json => "application/json", _ => "text/csv" }, progress),
            cancel);
        return Count(answer.RootElement);
    }

    /// <inheritdoc/>
    public Task<ImportCount> PredictionsAsync(ModelId model, IngestSource source, IProgress<long> progress, CancellationToken cancel) =>
        SendPartsAsync($"v1/models/{model}/predictions", source, progress, cancel);

    /// <inheritdoc/>
    public Task<ImportCount> OutcomesAsync(ModelId model, IngestSource source, IProgress<long> progress, CancellationToken cancel) =>
        SendPartsAsync($"v1/models/{model}/outcomes", source, progress, cancel);

    /// <inheritdoc/>
    public async Task SetTypesAsync(ModelId model, IReadOnlyDictionary<string, ColumnType> types, CancellationToken cancel)
    {
        using var known = await api.SendAsync(HttpMethod.Get, $"v1/models/{model}", null, cancel);
        var description = new JsonObject();
        foreach (var name in (string[])["task", "title", "owner", "positive_class", "threshold", "time_zone", "score", "schema", "outcomes"])
            if (known.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null) description[name] = JsonNode.Parse(value.GetRawText());
        var columns = description["schema"]!["columns"]!.AsArray();
        foreach (var (name, type) in types)
        {
            var column = columns.FirstOrDefault(c => (string?)c!["name"] == name) ?? throw new UsageException($"--types: {model} has no column '{name}'");
            column["type"] = type.ToString().ToLowerInvariant();
        }

        using var answer = await api.SendAsync(HttpMethod.Put, $"v1/models/{model}", () => Body(Encoding.UTF8.GetBytes(description.ToJsonString()), "application/json"), cancel);
    }

    /// <inheritdoc/>
    public async Task SetWindowAsync(ModelId model, WindowSize window, CancellationToken cancel)
    {
        using var list = await api.SendAsync(HttpMethod.Get, $"v1/models/{model}/monitors", null, cancel);
        foreach (var monitor in MonitorsOf(list.RootElement))
        {
            if (!monitor.TryGetProperty("managed", out var managed) || !managed.GetBoolean() || monitor.GetProperty("window").GetString() != "day") continue;
            var json = Encoding.UTF8.GetBytes(WithWindow(monitor, window));
            using var answer = await api.SendAsync(HttpMethod.Put, $"v1/models/{model}/monitors/{Uri.EscapeDataString(monitor.GetProperty("name").GetString()!)}", () => Body(json, "application/json"), cancel);
        }
    }

    /// <inheritdoc/>
    public async Task<EvaluationSummary> EvaluateAsync(ModelId model, Window? span, CancellationToken cancel)
    {
        var query = span is { } s ? $"?from={Uri.EscapeDataString(Moment(s.From))}&to={Uri.EscapeDataString(Moment(s.To))}" : "";
        using var answer = await api.SendAsync(HttpMethod.Post, $"v1/models/{model}/evaluate{query}", null, cancel);
        return new EvaluationSummary(Length(answer.RootElement, "changed"), Length(answer.RootElement, "incidents"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        api.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ImportCount> SendPartsAsync(string path, IngestSource source, IProgress<long> progress, CancellationToken cancel)
    {
        var count = ImportCount.None;
        var sent = 0L;
        var query = (source.CreateModel, source.Backfill) switch
        {
            (true, true) => "?create=true&backfill=true",
            (true, false) => "?create=true",
            (false, true) => "?backfill=true",
            _ => "",
        };
        await foreach (var part in parts.OfAsync(source, cancel))
        {
            using var answer = await api.SendAsync(HttpMethod.Post, path + query, () => Body(part.Bytes, part.ContentType), cancel);
            count = count.Plus(Count(answer.RootElement, sent));
            sent += part.Rows;
            progress.Report(sent);
        }

        return count;
    }

    private static ImportCount Count(JsonElement answer, long before = 0)
    {
        var rejected = answer.TryGetProperty("rejected_count", out var all) ? all.GetInt64() : Length(answer, "rejected");
        return new ImportCount(
            Long(answer, "accepted"), Long(answer, "duplicates"), rejected, [.. Issues(answer, "rejected", before), .. Issues(answer, "warnings", before)]);
    }

    private static IEnumerable<RowIssue> Issues(JsonElement answer, string name, long before)
    {
        if (!answer.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) yield break;
        foreach (var issue in list.EnumerateArray().Take(100))
        {
            yield return new RowIssue(
                before + Long(issue, "index"), Text(issue, "id"), Text(issue, "code") ?? "unknown", Text(issue, "field"), Text(issue, "message") ?? "");
        }
    }

    private static IEnumerable<JsonElement> MonitorsOf(JsonElement answer) =>
        (answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("monitors")).EnumerateArray();

    private static string WithWindow(JsonElement monitor, WindowSize window)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in monitor.EnumerateObject())
            {
                // Who owns it and whether it is managed are the server's to say.
                if (member.Name is "model" or "managed" || member.Value.ValueKind == JsonValueKind.Null) continue;
                if (member.Name == "window") json.WriteString("window", window.ToString().ToLowerInvariant());
                else member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static ByteArrayContent Body(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static long Long(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    private static long Length(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0
        : 0;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
