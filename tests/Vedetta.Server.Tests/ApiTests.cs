using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>Every endpoint's happy path, over memory and over files.</summary>
public sealed class ApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Whole_way_from_a_reference_to_an_incident(string kind)
    {
        await using var server = await Server.StartAsync(kind);

        var (status, reference) = await server.PostAsync("/v1/models/scoring/reference?version=1&create=true", Rows.Reference(), "text/csv");
        status.ShouldBe(HttpStatusCode.OK, reference.ToString());
        reference.GetProperty("rows").GetInt64().ShouldBe(2_000);
        reference.GetProperty("schema").GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()).ShouldBe(["age", "income", "region"]);

        (status, var taken) = await server.PostAsync("/v1/models/scoring/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        status.ShouldBe(HttpStatusCode.OK, taken.ToString());
        taken.GetProperty("accepted").GetInt64().ShouldBe(2_400);

        (status, var model) = await server.GetAsync("/v1/models/scoring");
        status.ShouldBe(HttpStatusCode.OK);
        model.GetProperty("task").GetString().ShouldBe("binary");
        model.GetProperty("rows").GetProperty("predictions").GetInt64().ShouldBe(2_400);
        model.GetProperty("versions")[0].GetProperty("reference").GetProperty("rows").GetInt64().ShouldBe(2_000);
        (await server.GetAsync("/v1/models")).Json.GetArrayLength().ShouldBe(1);

        (status, var drift) = await server.GetAsync("/v1/models/scoring/drift?column=income,age&method=psi&every=day");
        status.ShouldBe(HttpStatusCode.OK, drift.ToString());
        drift.GetProperty("method").GetString().ShouldBe("psi");
        var income = drift.GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("column").GetString() == "income").GetProperty("points");
        income.GetArrayLength().ShouldBe(6);
        income[0].GetProperty("verdict").GetString().ShouldBe("healthy");
        income[5].GetProperty("verdict").GetString().ShouldBe("critical");
        income[5].EnumerateObject().Select(property => property.Name).ShouldBe(
            ["from", "to", "n", "n_baseline", "value", "low", "high", "p_value", "dof", "threshold", "excess", "verdict", "reason", "completeness", "revision", "first"]);
        income[0].GetProperty("from").GetString().ShouldBe("2026-01-05T00:00:00Z");

        (status, var quality) = await server.GetAsync("/v1/models/scoring/quality?column=*&every=all");
        status.ShouldBe(HttpStatusCode.OK, quality.ToString());
        quality.GetProperty("traffic").GetProperty("points").EnumerateArray().Sum(point => point.GetProperty("n").GetInt64()).ShouldBe(2_400);
        quality.GetProperty("freshness").GetProperty("last_event").GetString().ShouldStartWith("2026-01-10T");

        (status, var distribution) = await server.GetAsync("/v1/models/scoring/distribution?column=score");
        status.ShouldBe(HttpStatusCode.OK, distribution.ToString());
        distribution.GetProperty("bins").GetArrayLength().ShouldBeGreaterThan(5);
        (status, var correlations) = await server.GetAsync("/v1/models/scoring/correlations");
        status.ShouldBe(HttpStatusCode.OK, correlations.ToString());
        correlations.GetProperty("pairs").GetArrayLength().ShouldBe(1);

        (status, var evaluation) = await server.PostAsync("/v1/models/scoring/evaluate?from=2026-01-05T00:00:00Z&to=2026-01-11T00:00:00Z");
        status.ShouldBe(HttpStatusCode.OK, evaluation.ToString());
        evaluation.GetProperty("changed_count").GetInt32().ShouldBeGreaterThan(0);

        (status, var fleet) = await server.GetAsync("/v1/fleet");
        status.ShouldBe(HttpStatusCode.OK, fleet.ToString());
        fleet[0].GetProperty("model").GetString().ShouldBe("scoring");
        (status, var state) = await server.GetAsync("/v1/models/scoring/status");
        status.ShouldBe(HttpStatusCode.OK, state.ToString());
        state.GetProperty("verdict").GetString().ShouldBe("critical");

        (status, var incidents) = await server.GetAsync("/v1/incidents?model=scoring");
        status.ShouldBe(HttpStatusCode.OK, incidents.ToString());
        var drifting = incidents.EnumerateArray().First(incident => incident.GetProperty("cause").GetProperty("columns").EnumerateArray().Any(column => column.GetString() == "income"));
        var id = drifting.GetProperty("id").GetString();
        (status, var one) = await server.GetAsync($"/v1/incidents/{id}");
        status.ShouldBe(HttpStatusCode.OK);
        one.GetProperty("members")[0].TryGetProperty("threshold", out _).ShouldBeTrue();
        (await server.PostAsync($"/v1/incidents/{id}/feedback", new { feedback = "useful", note = "campaign" })).Json.GetProperty("feedback").GetString().ShouldBe("useful");
        if (one.GetProperty("state").GetString() != "resolved")
        {
            (await server.PostAsync($"/v1/incidents/{id}/acknowledge")).Json.GetProperty("state").GetString().ShouldBe("acknowledged");
            (await server.PostAsync($"/v1/incidents/{id}/resolve", new { note = "done" })).Json.GetProperty("state").GetString().ShouldBe("resolved");
        }

        (status, _) = await server.DeleteAsync("/v1/models/scoring?confirm=scoring");
        status.ShouldBe(HttpStatusCode.NoContent);
        (await server.GetAsync("/v1/models/scoring")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Predictions_and_outcomes_in_every_format_count_once(string kind)
    {
        await using var server = await Server.StartAsync(kind);
        await server.PutAsync("/v1/models/m", new { task = "binary", schema = new { columns = new[] { new { name = "age", type = "numeric", min = 18, max = 99 } } } });
        var (status, made) = await server.PostAsync("/v1/models/m/predictions", new { features = new { age = 30 }, score = 0.2 });
        status.ShouldBe(HttpStatusCode.OK, made.ToString());
        made.GetProperty("ids").GetArrayLength().ShouldBe(1);

        const string One = """{"id":"a1","at":"2026-01-31T10:00:00Z","version":"1","features":{"age":41},"score":0.183,"decision":"approve","tags":{"channel":"web"},"shadow":{"2":{"score":0.21}}}""";
        (await server.PostAsync("/v1/models/m/predictions", One)).Json.GetProperty("accepted").GetInt64().ShouldBe(1);
        (await server.PostAsync("/v1/models/m/predictions", "[" + One + "]")).Json.GetProperty("duplicates").GetInt64().ShouldBe(1);
        (await server.PostAsync("/v1/models/m/predictions", One.Replace("a1", "a2", StringComparison.Ordinal) + "\n" + One, "application/x-ndjson")).Json.GetProperty("accepted").GetInt64().ShouldBe(1);
        (await server.PostAsync("/v1/models/m/predictions", "id,ts,age,score\na3,2026-01-31T11:00:00Z,130,0.5\n", "text/csv")).Json.GetProperty("warnings")[0].GetProperty("field").GetString().ShouldBe("features.age");

        using var packed = new ByteArrayContent(Gzip("id,ts,age,score\na4,2026-01-31T11:00:00Z,50,0.5\n"));
        packed.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        packed.Headers.ContentEncoding.Add("gzip");
        (await server.SendAsync(HttpMethod.Post, "/v1/models/m/predictions", packed)).Json.GetProperty("accepted").GetInt64().ShouldBe(1);

        (status, var outcomes) = await server.PostAsync("/v1/models/m/outcomes", """{"id":"a1","outcome":"label","value":1,"at":"2026-03-02T00:00:00Z","source":"system"}""");
        status.ShouldBe(HttpStatusCode.OK, outcomes.ToString());
        outcomes.GetProperty("accepted").GetInt64().ShouldBe(1);

        (status, var rejected) = await server.PostAsync("/v1/models/m/predictions", """[{"id":"bad"},{"id":"old","at":"1960-01-01T00:00:00Z","score":0.5}]""");
        status.ShouldBe(HttpStatusCode.OK);
        rejected.GetProperty("rejected").GetArrayLength().ShouldBe(2);
        (await server.GetAsync("/v1/models/m/rejected")).Json.GetProperty("total").GetInt64().ShouldBe(2);

        (status, var page) = await server.GetAsync("/v1/models/m/predictions?limit=2");
        status.ShouldBe(HttpStatusCode.OK, page.ToString());
        var ids = new List<string?>();
        while (true)
        {
            ids.AddRange(page.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
            if (page.GetProperty("next").ValueKind == JsonValueKind.Null) break;
            page = (await server.GetAsync($"/v1/models/m/predictions?limit=2&cursor={page.GetProperty("next").GetString()}")).Json;
        }

        ids.Count.ShouldBe(5);
        ids.Distinct().Count().ShouldBe(5);
        ids.Skip(1).ShouldBe(["a1", "a2", "a3", "a4"]);
    }

    [Fact]
    public async Task Monitors_are_made_tried_changed_and_deleted()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("/v1/models/m/reference?create=true&version=1", Rows.Reference(), "text/csv");
        await server.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        (await server.GetAsync("/v1/models/m/monitors")).Json.GetArrayLength().ShouldBeGreaterThan(3);

        var rule = new { name = "income-drift", metric = "drift", column = "income", method = "psi", window = "day", warning = 0.1, critical = 0.25 };
        var (status, made) = await server.PostAsync("/v1/models/m/monitors", rule);
        status.ShouldBe(HttpStatusCode.Created, made.ToString());
        (await server.PostAsync("/v1/models/m/monitors", rule)).Status.ShouldBe(HttpStatusCode.Created);
        (await server.PostAsync("/v1/models/m/monitors", rule with { warning = 0.2 })).Status.ShouldBe(HttpStatusCode.Conflict);

        (status, var tried) = await server.PostAsync("/v1/models/m/monitors/income-drift/backtest?from=2026-01-05T00:00:00Z&to=2026-01-11T00:00:00Z");
        status.ShouldBe(HttpStatusCode.OK, tried.ToString());
        tried.GetProperty("windows").GetInt32().ShouldBe(6);
        tried.GetProperty("verdicts").GetProperty("critical").GetInt32().ShouldBe(3);
        tried.GetProperty("alarm_rate").GetDouble().ShouldBe(0.5);

        (status, var put) = await server.PutAsync("/v1/models/m/monitors/income-drift", new { metric = "drift", columns = new[] { "income", "age" }, @for = "2h", enabled = false });
        status.ShouldBe(HttpStatusCode.OK, put.ToString());
        put.GetProperty("for").GetString().ShouldBe("PT2H");
        (await server.DeleteAsync("/v1/models/m/monitors/income-drift")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await server.DeleteAsync("/v1/models/m/monitors/income-drift")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Create_with_an_idempotency_key_answers_the_same_again_and_refuses_another_request()
    {
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/models/m", new { task = "binary" });
        server.Http.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");
        var rule = new { name = "quiet", metric = "volume", window = "day" };
        var first = await server.PostAsync("/v1/models/m/monitors", rule);
        first.Status.ShouldBe(HttpStatusCode.Created, first.Json.ToString());
        var again = await server.PostAsync("/v1/models/m/monitors", rule);
        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Json.ToString().ShouldBe(first.Json.ToString());
        var other = await server.PostAsync("/v1/models/m/monitors", rule with { window = "hour" });
        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other.Json.GetProperty("code").GetString().ShouldBe("idempotency_conflict");
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
