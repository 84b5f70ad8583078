using System.Net;
using System.Text;

namespace Vedetta.Server.Tests;

/// <summary>Requests that are the caller's fault: each has its status and code, and none is answered with 500.</summary>
public sealed class MalformedRequestTests
{
    public static TheoryData<string, string, string?, string?, int, string> Requests => new()
    {
        { "GET", "/v1/models/none", null, null, 404, "unknown_model" },
        { "GET", "/v1/models/%2Fetc", null, null, 400, "invalid_model_name" },
        { "GET", "/v1/nothing", null, null, 404, "unknown_path" },
        { "POST", "/v1/fleet", null, null, 405, "method_not_allowed" },
        { "PUT", "/v1/models/m", "{", "application/json", 400, "malformed_json" },
        { "PUT", "/v1/models/m", "[]", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", "{}", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", "null", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", """{"task":"guess"}""", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", """{"task":"binary","treshold":0.5}""", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", """{"task":"binary","threshold":"half"}""", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", """{"task":"binary","threshold":NaN}""", "application/json", 400, "malformed_json" },
        { "PUT", "/v1/models/m", """{"task":"binary","time_zone":"Mars/Olympus"}""", "application/json", 422, "invalid_model" },
        { "PUT", "/v1/models/m", """{"task":"binary","outcomes":[{"name":"x","maturity":"soon"}]}""", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", """{"task":"binary","title":"\ud800"}""", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", """{"task":"binary","\ud800":1}""", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/models/m", """{"task":"binary"}""", "text/plain", 415, "unsupported_media_type" },
        { "DELETE", "/v1/models/known", null, null, 400, "confirmation_needed" },
        { "POST", "/v1/models/none/predictions", "{}", "application/json", 404, "unknown_model" },
        { "POST", "/v1/models/known/predictions", "x", "text/plain", 415, "unsupported_media_type" },
        { "POST", "/v1/models/known/predictions", "x", null, 415, "unsupported_media_type" },
        { "POST", "/v1/models/known/predictions", "{", "application/json", 400, "*" },
        { "POST", "/v1/models/known/predictions", "PAR1 not really", "application/vnd.apache.parquet", 400, "*" },
        { "POST", "/v1/models/known/predictions?crate=true", "{}", "application/json", 400, "unknown_parameter" },
        { "POST", "/v1/models/known/predictions?create=maybe", "{}", "application/json", 400, "invalid_parameter" },
        { "POST", "/v1/models/known/outcomes", "x", "application/vnd.apache.parquet+x", 415, "unsupported_media_type" },
        { "GET", "/v1/models/known/drift?from=yesterday", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/drift?from=2026-01-01T00:00:00", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/drift?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/drift?every=fortnight", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/drift?baseline=guess", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/drift?segment=osh", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/drift?method=magic", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/drift?form=2026-01-01T00:00:00Z", null, null, 400, "unknown_parameter" },
        { "GET", "/v1/models/known/drift?column=nothing", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/distribution", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/predictions?limit=0", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/models/known/predictions?cursor=x", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/incidents?state=burning", null, null, 400, "invalid_parameter" },
        { "GET", "/v1/incidents/INC-404", null, null, 404, "unknown_incident" },
        { "POST", "/v1/incidents/INC-404/acknowledge", null, null, 404, "unknown_incident" },
        { "POST", "/v1/incidents/INC-404/feedback", """{"feedback":"meh"}""", "application/json", 422, "invalid_field" },
        { "POST", "/v1/models/known/monitors", """{"metric":"drift"}""", "application/json", 422, "invalid_field" },
        { "POST", "/v1/models/known/monitors", """{"name":"x","metric":"vibes"}""", "application/json", 422, "invalid_field" },
        { "POST", "/v1/models/known/monitors", """{"name":"x","metric":"drift","warning":0.5,"critical":0.1,"method":"magic"}""", "application/json", 422, "invalid_monitor" },
        { "POST", "/v1/models/none/monitors", """{"name":"x","metric":"drift"}""", "application/json", 404, "unknown_model" },
        { "POST", "/v1/models/known/monitors/none/backtest", null, null, 404, "unknown_monitor" },
        { "POST", "/v1/models/none/evaluate", null, null, 404, "unknown_model" },
        { "PUT", "/v1/channels/x", """{"kind":"webhook"}""", "application/json", 422, "invalid_field" },
        { "PUT", "/v1/channels/x", """{"kind":"pigeon"}""", "application/json", 422, "invalid_field" },
        { "POST", "/v1/channels/none/test", null, null, 404, "unknown_channel" },
        { "POST", "/v1/keys", """{"name":"","scopes":["read"]}""", "application/json", 422, "invalid_field" },
        { "POST", "/v1/keys", """{"name":"x","scopes":[]}""", "application/json", 422, "invalid_field" },
        { "DELETE", "/v1/keys/none", null, null, 404, "unknown_key" },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_malformed_request_gets_its_status_and_code()
    {
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/models/known", new { task = "binary", schema = new { columns = new[] { new { name = "age", type = "numeric" } } } });
        await server.PostAsync("/v1/models/known/predictions", new { id = "a", features = new { age = 1 }, score = 0.5 });
        var wrong = new List<string>();
        foreach (var row in Requests)
        {
            var (method, path, body, type, status, code) = row.Data;
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                if (type is not null) request.Content.Headers.ContentType = new(type);
            }

            var (got, json) = await SendAsync(server, request);
            var gotCode = json.ValueKind == System.Text.Json.JsonValueKind.Object && json.TryGetProperty("code", out var c) ? c.GetString() : null;
            if ((int)got != status || gotCode is null || (code != "*" && gotCode != code)) wrong.Add($"{method} {path} {body}: wanted {status} {code}, got {(int)got} {json}");
            else if (json.GetProperty("status").GetInt32() != status || json.GetProperty("detail").GetString() is null or "") wrong.Add($"{method} {path}: incomplete problem {json}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413_also_when_it_is_packed()
    {
        await using var server = await Server.StartAsync(change: options => options with { Settings = new() { BodyBytes = 20_000 } });
        await server.PutAsync("/v1/models/known", new { task = "binary" });
        var rows = new StringBuilder("id,ts,score\n");
        for (var i = 0; i < 2_000; i++) rows.Append('a').Append(i).Append(",2026-01-31T10:00:00Z,0.5\n");
        var (status, json) = await server.PostAsync("/v1/models/known/predictions", rows.ToString(), "text/csv");
        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        json.GetProperty("code").GetString().ShouldBe("too_large");
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(rows.ToString()));
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        (await server.SendAsync(HttpMethod.Post, "/v1/models/known/predictions", content)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_encoding_says_is_400()
    {
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/models/known", new { task = "binary" });
        using var content = new ByteArrayContent("id,score\na,0.5\n"u8.ToArray());
        content.Headers.ContentType = new("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        (await server.SendAsync(HttpMethod.Post, "/v1/models/known/predictions", content)).Status.ShouldBe(HttpStatusCode.BadRequest);
        using var other = new ByteArrayContent("x"u8.ToArray());
        other.Headers.ContentType = new("text/csv");
        other.Headers.ContentEncoding.Add("br");
        (await server.SendAsync(HttpMethod.Post, "/v1/models/known/predictions", other)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    private static async Task<(HttpStatusCode Status, System.Text.Json.JsonElement Json)> SendAsync(Server server, HttpRequestMessage request)
    {
        using var response = await server.Http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, text.StartsWith('{') ? System.Text.Json.JsonElement.Parse(text) : default);
    }
}
