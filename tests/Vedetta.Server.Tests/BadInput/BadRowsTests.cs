using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Vedetta.Server.Tests.BadInput;

/// <summary>Bad rows through the real host: each has its status, code and words, and leaves the server as it was.</summary>
public sealed class BadRowsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void BadRows_are_at_least_sixty_and_each_is_named_once()
    {
        var names = BadRows.All().Select(row => row.Name).ToList();
        names.Count.ShouldBeGreaterThanOrEqualTo(60);
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
    }

    [Fact]
    public async Task Every_bad_row_gets_its_status_code_and_words_and_memory_stays_bounded()
    {
        await using var server = await StartAsync();
        var wrong = new List<string>();
        foreach (var row in BadRows.All())
        {
            var (status, json) = await PostAsync(server, "known", row);
            if (Fault(row, status, json) is { } fault) wrong.Add($"{row.Name}: {fault}; got {(int)status} {Short(json)}");
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
        (await server.GetAsync("/v1/models/known")).Status.ShouldBe(HttpStatusCode.OK);
        GC.Collect();
        GC.GetTotalMemory(forceFullCollection: true).ShouldBeLessThan(300L << 20);
    }

    [Fact]
    public async Task Quarantine_keeps_the_latest_rows_readable_and_clipped_and_counts_them_all()
    {
        const int Sent = 12_000;
        await using var server = await StartAsync("files");
        for (var part = 0; part < Sent / 2_000; part++)
        {
            var rows = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{{\"id\":\"q{part}-{i}\",\"at\":\"never\",\"features\":{{\"region\":\"<b>{new string('z', i % 50 == 0 ? 6_000 : 10)}</b>\"}}}}\n"));
            var (_, json) = await server.PostAsync("/v1/models/known/predictions", rows, "application/x-ndjson");
            json.GetProperty("rejected_count").GetInt64().ShouldBe(2_000);
            json.GetProperty("rejected").GetArrayLength().ShouldBe(1_000);
        }

        var (status, kept) = await server.GetAsync("/v1/models/known/rejected?limit=1000");
        status.ShouldBe(HttpStatusCode.OK);
        kept.GetProperty("total").GetInt64().ShouldBe(Sent);
        kept.GetProperty("by_code").GetProperty("unreadable_time").GetInt64().ShouldBe(Sent);
        var payloads = kept.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("payload").GetString()!).ToList();
        payloads.Count.ShouldBe(1_000);
        payloads.ShouldAllBe(payload => payload.Length <= 4_096 && payload.StartsWith("{\"id\":\"q5-", StringComparison.Ordinal));
    }

    internal static async Task<Server> StartAsync(string kind = "memory")
    {
        var server = await Server.StartAsync(kind, options => options with { Clock = new StoodClock(Now) });
        await server.PutAsync("/v1/models/known", Description());
        return server;
    }

    internal static object Description() => new
    {
        task = "binary",
        score = new { kind = "probability", min = 0, max = 1 },
        schema = new
        {
            columns = new object[]
            {
                new { name = "age", type = "numeric", min = 0, max = 120 },
                new { name = "region", type = "categorical", allowed = new[] { "osh", "bishkek" }, segment = true },
                new { name = "member", type = "boolean" },
                new { name = "strict", type = "numeric", min = 0, max = 100, on_violation = "reject" },
            },
        },
    };

    internal static async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(Server server, string model, BadRow row)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/models/{model}/{row.Path}") { Content = new ByteArrayContent(row.Body) };
        if (row.Type is { } type) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (row.Gzip) request.Content.Headers.ContentEncoding.Add("gzip");
        using var response = await server.Http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    private static string? Fault(BadRow row, HttpStatusCode status, JsonElement json)
    {
        if ((int)status != row.Status) return $"wanted {row.Status}";
        if (json.ValueKind != JsonValueKind.Object) return "wanted an object";
        if (row.Status != 200)
        {
            if (json.GetProperty("code").GetString() != row.Code) return $"wanted {row.Code}";
            return Says(json.GetProperty("detail"), row.Says);
        }

        if (json.GetProperty("accepted").GetInt64() != row.Accepted) return $"wanted {row.Accepted} accepted";
        var issues = json.GetProperty(row.Accepted > 0 ? "warnings" : "rejected");
        if (issues.GetArrayLength() == 0 || issues[0].GetProperty("code").GetString() != row.Code) return $"wanted {row.Code}";
        return Says(issues[0].GetProperty("message"), row.Says);
    }

    private static string? Says(JsonElement message, string wanted) =>
        message.GetString() is { Length: > 0 and < 1_000 } text && text.Contains(wanted, StringComparison.Ordinal) ? null : $"wanted a message with '{wanted}'";

    private static string Short(JsonElement json) => json.ToString() is { Length: > 300 } text ? text[..300] : json.ToString();

    /// <summary>A clock that stands still.</summary>
    private sealed class StoodClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
