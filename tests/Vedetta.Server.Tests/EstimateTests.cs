using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>Estimated quality through the API: what labels will show, before they come.</summary>
public sealed class EstimateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Estimates_are_answered_in_the_shape_of_realized_quality_and_compared_with_labels_that_come(string kind)
    {
        await using var server = await StartAsync(kind);
        var series = (await server.GetAsync("/v1/models/m/performance?kind=estimated&metric=roc_auc,tp&every=day")).Json.GetProperty("series");
        series.EnumerateArray().Select(each => each.GetProperty("metric").GetString()).ShouldBe(["roc_auc", "tp"]);
        var area = series[0];
        area.GetProperty("kind").GetString().ShouldBe("estimated");
        area.GetProperty("population").GetString().ShouldBe("all");
        area.GetProperty("baseline").GetProperty("n").GetInt64().ShouldBe(3000);
        area.GetProperty("trust").GetProperty("windows").GetInt32().ShouldBe(0);
        var points = area.GetProperty("points").EnumerateArray().ToList();
        points.Count.ShouldBe(3);
        foreach (var point in points)
        {
            var value = point.GetProperty("value").GetDouble();
            value.ShouldBeInRange(0.75, 0.95);
            value.ShouldBeInRange(point.GetProperty("low").GetDouble(), point.GetProperty("high").GetDouble());
            point.GetProperty("n").GetInt64().ShouldBe(300);
            point.GetProperty("labelled").GetInt64().ShouldBe(0);
            point.GetProperty("transferred_from").ValueKind.ShouldBe(JsonValueKind.Null);
            point.GetProperty("verdict").GetString().ShouldBe("healthy");
        }

        series[1].GetProperty("points")[0].GetProperty("reason").GetString().ShouldBe("a count is not judged");
        var labels = string.Join('\n', Enumerable.Range(0, 900).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"p{{i}}","outcome":"label","value":{{Label(i)}},"at":"2026-01-08T12:00:00Z"}""")));
        (await server.PostAsync("/v1/models/m/outcomes", labels, "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        var trust = (await server.GetAsync("/v1/models/m/performance?kind=estimated&metric=roc_auc&every=day")).Json.GetProperty("series")[0].GetProperty("trust");
        trust.GetProperty("windows").GetInt32().ShouldBe(3);
        trust.GetProperty("trusted").GetBoolean().ShouldBeTrue();
        trust.GetProperty("compared").EnumerateArray().ShouldAllBe(each => each.GetProperty("labelled").GetInt64() == 300);
    }

    [Theory]
    [InlineData("metric=ks_score", "ks_score cannot be estimated without labels")]
    [InlineData("metric=rmse", "rmse")]
    [InlineData("population=approved", "estimates are of all predictions")]
    [InlineData("by=arrival", "estimates are of the windows in which predictions were made")]
    [InlineData("segment=region:osh", "region")]
    [InlineData("outcome=revenue", "revenue")]
    public async Task A_question_that_makes_no_sense_is_told_so(string query, string says)
    {
        await using var server = await StartAsync();
        var (status, json) = await server.GetAsync("/v1/models/m/performance?kind=estimated&" + query);
        ((int)status).ShouldBeInRange(400, 422);
        json.GetProperty("detail").GetString()!.ShouldContain(says);
    }

    [Fact]
    public async Task Without_a_labelled_reference_the_answer_says_what_is_missing()
    {
        await using var server = await StartAsync(labelled: false);
        var (status, json) = await server.GetAsync("/v1/models/m/performance?kind=estimated");
        status.ShouldBe(HttpStatusCode.OK);
        json.GetProperty("series").GetArrayLength().ShouldBe(0);
        json.GetProperty("notes")[0].GetString()!.ShouldContain("labelled reference");
    }

    private static double Score(int i) => 1 / (1 + Math.Exp(-3 * (((i * 0.6180339887) % 1 * 2) - 1)));

    private static int Label(int i) => (i * 0.7548776662) % 1 < Score(i) ? 1 : 0;

    private static async Task<Server> StartAsync(string kind = "memory", bool labelled = true)
    {
        var server = await Server.StartAsync(kind, options => options with { Clock = new SettableClock(Start.AddDays(4)) });
        (await server.PutAsync("/v1/models/m", new { task = "binary" })).Status.ShouldBe(HttpStatusCode.OK);
        var reference = new StringBuilder(labelled ? "ts,score,label\n" : "ts,score\n");
        for (var i = 0; i < 3000; i++) reference.Append(CultureInfo.InvariantCulture, $"{Start.AddDays(-40).AddMinutes(10 * i):yyyy-MM-ddTHH:mm:ssZ},{Score(i):0.000000}{(labelled ? $",{Label(i)}" : "")}\n");
        (await server.PostAsync("/v1/models/m/reference?version=1", reference.ToString(), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);
        var rows = string.Join('\n', Enumerable.Range(0, 900).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"p{{i}}","at":"{{Start.AddMinutes(4.8 * i):yyyy-MM-ddTHH:mm:ssZ}}","version":"1","score":{{Score(i):0.000000}}}""")));
        (await server.PostAsync("/v1/models/m/predictions", rows, "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        return server;
    }
}
