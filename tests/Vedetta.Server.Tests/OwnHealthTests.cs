using System.Net;

namespace Vedetta.Server.Tests;

public sealed class OwnHealthTests
{
    [Theory, InlineData("memory"), InlineData("files")]
    public async Task System_counts_what_came_in_and_what_it_takes(string kind)
    {
        await using var server = await Server.StartAsync(kind);
        await server.PostAsync("/v1/models/scoring/reference?version=1&create=true", Rows.Reference(), "text/csv");
        await server.PostAsync("/v1/models/scoring/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        await server.PostAsync("/v1/models/scoring/predictions", """{"id":"x","at":"soon","score":0.1}""");
        var (status, health) = await server.GetAsync("/v1/system");
        status.ShouldBe(HttpStatusCode.OK, health.ToString());
        var minutes = health.GetProperty("ingest").EnumerateArray().ToList();
        minutes.Count.ShouldBe(60);
        minutes.Sum(minute => minute.GetProperty("accepted").GetInt64()).ShouldBe(4_400);
        minutes.Sum(minute => minute.GetProperty("rejected").GetInt64()).ShouldBe(1);
        minutes.Sum(minute => minute.GetProperty("requests").GetInt64()).ShouldBe(3);
        health.GetProperty("queue").GetProperty("rows").GetInt64().ShouldBe(0);
        health.GetProperty("models")[0].GetProperty("rows").GetInt64().ShouldBe(2_400);
        health.GetProperty("store").GetProperty("in_memory").GetBoolean().ShouldBe(kind == "memory");
        (health.GetProperty("store").GetProperty("metadata_bytes").GetInt64() > 0).ShouldBe(kind == "files");
        health.GetProperty("memory_bytes").GetInt64().ShouldBeGreaterThan(10_000_000);
    }

    [Fact]
    public async Task Traffic_and_segments_are_answered()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("/v1/models/scoring/reference?version=1&create=true", Rows.Reference(), "text/csv");
        await server.PostAsync("/v1/models/scoring/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        var (status, traffic) = await server.GetAsync("/v1/models/scoring/traffic?every=day");
        status.ShouldBe(HttpStatusCode.OK, traffic.ToString());
        traffic.GetProperty("whole").GetProperty("n").GetInt64().ShouldBe(2_400);
        traffic.GetProperty("points").GetArrayLength().ShouldBe(6);
        (await server.GetAsync("/v1/models/scoring/segments")).Json.GetArrayLength().ShouldBe(0);
        (await server.GetAsync("/v1/models/scoring/traffic?every=fortnight")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
