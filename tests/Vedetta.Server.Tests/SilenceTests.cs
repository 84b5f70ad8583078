using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;

namespace Vedetta.Server.Tests;

public sealed class SilenceTests
{
    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Silence_is_made_previewed_listed_and_ended(string kind)
    {
        await using var server = await Server.StartAsync(kind);
        (await server.PutAsync("/v1/models/scoring", new { task = "binary" })).Status.ShouldBe(HttpStatusCode.OK);
        var (status, preview) = await server.PostAsync("/v1/silences/preview", new { models = new[] { "scoring" } });
        status.ShouldBe(HttpStatusCode.OK, preview.ToString());
        preview.GetProperty("open").GetArrayLength().ShouldBe(0);

        (status, var made) = await server.PostAsync("/v1/silences", new { models = new[] { "scoring" }, columns = new[] { "income" }, @for = "2h", reason = "the bureau moves" });
        status.ShouldBe(HttpStatusCode.Created, made.ToString());
        made.GetProperty("id").GetString().ShouldBe("SIL-1");
        made.GetProperty("active").GetBoolean().ShouldBeTrue();
        (made.GetProperty("to").GetDateTimeOffset() - made.GetProperty("from").GetDateTimeOffset()).ShouldBe(TimeSpan.FromHours(2));

        (await server.GetAsync("/v1/silences")).Json.GetArrayLength().ShouldBe(1);
        (await server.GetAsync("/v1/silences/SIL-1")).Json.GetProperty("reason").GetString().ShouldBe("the bureau moves");
        (await server.DeleteAsync("/v1/silences/SIL-1")).Status.ShouldBe(HttpStatusCode.NoContent);
        var ended = (await server.GetAsync("/v1/silences/SIL-1")).Json;
        ended.GetProperty("active").GetBoolean().ShouldBeFalse();
        ended.GetProperty("ended_by").GetString().ShouldNotBeNullOrEmpty();
        (await server.DeleteAsync("/v1/silences/SIL-9")).Json.GetProperty("code").GetString().ShouldBe("unknown_silence");
        (await server.GetAsync("/v1/audit")).Json.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()).ShouldContain("silence.create");
    }

    [Theory]
    [InlineData("""{"reason":"x","for":"2h"}""", "models")]
    [InlineData("""{"models":["a"],"for":"2h"}""", "reason")]
    [InlineData("""{"models":["a"],"reason":"x"}""", "to")]
    [InlineData("""{"models":["a"],"reason":"x","for":"soon"}""", "for")]
    [InlineData("""{"models":["a"],"reason":"x","for":"400d"}""", "to")]
    [InlineData("""{"models":["a"],"reason":"x","to":"2020-01-01T00:00:00Z"}""", "to")]
    public async Task Silence_with_a_fault_is_refused_with_the_field(string body, string field)
    {
        await using var server = await Server.StartAsync();
        var (status, problem) = await server.PostAsync("/v1/silences", body);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, problem.ToString());
        problem.GetProperty("code").GetString().ShouldBe("invalid_silence");
        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task Ending_a_silence_tells_of_what_still_fires()
    {
        await using var server = await Server.StartAsync();
        var (_, reference) = await server.PostAsync("/v1/models/scoring/reference?version=1&create=true", Rows.Reference(), "text/csv");
        reference.GetProperty("rows").GetInt64().ShouldBe(2_000);
        await server.PostAsync("/v1/models/scoring/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        await server.PostAsync("/v1/models/scoring/evaluate?from=2026-01-05T00:00:00Z&to=2026-01-11T00:00:00Z");
        var store = server.Services.GetRequiredService<Core.Storage.IIncidentStore>();
        var firing = (await store.ListAsync(null, null, 10, default))[0] with { State = IncidentState.Firing, Backfilled = false, Resolved = null, MutedBy = "SIL-1" };
        await store.SaveAsync([firing], default);
        await server.PostAsync("/v1/silences", new { models = new[] { "scoring" }, @for = "2h", reason = "work" });
        (await server.Services.GetRequiredService<IncidentService>().ReleaseAsync(TimeProvider.System.GetUtcNow(), default)).ShouldBeEmpty("the silence holds");
        await server.DeleteAsync("/v1/silences/SIL-1");
        var told = (await server.GetAsync($"/v1/incidents/{firing.Id}")).Json;
        told.TryGetProperty("muted_by", out var muted).ShouldBeTrue();
        muted.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        told.GetProperty("history").EnumerateArray().Last().GetProperty("what").GetString()!.ShouldContain("silence SIL-1 is over");
        server.Services.GetRequiredService<SilenceService>().ShouldNotBeNull();
    }
}
