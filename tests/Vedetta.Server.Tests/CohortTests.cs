using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>Cohorts through the API: every figure against a count by hand of the same loans.</summary>
public sealed class CohortTests(CohortServer shared) : IClassFixture<CohortServer>
{
    private const int Weeks = 10;
    private const int PerWeek = 180;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddDays(7 * Weeks);
    private static readonly IReadOnlyList<Loan> Loans = Make();

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Triangle_counts_loans_that_have_reached_an_age_and_what_was_known_bad_by_then(string kind)
    {
        await using var server = await StartAsync(kind);
        var json = (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week")).Json;
        json.GetProperty("population").GetString().ShouldBe("approved");
        json.GetProperty("decisions")[0].GetString().ShouldBe("approve");
        var cohorts = json.GetProperty("cohorts").EnumerateArray().ToList();
        cohorts.Count.ShouldBe(Weeks);
        for (var week = 0; week < Weeks; week++)
        {
            var approved = Loans.Where(l => l.Week == week && l.Approved).ToList();
            var cohort = cohorts[week];
            cohort.GetProperty("n").GetInt64().ShouldBe(approved.Count);
            foreach (var cell in cohort.GetProperty("cells").EnumerateArray())
            {
                var age = cell.GetProperty("age").GetInt32();
                var reached = approved.Where(l => l.At.AddDays(7 * age) <= Now).ToList();
                cell.GetProperty("n").GetInt64().ShouldBe(reached.Count);
                cell.GetProperty("bad").GetInt64().ShouldBe(reached.Count(l => l.Missed && l.FpdAt <= l.At.AddDays(7 * age)));
                cell.GetProperty("whole").GetBoolean().ShouldBe(approved.Count == reached.Count);
            }
        }
    }

    [Fact]
    public async Task The_bad_week_stands_out_and_its_segment_carries_it()
    {
        var server = shared.Server;
        var json = (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week")).Json;
        json.GetProperty("standing").GetDateTimeOffset().ShouldBe(Start.AddDays(7 * 4));
        var bad = json.GetProperty("cohorts").EnumerateArray().Single(c => c.GetProperty("from").GetDateTimeOffset() == Start.AddDays(28)).GetProperty("against");
        bad.GetProperty("verdict").GetString().ShouldBe("critical");
        bad.GetProperty("ratio").GetDouble().ShouldBeGreaterThan(1.5);
        var rates = json.GetProperty("segments").EnumerateArray().ToDictionary(s => s.GetProperty("value").GetString()!, s => s.GetProperty("rates").EnumerateArray().First(r => r.GetProperty("outcome").GetString() == "fpd").GetProperty("value").GetDouble());
        rates["campaign"].ShouldBeGreaterThan(rates["web"]);

        var campaign = (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week&segment=channel:campaign")).Json;
        campaign.GetProperty("cohorts")[4].GetProperty("n").GetInt64().ShouldBe(Loans.Count(l => l is { Week: 4, Approved: true, Channel: "campaign" }));
    }

    [Fact]
    public async Task As_of_an_earlier_day_only_what_was_known_then_counts()
    {
        var server = shared.Server;
        var asOf = Start.AddDays(35);
        var json = (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week&as_of=2026-02-09T00:00:00Z")).Json;
        foreach (var cohort in json.GetProperty("cohorts").EnumerateArray().Take(5))
        {
            var week = (int)((cohort.GetProperty("from").GetDateTimeOffset() - Start).TotalDays / 7);
            cohort.GetProperty("known").GetInt64().ShouldBe(Loans.Count(l => l.Week == week && l.Approved && l.At <= asOf && l.FpdAt <= asOf));
        }
    }

    [Fact]
    public async Task Fpd_tells_the_late_outcome_and_a_young_cohort_is_foretold()
    {
        var server = shared.Server;
        var json = (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week&early=fpd&late=late")).Json;
        var link = json.GetProperty("links")[0];
        link.GetProperty("correlation").GetDouble().ShouldBeGreaterThan(0.5);
        link.GetProperty("low").GetDouble().ShouldBeLessThan(link.GetProperty("correlation").GetDouble());
        link.GetProperty("points").GetArrayLength().ShouldBeGreaterThanOrEqualTo(4);
        link.GetProperty("forecasts").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Series_give_roll_rates_and_a_curve_that_grows_with_age()
    {
        var server = shared.Server;
        var json = (await server.GetAsync("/v1/models/loans/cohorts?outcome=bucket&every=week")).Json;
        var rolls = json.GetProperty("rolls");
        var moves = Loans.Where(l => l.Approved).SelectMany(l => l.Buckets.Zip(l.Buckets.Skip(1))).ToList();
        foreach (var bucket in rolls.GetProperty("buckets").EnumerateArray())
        {
            var from = bucket.GetProperty("bucket").GetInt32();
            var to = bucket.GetProperty("to").EnumerateArray().Select(n => n.GetInt64()).ToList();
            for (var b = 0; b < to.Count; b++) to[b].ShouldBe(moves.Count(m => m.First.Value == from && m.Second.Value == b));
        }

        var first = json.GetProperty("cohorts")[0].GetProperty("cells").EnumerateArray().Where(c => c.GetProperty("whole").GetBoolean()).Select(c => c.GetProperty("value").GetDouble()).ToList();
        first.ShouldBe(first.Order());
        first.Count.ShouldBeGreaterThan(3);
        var approved = Loans.Where(l => l is { Week: 0, Approved: true }).ToList();
        first[^1].ShouldBe(approved.Count(l => l.Buckets.Any(b => b.Value >= 1)) / (double)approved.Count, 1e-12);
    }

    [Fact]
    public async Task Every_table_comes_as_csv_and_new_outcomes_change_the_answer()
    {
        await using var server = await StartAsync("memory");
        foreach (var table in new[] { "triangle", "links", "segments", "days", "rolls", "moves" })
        {
            using var answer = await server.Http.GetAsync(new Uri($"/v1/models/loans/cohorts?format=csv&table={table}&every=week", UriKind.Relative), TestContext.Current.CancellationToken);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n').Length.ShouldBeGreaterThan(2, table);
        }

        var before = (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week")).Json.GetProperty("cohorts")[1].GetProperty("known").GetInt64();
        var open = Loans.First(l => l is { Week: 1, Approved: false });
        await server.PostAsync("/v1/models/loans/outcomes", $$"""{"id":"{{open.Id}}","outcome":"fpd","value":1,"at":"2026-02-01T00:00:00Z"}""");
        (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week")).Json.GetProperty("cohorts")[1].GetProperty("known").GetInt64().ShouldBe(before);
        var good = Loans.First(l => l is { Week: 1, Approved: true, Missed: false });
        await server.PostAsync("/v1/models/loans/outcomes", $$"""{"id":"{{good.Id}}","outcome":"fpd","value":1,"at":"2026-02-01T00:00:00Z"}""");
        var cells = (await server.GetAsync("/v1/models/loans/cohorts?outcome=fpd&every=week")).Json.GetProperty("cohorts")[1].GetProperty("cells").EnumerateArray().ToList();
        cells[^1].GetProperty("bad").GetInt64().ShouldBe(Loans.Count(l => l is { Week: 1, Approved: true, Missed: true }) + 1);
    }

    [Theory]
    [InlineData("outcome=nothing", "outcome")]
    [InlineData("every=day", "every")]
    [InlineData("early=fpd", "late")]
    [InlineData("early=fpd@99&late=late", "early")]
    [InlineData("segment=nothing:x", "segment")]
    [InlineData("table=nothing", "table")]
    [InlineData("late_from=x", "late_from")]
    public async Task A_question_that_makes_no_sense_is_refused_with_its_field(string query, string field)
    {
        var server = shared.Server;
        var (status, json) = await server.GetAsync("/v1/models/loans/cohorts?" + query);
        status.ShouldBe(HttpStatusCode.BadRequest);
        json.GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task A_model_without_rows_or_outcomes_answers_empty()
    {
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/models/new", new { task = "binary" });
        var (status, json) = await server.GetAsync("/v1/models/new/cohorts");
        status.ShouldBe(HttpStatusCode.OK);
        json.GetProperty("cohorts").EnumerateArray().Sum(c => c.GetProperty("n").GetInt64()).ShouldBe(0);
        (await server.GetAsync("/v1/models/none/cohorts")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("en", "not yet mature")]
    [InlineData("ru", "ещё не созрело")]
    public async Task The_page_answers_in_a_sentence_and_shows_the_triangle(string language, string word)
    {
        var server = shared.Server;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/models/loans/cohorts?outcome=fpd&every=week");
        request.Headers.Add("Accept-Language", language);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        html.ShouldContain("id=\"triangle\"");
        html.ShouldContain(word);
        html.ShouldContain("campaign");
        html.ShouldContain("/v1/models/loans/cohorts?format=csv&table=triangle&outcome=fpd&every=week");
        (await server.Http.GetAsync(new Uri("/models/loans/cohorts?every=day", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    internal static async Task<Server> StartAsync(string kind)
    {
        var server = await Server.StartAsync(kind, options => options with { Clock = new SettableClock(Now) });
        await server.PutAsync("/v1/models/loans", new
        {
            task = "binary", positive_class = "1", time_zone = "UTC",
            schema = new { columns = new object[] { new { name = "channel", type = "categorical", segment = true }, new { name = "due", type = "timestamp", role = "ignored" } } },
            outcomes = new object[]
            {
                new { name = "fpd", kind = "class", maturity = new { due = "due", plus = "P3D" }, proxy_of = "late" },
                new { name = "late", kind = "class", maturity = "P35D" }, new { name = "bucket", kind = "series", maturity = "P20D" },
            },
        });
        var (predictions, outcomes) = (new StringBuilder(), new StringBuilder());
        foreach (var loan in Loans)
        {
            predictions.AppendLine(JsonSerializer.Serialize(new { id = loan.Id, at = loan.At, version = "1", features = new { channel = loan.Channel, due = loan.At.AddDays(10) }, score = 0.2, decision = loan.Approved ? "approve" : "decline" }));
            if (!loan.Approved) continue;
            if (loan.FpdAt <= Now) outcomes.AppendLine(Outcome(loan.Id, "fpd", loan.Missed ? 1 : 0, loan.FpdAt));
            if (loan.LateAt <= Now) outcomes.AppendLine(Outcome(loan.Id, "late", loan.Late ? 1 : 0, loan.LateAt));
            foreach (var (at, value) in loan.Buckets) outcomes.AppendLine(Outcome(loan.Id, "bucket", value, at));
        }

        (await server.PostAsync("/v1/models/loans/predictions", predictions.ToString(), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        if (outcomes.Length > 0) (await server.PostAsync("/v1/models/loans/outcomes", outcomes.ToString(), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        return server;
    }

    private static string Outcome(string id, string name, int value, DateTimeOffset at) => JsonSerializer.Serialize(new { id, outcome = name, value, at });

    private static IReadOnlyList<Loan> Make()
    {
        var random = new Random(20260105);
        var loans = new List<Loan>();
        for (var week = 0; week < Weeks; week++)
        {
            for (var i = 0; i < PerWeek; i++)
            {
                var at = Start.AddDays(7 * week).AddMinutes(i * 55);
                var channel = i % 4 == 0 ? "campaign" : "web";
                var risk = (0.05 + (0.02 * (week % 4))) * (week == 4 ? 4 : 1) * (channel == "campaign" ? 1.8 : 1);
                var missed = random.NextDouble() < risk;
                var buckets = new List<(DateTimeOffset At, int Value)>();
                var unpaid = missed ? 1 : 0;
                for (var reading = 0; reading < 4; reading++)
                {
                    if (at.AddDays(13 + (14 * reading)) is var moment && moment <= Now) buckets.Add((moment, unpaid));
                    unpaid = unpaid == 0 ? random.NextDouble() < 0.05 ? 1 : 0 : random.NextDouble() < 0.4 ? 0 : Math.Min(3, unpaid + 1);
                }

                loans.Add(new Loan(
                    string.Create(CultureInfo.InvariantCulture, $"L{week}-{i}"), week, at, channel, i % 5 != 0, missed, at.AddDays(13), random.NextDouble() < (missed ? 0.7 : 0.01), at.AddDays(34), buckets));
            }
        }

        return loans;
    }

    private sealed record Loan(
        string Id, int Week, DateTimeOffset At, string Channel, bool Approved, bool Missed, DateTimeOffset FpdAt, bool Late, DateTimeOffset LateAt, IReadOnlyList<(DateTimeOffset At, int Value)> Buckets);
}

/// <summary>A server with the loans, for the tests that only read.</summary>
public sealed class CohortServer : IAsyncLifetime
{
    internal Server Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await CohortTests.StartAsync("memory");

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
