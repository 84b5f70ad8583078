using System.Net;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>Rows leave as a file and come back as the same rows.</summary>
public sealed class ExportTests
{
    private const string Rows = """
        {"id":"a1","at":"2026-01-10T00:00:00.123456Z","version":"1","features":{"age":41,"region":"o'sh, \"south\"","id":"own","label":3},"tags":{"channel":"web"},"score":0.25,"prediction":"0","decision":"approve","amount":50000.5,"subject":"k-1","variant":"b","latency_ms":12.5}
        {"id":"a2","at":"2026-01-11T10:00:00Z","version":"2","features":{"age":null,"region":"Ыссык-Көл"},"score":0.75}
        {"id":"a3","at":"2026-01-12T10:00:00Z","version":"2","features":{"age":-1e300,"region":""},"score":1}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_holds_the_rows_that_import_reads_back()
    {
        await using var server = await Server.StartAsync("files");
        (await server.PostAsync("/v1/models/m/predictions?create=true", Rows, "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync("/v1/models/m/outcomes", """[{"id":"a1","value":0,"at":"2026-01-20T00:00:00Z"},{"id":"a1","value":1,"at":"2026-01-21T00:00:00Z"}]""")).Status.ShouldBe(HttpStatusCode.OK);

        using var file = await server.Http.GetAsync("/v1/models/m/export.parquet", Cancel);
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentType?.MediaType.ShouldBe("application/vnd.apache.parquet");
        var content = new ByteArrayContent(await file.Content.ReadAsByteArrayAsync(Cancel));
        content.Headers.ContentType = new("application/vnd.apache.parquet");
        (await server.PostAsync("/v1/models/again/predictions?create=true", content)).Json.GetProperty("accepted").GetInt32().ShouldBe(3);

        var (before, after) = (await RowsAsync(server, "m"), await RowsAsync(server, "again"));
        after.Count.ShouldBe(3);
        foreach (var (id, row) in before)
        {
            foreach (var field in (string[])["at", "version", "score", "decision", "amount", "subject", "variant", "latency_ms", "tags"]) Text(after[id], field).ShouldBe(Text(row, field), $"{field} of {id}");
            Text(after[id].GetProperty("features"), "age").ShouldBe(Text(row.GetProperty("features"), "age"));
            Text(after[id].GetProperty("features"), "region").ShouldBe(Text(row.GetProperty("features"), "region"));
        }

        // Names that the file needs for itself keep their values under another.
        Text(after["a1"].GetProperty("features"), "feature_id").ShouldBe("\"own\"");
        var labels = (await server.GetAsync("/v1/models/again/outcomes")).Json.GetProperty("outcomes").EnumerateArray().Single(each => each.GetProperty("name").GetString() == "label");
        labels.GetProperty("rows").GetInt64().ShouldBe(1, "the latest value of the one that was corrected");
    }

    [Fact]
    public async Task Export_takes_a_span_and_a_version_and_leaves_no_file_behind()
    {
        await using var server = await Server.StartAsync("files");
        (await server.PostAsync("/v1/models/m/predictions?create=true", Rows, "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);

        (await CountAsync(server, "?version=2")).ShouldBe(2);
        (await CountAsync(server, "?from=2026-01-11T00:00:00Z&to=2026-01-12T00:00:00Z")).ShouldBe(1);
        (await CountAsync(server, "?version=9")).ShouldBe(0);
        (await server.GetAsync("/v1/models/m/export.parquet?form=2026-01-11T00:00:00Z")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.GetAsync("/v1/models/none/export.parquet")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Export_of_a_server_in_memory_says_why_there_is_none()
    {
        await using var server = await Server.StartAsync();
        (await server.PostAsync("/v1/models/m/predictions?create=true", Rows, "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);

        var (status, body) = await server.GetAsync("/v1/models/m/export.parquet");
        status.ShouldBe(HttpStatusCode.Conflict);
        body.GetProperty("code").GetString().ShouldBe("in_memory");
    }

    private static async Task<int> CountAsync(Server server, string query)
    {
        using var file = await server.Http.GetAsync("/v1/models/m/export.parquet" + query, Cancel);
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        var content = new ByteArrayContent(await file.Content.ReadAsByteArrayAsync(Cancel));
        content.Headers.ContentType = new("application/vnd.apache.parquet");
        var (status, answer) = await server.PostAsync($"/v1/models/c{query.Length}/predictions?create=true", content);
        return status == HttpStatusCode.OK ? answer.GetProperty("accepted").GetInt32() : throw new InvalidOperationException(answer.ToString());
    }

    private static async Task<Dictionary<string, JsonElement>> RowsAsync(Server server, string model) =>
        (await server.GetAsync($"/v1/models/{model}/predictions")).Json.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("id").GetString()!);

    private static string Text(JsonElement row, string field) => row.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : "";
}
