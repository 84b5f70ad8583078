using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>Outcomes through the API: what is kept, what is refused, and what realized quality makes of it.</summary>
public sealed class OutcomeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task An_outcome_sent_twice_is_a_duplicate_and_a_correction_is_kept_beside_it(string kind)
    {
        await using var server = await StartAsync(kind);

        (await SendAsync(server, """{"id":"p1","value":1,"at":"2026-01-10T00:00:00Z"}""")).ShouldBe((1, 0));
        (await SendAsync(server, """{"id":"p1","value":1,"at":"2026-01-10T00:00:00Z"}""")).ShouldBe((0, 1));
        (await SendAsync(server, """[{"id":"p1","value":0,"at":"2026-01-11T00:00:00Z"},{"id":"p1","value":0,"at":"2026-01-11T00:00:00Z"},{"id":"p1","outcome":"fpd","value":1,"at":"2026-01-10T00:00:00Z"}]""")).ShouldBe((2, 1));

        var outcomes = (await server.GetAsync("/v1/models/m/outcomes")).Json.GetProperty("outcomes").EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!);
        outcomes["label"].GetProperty("rows").GetInt64().ShouldBe(2);
        outcomes["label"].GetProperty("corrected").GetInt64().ShouldBe(1);
        outcomes["fpd"].GetProperty("rows").GetInt64().ShouldBe(1);
        (await PositivesAsync(server, "2026-01-10T12:00:00Z")).ShouldBe(1);
        (await PositivesAsync(server, "2026-01-11T00:00:00Z")).ShouldBe(0);
    }

    [Fact]
    public async Task Duplicates_are_known_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-outcomes-").FullName;
        try
        {
            const string Outcome = """{"id":"p1","value":1,"at":"2026-01-10T00:00:00Z"}""";
            await using (var server = await Server.StartAsync("memory", options => options with { InMemory = false, DataDirectory = folder, Clock = new SettableClock(Start.AddDays(20)) }))
            {
                await ModelAsync(server);
                (await SendAsync(server, Outcome)).ShouldBe((1, 0));
            }

            await using var again = await Server.StartAsync("memory", options => options with { InMemory = false, DataDirectory = folder, Clock = new SettableClock(Start.AddDays(20)) });
            (await SendAsync(again, Outcome)).ShouldBe((0, 1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_outcome_of_an_unknown_id_is_kept_counted_and_joined_once_its_prediction_comes()
    {
        await using var server = await StartAsync();

        (await SendAsync(server, """[{"id":"late","value":1,"at":"2026-01-06T00:00:00Z"},{"id":"never","value":1,"at":"2026-01-06T00:00:00Z"}]""")).ShouldBe((2, 0));
        (await OrphansAsync(server)).ShouldBe(2);
        (await server.PostAsync("/v1/models/m/predictions", """{"id":"late","at":"2026-01-07T00:00:00Z","score":0.9}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await OrphansAsync(server)).ShouldBe(1);
        var label = (await server.GetAsync("/v1/models/m/outcomes")).Json.GetProperty("outcomes")[0];

        // It is dated before its prediction: kept, counted as such, and known from its date.
        label.GetProperty("before_prediction").GetInt64().ShouldBe(1);
        (await PositivesAsync(server, "2026-01-07T00:00:00Z")).ShouldBe(1);
    }

    [Fact]
    public async Task Odd_outcomes_get_a_defined_answer_each()
    {
        await using var server = await StartAsync();
        (await server.PutAsync("/v1/models/m", new { task = "binary", outcomes = new object[] { new { name = "label" }, new { name = "revenue", kind = "value" } } })).Status.ShouldBe(HttpStatusCode.OK);

        var (_, answer) = await server.PostAsync("/v1/models/m/outcomes", """
            [
            {"id":"p1","outcome":"revenue","value":"much","at":"2026-01-10T00:00:00Z"},
            {"id":"p1","outcome":"label","value":{"a":1}},
            {"id":"p1","value":1,"at":"2027-01-10T00:00:00Z"},
            {"id":"p1","value":1,"at":"yesterday"},
            {"value":1},
            {"id":"p1"},
            {"id":"p1","value":1,"source":"rumour"},
            {"id":"p1","value":"maybe","at":"2026-01-10T00:00:00Z"},
            {"id":"p2","value":1,"at":"2026-01-10T00:00:00Z"},
            {"id":"p2","value":0,"at":"2026-01-10T00:00:00Z"},
            {"id":"p3","outcome":"churned","value":"yes","at":"2026-01-10T00:00:00Z"},
            {"id":"p3","outcome":"revenue","value":"12.5","at":"2026-01-10T00:00:00Z"}
            ]
            """);

        answer.GetProperty("rejected").EnumerateArray().Select(row => (row.GetProperty("index").GetInt32(), row.GetProperty("code").GetString(), row.GetProperty("field").GetString())).ShouldBe(
        [
            (0, "wrong_type", "value"), (1, "wrong_type", "value"), (2, "time_too_late", "at"), (3, "unreadable_time", "at"), (4, "missing_id", "id"), (5, "missing_value", "value"), (6, "wrong_value", "source"), (11, "wrong_type", "value"),
        ]);
        answer.GetProperty("accepted").GetInt32().ShouldBe(4);
        answer.GetProperty("warnings").EnumerateArray().Select(row => (row.GetProperty("id").GetString(), row.GetProperty("code").GetString())).ShouldBe(
            [("p1", "unknown_class"), ("p3", "new_outcome"), ("p2", "outcome_conflict")], ignoreOrder: true);

        // Of two labels at one moment the one that came last counts; a label that is no class does not.
        var point = (await server.GetAsync("/v1/models/m/performance?metric=positives&every=all")).Json.GetProperty("series")[0].GetProperty("points")[0];
        (point.GetProperty("n").GetInt32(), point.GetProperty("labelled").GetInt32(), point.GetProperty("value").GetDouble()).ShouldBe((3, 1, 0));
        var kinds = (await server.GetAsync("/v1/models/m")).Json.GetProperty("outcomes").EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("kind").GetString());
        kinds["churned"].ShouldBe("class");
    }

    [Fact]
    public async Task Contradictory_outcomes_of_a_model_are_refused_all_at_once()
    {
        await using var server = await StartAsync();
        var (status, answer) = await server.PutAsync("/v1/models/m", new
        {
            task = "binary",
            schema = new { columns = new[] { new { name = "due_1", type = "timestamp" }, new { name = "age", type = "numeric" } } },
            outcomes = new object[]
            {
                new { name = "label", maturity = new { due = "age", plus = "P5D" } },
                new { name = "fpd", maturity = "P90D", proxy_of = "default" },
                new { name = "default", maturity = "P30D", proxy_of = "nothing" },
                new { name = "a", proxy_of = "b" },
                new { name = "b", proxy_of = "a" },
                new { name = "b" },
                new { name = "buckets", kind = "series", proxy_of = "default" },
            },
        });

        status.ShouldBe((HttpStatusCode)422);
        answer.GetProperty("errors").EnumerateArray().Select(each => each.GetProperty("field").GetString()).ShouldBe(
            ["outcomes[0].maturity.due", "outcomes[1].maturity", "outcomes[2].proxy_of", "outcomes[3].proxy_of", "outcomes[4].proxy_of", "outcomes[5].name", "outcomes[6].proxy_of"], ignoreOrder: true);
        (await server.PutAsync("/v1/models/m", new { task = "binary", outcomes = new object[] { new { name = "label", maturity = "-P5D" } } })).Status.ShouldBeOneOf(HttpStatusCode.BadRequest, (HttpStatusCode)422);
    }

    [Fact]
    public async Task Censored_predictions_are_neither_negative_nor_counted_and_the_window_is_not_judged()
    {
        var clock = new SettableClock(Start.AddDays(20));
        await using var server = await Server.StartAsync(change: options => options with { Clock = clock });
        await server.PutAsync("/v1/models/m", new
        {
            task = "binary",
            schema = new { columns = new[] { new { name = "due_1", type = "timestamp" } } },
            outcomes = new object[] { new { name = "label", maturity = "P30D" }, new { name = "fpd", maturity = new { due = "due_1", plus = "P5D" }, proxy_of = "label" } },
        });
        var rows = string.Join('\n', Enumerable.Range(0, 200).Select(i => Invariant($$$"""{"id":"p{{{i}}}","at":"{{{Start.AddMinutes(i):yyyy-MM-ddTHH:mm:ssZ}}}","score":{{{(i % 10) / 10.0}}},"features":{"due_1":"{{{Start.AddDays(i < 100 ? 10 : 25):yyyy-MM-ddTHH:mm:ssZ}}}"}}""")));
        (await server.PostAsync("/v1/models/m/predictions", rows, "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var outcome in (string[])["label", "fpd"])
        {
            var labels = string.Join('\n', Enumerable.Range(0, 200).Select(i => Invariant($$"""{"id":"p{{i}}","outcome":"{{outcome}}","value":{{(i % 10 > 4 ? 1 : 0)}},"at":"{{Start.AddDays(12):yyyy-MM-ddTHH:mm:ssZ}}"}""")));
            (await server.PostAsync("/v1/models/m/outcomes", labels, "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        }

        var (label, fpd) = (await PointAsync(server, "label"), await PointAsync(server, "fpd"));
        (label.GetProperty("n").GetInt32(), label.GetProperty("mature").GetInt32(), label.GetProperty("labelled").GetInt32(), label.GetProperty("coverage").GetDouble()).ShouldBe((200, 0, 0, 0));
        label.GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        label.GetProperty("verdict").GetString().ShouldBe("undecided");
        label.GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("censored");
        (fpd.GetProperty("mature").GetInt32(), fpd.GetProperty("labelled").GetInt32(), fpd.GetProperty("completeness").GetDouble()).ShouldBe((100, 100, 0.5));

        clock.Now = Start.AddDays(40);
        (await PointAsync(server, "label")).GetProperty("labelled").GetInt32().ShouldBe(200);
        var link = (await server.GetAsync("/v1/models/m/outcomes")).Json.GetProperty("outcomes")[1].GetProperty("link");
        (link.GetProperty("target").GetString(), link.GetProperty("n").GetInt32(), link.GetProperty("correlation").GetDouble(), link.GetProperty("agreement").GetDouble()).ShouldBe(("label", 200, 1, 1));

        static async Task<JsonElement> PointAsync(Server server, string outcome) =>
            (await server.GetAsync($"/v1/models/m/performance?metric=roc_auc&every=all&outcome={outcome}")).Json.GetProperty("series")[0].GetProperty("points")[0];
    }

    [Fact]
    public async Task Quality_is_of_the_population_version_segment_and_date_asked_for_and_comes_as_a_table_too()
    {
        await using var server = await StartAsync();
        var random = new Random(3);
        var (rows, labels) = (new List<string>(), new List<string>());
        for (var i = 0; i < 400; i++)
        {
            var score = random.NextDouble();
            var approved = score < 0.5;
            rows.Add(Invariant($$$"""{"id":"q{{{i}}}","at":"{{{Start.AddDays(i % 4).AddMinutes(i):yyyy-MM-ddTHH:mm:ssZ}}}","version":"{{{1 + (i % 2)}}}","score":{{{score}}},"decision":"{{{(approved ? "approve" : "decline")}}}","tags":{"channel":"{{{(i % 3 == 0 ? "=web" : "shop")}}}"}}"""));
            if (approved || i % 10 == 0) labels.Add(Invariant($$"""{"id":"q{{i}}","value":{{(random.NextDouble() < score ? 1 : 0)}},"at":"{{Start.AddDays(10 + (i % 4)):yyyy-MM-ddTHH:mm:ssZ}}","source":"{{(approved ? "system" : "review")}}"}"""));
        }

        await server.PostAsync("/v1/models/m/predictions", string.Join('\n', rows), "application/x-ndjson");
        await server.PostAsync("/v1/models/m/outcomes", string.Join('\n', labels), "application/x-ndjson");

        var all = await SeriesAsync(server, "metric=roc_auc,f1&every=day");
        all.Count.ShouldBe(2);
        all[0].GetProperty("population").GetString().ShouldBe("all");
        var (covered, n) = (all[0].GetProperty("points").EnumerateArray().Sum(point => point.GetProperty("labelled").GetInt32()), all[0].GetProperty("points").EnumerateArray().Sum(point => point.GetProperty("n").GetInt32()));
        n.ShouldBe(403);
        covered.ShouldBe(labels.Count);
        var approvedSeries = await SeriesAsync(server, "metric=roc_auc&every=all&population=approved");
        approvedSeries[0].GetProperty("points")[0].GetProperty("coverage").GetDouble().ShouldBe(1);
        var reviewed = (await SeriesAsync(server, "metric=roc_auc&every=all&population=reviewed"))[0].GetProperty("points")[0].GetProperty("labelled").GetInt32();
        reviewed.ShouldBe(labels.Count(label => label.Contains("review", StringComparison.Ordinal)));
        (await SeriesAsync(server, "metric=roc_auc&every=all&version=*")).Select(series => series.GetProperty("version").GetString()).ShouldBe(["", "1", "2"]);
        (await SeriesAsync(server, "metric=roc_auc&every=all&segment=channel:*")).Select(series => series.GetProperty("segment").GetString()).ShouldBe(["channel:", "channel:=web", "channel:shop"]);
        var arrivals = (await SeriesAsync(server, "metric=positives&every=day&by=arrival"))[0].GetProperty("points");
        arrivals.GetArrayLength().ShouldBe(4);
        arrivals[0].GetProperty("from").GetString().ShouldBe("2026-01-15T00:00:00Z");
        (await SeriesAsync(server, "metric=positives&every=all&as_of=2026-01-14T00:00:00Z"))[0].GetProperty("points")[0].GetProperty("labelled").GetInt32().ShouldBe(0);

        var csv = await server.Http.GetAsync("/v1/models/m/performance?metric=*&every=day&segment=channel:*&format=csv", TestContext.Current.CancellationToken);
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldStartWith("metric,kind,outcome,version,segment,population,from,to,n,mature,labelled,coverage,value,low,high");
        lines.Length.ShouldBeGreaterThan(100);
        lines.ShouldContain(line => line.Contains("channel:=web", StringComparison.Ordinal));

        foreach (var (query, field) in new[] { ("metric=rmse", "metric"), ("outcome=nothing", "outcome"), ("kind=wild", "kind"), ("segment=age:1", "segment"), ("population=some", "population"), ("every=day&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to"), ("windows=day", "windows") })
        {
            var (status, problem) = await server.GetAsync($"/v1/models/m/performance?{query}");
            status.ShouldBe(HttpStatusCode.BadRequest, query);
            problem.GetProperty("field").GetString().ShouldBe(field, query);
        }

        (await server.GetAsync("/v1/models/nobody/performance")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Server> StartAsync(string kind = "memory")
    {
        var server = await Server.StartAsync(kind, options => options with { Clock = new SettableClock(Start.AddDays(20)) });
        await ModelAsync(server);
        return server;
    }

    private static async Task ModelAsync(Server server)
    {
        (await server.PutAsync("/v1/models/m", new { task = "binary" })).Status.ShouldBe(HttpStatusCode.OK);
        for (var i = 1; i <= 3; i++)
            (await server.PostAsync("/v1/models/m/predictions", Invariant($$"""{"id":"p{{i}}","at":"2026-01-05T00:00:00Z","score":0.{{i}}}"""))).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(int Accepted, int Duplicates)> SendAsync(Server server, string json)
    {
        var (status, answer) = await server.PostAsync("/v1/models/m/outcomes", json);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        answer.GetProperty("rejected").GetArrayLength().ShouldBe(0);
        return (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32());
    }

    private static async Task<long> OrphansAsync(Server server) => (await server.GetAsync("/v1/models/m/outcomes")).Json.GetProperty("outcomes")[0].GetProperty("orphans").GetInt64();

    private static async Task<double> PositivesAsync(Server server, string asOf)
    {
        var (status, answer) = await server.GetAsync($"/v1/models/m/performance?metric=positives&every=all&as_of={asOf}");
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.GetProperty("series")[0].GetProperty("points")[0].GetProperty("value").GetDouble();
    }

    private static async Task<IReadOnlyList<JsonElement>> SeriesAsync(Server server, string query)
    {
        var (status, answer) = await server.GetAsync("/v1/models/m/performance?" + query);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return [.. answer.GetProperty("series").EnumerateArray()];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
