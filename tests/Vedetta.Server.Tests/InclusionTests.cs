using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>
/// Quality of approved and reviewed rows weighted back to all rows by the logged probability of inclusion. Of 500 applications
/// 100 were sure to be approved and 400 were approved with probability 0.1; the model is right on the sure ones and on half of the others.
/// </summary>
public sealed class InclusionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Approved_rows_are_weighted_back_to_all_that_could_have_been_approved(string kind)
    {
        await using var server = await StartAsync(kind, i => Invariant($$""","features":{"approval_probability":{{(i < 100 ? 1.0 : 0.1)}}}"""));

        var series = await SeriesAsync(server, "metric=accuracy,label_rate,roc_auc,tp&every=all&population=approved");
        (Text(series[0], "population"), Text(series[0], "inclusion")).ShouldBe(("approved", "approval_probability"));
        var point = series[0].GetProperty("points")[0];

        // 100 rows of weight 1, all right, and 40 rows of weight 10, 20 of them right.
        point.GetProperty("value").GetDouble().ShouldBe(300.0 / 500, 1e-12);
        (point.GetProperty("low").GetDouble() < 0.6 && point.GetProperty("high").GetDouble() > 0.6).ShouldBeTrue();
        (point.GetProperty("n").GetInt32(), point.GetProperty("labelled").GetInt32()).ShouldBe((140, 140));
        point.GetProperty("effective").GetDouble().ShouldBe(500.0 * 500 / (100 + (40 * 100)), 1e-9);
        series[1].GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe((50 + (20 * 10)) / 500.0, 1e-12);
        series[2].GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe(AreaByPairs(), 1e-12);
        series[3].GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe(50 + (10 * 10), 1e-9);

        var raw = await SeriesAsync(server, "metric=accuracy&every=all&population=approved&inclusion=none");
        raw[0].GetProperty("inclusion").ValueKind.ShouldBe(JsonValueKind.Null);
        raw[0].GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe(120.0 / 140, 1e-12);
        raw[0].GetProperty("points")[0].GetProperty("effective").ValueKind.ShouldBe(JsonValueKind.Null);
        (await NotesAsync(server, "metric=accuracy&every=all&population=approved")).ShouldContain("re-weighted by 1 / 'approval_probability' (Hajek): the figures speak of all predictions that could have been approved");

        var csv = await server.Http.GetStringAsync("/v1/models/m/performance?metric=accuracy&every=all&population=approved&format=csv", TestContext.Current.CancellationToken);
        csv.Split("\r\n")[0].ShouldEndWith("note,inclusion,effective");
        csv.ShouldContain("approval_probability,60.97");

        // A column of probabilities is no feature: nobody compares it with a reference.
        var schema = (await server.GetAsync("/v1/models/m")).Json.GetProperty("schema").GetProperty("columns");
        schema.EnumerateArray().Single(column => Text(column, "name") == "approval_probability").GetProperty("role").GetString().ShouldBe("ignored");

        var page = WebUtility.HtmlDecode(await server.Http.GetStringAsync("/models/m/performance?every=month&metric=accuracy&population=approved", TestContext.Current.CancellationToken));
        page.ShouldContain("re-weighted by approval_probability to all that could have been approved");
        page.ShouldContain("60\u00A0%");
        using var russian = new HttpRequestMessage(HttpMethod.Get, "/models/m/performance?every=month&metric=accuracy&population=approved&inclusion=none");
        russian.Headers.AcceptLanguage.ParseAdd("ru");
        var answer = await server.Http.SendAsync(russian, TestContext.Current.CancellationToken);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Фактическое: одобренные прогнозы");
    }

    [Fact]
    public async Task Tags_do_as_well_and_rows_without_a_probability_are_certain_and_with_a_wrong_one_do_not_count()
    {
        await using var server = await StartAsync("memory", i => i switch
        {
            < 60 => "",
            < 100 => ""","tags":{"review_probability":"1"}""",
            < 105 => ""","tags":{"review_probability":"0"}""",
            < 110 => ""","tags":{"review_probability":"often"}""",
            _ => ""","tags":{"review_probability":"0.1"}""",
        });

        var point = (await SeriesAsync(server, "metric=accuracy&every=all&population=reviewed"))[0].GetProperty("points")[0];
        point.GetProperty("labelled").GetInt32().ShouldBe(130);
        point.GetProperty("value").GetDouble().ShouldBe((100 + (10 * 14)) / (100.0 + (10 * 30)), 1e-12);
        var notes = await NotesAsync(server, "metric=accuracy&every=all&population=reviewed");
        notes.ShouldContain("60 labelled ones without a probability count as certain");
        notes.ShouldContain("10 labelled ones whose probability does not lie above 0 and up to 1 do not count");

        // All labelled rows by a column that is asked for, and a column nobody logs.
        (await SeriesAsync(server, "metric=accuracy&every=all&inclusion=review_probability"))[0].GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe(240.0 / 400, 1e-12);
        foreach (var query in new[] { "inclusion=nothing", "kind=estimated&inclusion=review_probability" })
        {
            var (status, problem) = await server.GetAsync("/v1/models/m/performance?" + query);
            status.ShouldBe(HttpStatusCode.BadRequest, query);
            problem.GetProperty("field").GetString().ShouldBe("inclusion");
        }

        (await server.Http.GetAsync("/models/m/performance?inclusion=nothing", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_monitor_of_the_approved_watches_the_weighted_figure()
    {
        await using var server = await StartAsync("memory", i => Invariant($$""","features":{"approval_probability":{{(i < 100 ? 1.0 : 0.1)}}}"""));
        foreach (var (name, sample) in new[] { ("right", 50), ("careful", 100) })
        {
            var body = new { metric = "performance", method = "accuracy", population = "approved", compare = "absolute", warning = 0.8, critical = 0.75, window = "month", minimum_sample = sample };
            (await server.PutAsync($"/v1/models/m/monitors/{name}", body)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await server.PostAsync("/v1/models/m/evaluate")).Status.ShouldBe(HttpStatusCode.OK);

        // 140 rows say as much as 60 of equal weight: enough for one monitor and not for the other.
        var said = (await server.GetAsync("/v1/models/m/status")).Json.GetProperty("monitors").EnumerateArray().ToDictionary(each => Text(each, "monitor")! + Text(each, "column"), StringComparer.Ordinal);
        (Text(said["careful"], "verdict"), Text(said["careful"], "reason")).ShouldBe(("undecided", "140 labelled predictions say as much as 60 of equal weight, at least 100 are needed"));
        Text(said["right"], "verdict").ShouldBe("critical");
        var members = (await server.GetAsync("/v1/incidents?model=m")).Json.EnumerateArray().SelectMany(each => each.GetProperty("members").EnumerateArray()).ToList();
        members.Single(member => Text(member, "monitor") == "right").GetProperty("value").GetDouble().ShouldBe(0.6, 1e-12);
    }

    [Fact]
    public async Task Figures_of_approved_rows_alone_are_held_against_the_approved_rows_of_the_reference()
    {
        await using var server = await Server.StartAsync("memory", options => options with { Clock = new SettableClock(Start.AddDays(3)) });
        (await server.PutAsync("/v1/models/m", new { task = "binary", threshold = 0.5 })).Status.ShouldBe(HttpStatusCode.OK);
        var random = new Random(6);
        var reference = Enumerable.Range(0, 6_000).Select(i =>
        {
            var score = random.NextDouble();
            return Invariant($"{Start.AddDays(-30).AddMinutes(7 * i):yyyy-MM-ddTHH:mm:ssZ},{score:0.0000},{(score < 0.5 ? "approve" : "decline")},{(random.NextDouble() < score ? 1 : 0)}");
        });
        (await server.PostAsync("/v1/models/m/reference?version=1", "ts,score,decision,label\n" + string.Join('\n', reference), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);
        var rows = Enumerable.Range(0, 800).Select(i => (Id: i, Score: random.NextDouble())).ToList();
        var predictions = rows.Select(row => Invariant($$"""{"id":"p{{row.Id}}","at":"{{Start.AddMinutes(1.7 * row.Id):yyyy-MM-ddTHH:mm:ssZ}}","version":"1","score":{{row.Score:0.0000}},"decision":"{{(row.Score < 0.5 ? "approve" : "decline")}}"}"""));
        (await server.PostAsync("/v1/models/m/predictions", string.Join('\n', predictions), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        var labels = rows.Where(row => row.Score < 0.5).Select(row => Invariant($$"""{"id":"p{{row.Id}}","value":{{(random.NextDouble() < row.Score ? 1 : 0)}},"at":"2026-01-07T00:00:00Z"}"""));
        (await server.PostAsync("/v1/models/m/outcomes", string.Join('\n', labels), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);

        // Approved rows rank worse than all rows do, in production as in the reference: nothing happened.
        var (all, approved) = ((await SeriesAsync(server, "metric=roc_auc&every=day"))[0], (await SeriesAsync(server, "metric=roc_auc&every=day&population=approved"))[0]);
        foreach (var series in new[] { all, approved })
        {
            var baseline = series.GetProperty("baseline");
            Text(baseline, "name").ShouldBe("the approved rows of the reference");
            baseline.GetProperty("n").GetInt32().ShouldBeInRange(2_800, 3_200);
            baseline.GetProperty("value").GetDouble().ShouldBeInRange(0.6, 0.72);
            Text(series.GetProperty("points")[0], "verdict").ShouldNotBe("critical");
        }

        // The monitor that a model gets by itself compares with that corridor.
        (await server.PutAsync("/v1/models/m/monitors/own", new { metric = "performance", minimum_coverage = 0.3 })).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync("/v1/models/m/evaluate")).Status.ShouldBe(HttpStatusCode.OK);
        Text((await server.GetAsync("/v1/models/m/monitors/performance")).Json, "baseline").ShouldBe("reference");
        var said = (await server.GetAsync("/v1/models/m/status")).Json.GetProperty("monitors").EnumerateArray().Single(each => Text(each, "monitor") == "own");
        (Text(said, "verdict"), said.GetProperty("n_baseline").GetInt32()).ShouldBe(("healthy", approved.GetProperty("baseline").GetProperty("n").GetInt32()));
    }

    // Rows 0 to 99 are certain; of the others every one that was approved is here. Every second row is positive.
    private static (double Score, int Label) Row(int i)
    {
        var positive = i % 2 == 0;
        var right = i < 100 || i % 4 < 2;
        return ((positive == right ? 0.6 : 0.2) + (i % 7 / 100.0), positive ? 1 : 0);
    }

    private static double AreaByPairs()
    {
        var (won, pairs) = (0.0, 0.0);
        for (var i = 0; i < 140; i++)
        {
            for (var j = 0; j < 140; j++)
            {
                var ((a, first), (b, second)) = (Row(i), Row(j));
                if (first != 1 || second != 0) continue;
                var weight = (i < 100 ? 1.0 : 10) * (j < 100 ? 1.0 : 10);
                pairs += weight;
                won += weight * (a > b ? 1 : a == b ? 0.5 : 0);
            }
        }

        return won / pairs;
    }

    private static async Task<Server> StartAsync(string kind, Func<int, string> logged)
    {
        var server = await Server.StartAsync(kind, options => options with { Clock = new SettableClock(Start.AddDays(40)) });
        (await server.PutAsync("/v1/models/m", new { task = "binary" })).Status.ShouldBe(HttpStatusCode.OK);
        var rows = Enumerable.Range(0, 140).Select(i => Invariant($$"""{"id":"p{{i}}","at":"{{Start.AddHours(i):yyyy-MM-ddTHH:mm:ssZ}}","version":"1","score":{{Row(i).Score}},"decision":"approve"{{logged(i)}}}"""));
        (await server.PostAsync("/v1/models/m/predictions", string.Join('\n', rows), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync("/v1/models/m/predictions", string.Join('\n', Enumerable.Range(0, 360).Select(i => Invariant($$"""{"id":"d{{i}}","at":"{{Start.AddHours(i):yyyy-MM-ddTHH:mm:ssZ}}","version":"1","score":0.7,"decision":"decline"}"""))), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        var labels = Enumerable.Range(0, 140).Select(i => Invariant($$"""{"id":"p{{i}}","value":{{Row(i).Label}},"at":"{{Start.AddDays(10):yyyy-MM-ddTHH:mm:ssZ}}","source":"review"}"""));
        (await server.PostAsync("/v1/models/m/outcomes", string.Join('\n', labels), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        return server;
    }

    private static async Task<IReadOnlyList<JsonElement>> SeriesAsync(Server server, string query)
    {
        var (status, answer) = await server.GetAsync("/v1/models/m/performance?" + query);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return [.. answer.GetProperty("series").EnumerateArray()];
    }

    private static async Task<string> NotesAsync(Server server, string query) =>
        string.Join('\n', (await server.GetAsync("/v1/models/m/performance?" + query)).Json.GetProperty("notes").EnumerateArray().Select(note => note.GetString()));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
