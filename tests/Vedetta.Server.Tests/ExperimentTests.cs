using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>Experiments through the API: rules, effects against a count by hand, maturity, shadows, files.</summary>
public sealed class ExperimentTests(ExperimentServer shared) : IClassFixture<ExperimentServer>
{
    private const int Rows = 3_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddDays(30);
    private static readonly IReadOnlyList<Application> Applications = Make();

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Effect_is_that_of_the_mature_rows_and_ships_when_the_sequence_is_above_nothing(string kind)
    {
        await using var server = await StartAsync(kind);
        (await server.PutAsync("/v1/models/m/experiments/x", Rule())).Status.ShouldBe(HttpStatusCode.OK);
        var json = (await server.GetAsync("/v1/models/m/experiments/x")).Json;
        var mature = Applications.Where(a => a.At.AddDays(7) <= Now).ToList();
        var metric = json.GetProperty("treatments")[0].GetProperty("metrics")[0];
        double Mean(string variant) => mature.Where(a => a.Variant == variant).Average(a => a.Revenue);
        metric.GetProperty("control").GetDouble().ShouldBe(Mean("a"), 1e-9);
        metric.GetProperty("value").GetDouble().ShouldBe(Mean("b") - Mean("a"), 1e-9);
        metric.GetProperty("control_n").GetInt64().ShouldBe(mature.Count(a => a.Variant == "a"));
        metric.GetProperty("sequence_low").GetDouble().ShouldBeLessThan(metric.GetProperty("low").GetDouble());
        json.GetProperty("arms")[0].GetProperty("n").GetInt64().ShouldBe(Applications.Count(a => a.Variant == "a"));
        json.GetProperty("split").GetProperty("holds").GetBoolean().ShouldBeTrue();
        json.GetProperty("treatments")[0].GetProperty("decision").GetString().ShouldBe("ship");
        json.GetProperty("treatments")[0].GetProperty("decided_at").GetDateTimeOffset().ShouldBeLessThan(Now.AddDays(1));
        var guard = json.GetProperty("treatments")[0].GetProperty("metrics")[1];
        guard.GetProperty("role").GetString().ShouldBe("guardrail");
        guard.GetProperty("treatment").GetDouble().ShouldBe(Applications.Where(a => a.Variant == "b").Average(a => a.Approved ? 1.0 : 0), 1e-9);
    }

    [Fact]
    public async Task Nothing_is_read_before_outcomes_mature()
    {
        var server = await shared.EmptyAsync();
        await server.PutAsync("/v1/models/m/experiments/x", Rule());
        var early = (await server.GetAsync("/v1/models/m/experiments/x?as_of=2026-01-10T00:00:00Z")).Json;
        early.GetProperty("treatments")[0].GetProperty("decision").GetString().ShouldBe("wait");
        early.GetProperty("treatments")[0].GetProperty("reasons").EnumerateArray().Select(r => r.GetString()!).ShouldContain(r => r.Contains("mature", StringComparison.Ordinal));
        early.GetProperty("arms")[0].GetProperty("mature").GetInt64().ShouldBe(0);
        (await server.GetAsync("/v1/models/m/experiments/x?as_of=2025-12-01T00:00:00Z")).Json.GetProperty("state").GetString().ShouldBe("planned");
    }

    [Fact]
    public async Task Covariate_takes_variance_out_and_the_raw_effect_stays_beside()
    {
        var server = await shared.EmptyAsync();
        await server.PutAsync("/v1/models/m/experiments/x", Rule(covariate: "income"));
        var metric = (await server.GetAsync("/v1/models/m/experiments")).Json[0].GetProperty("treatments")[0].GetProperty("metrics")[0];
        metric.GetProperty("variance_removed").GetDouble().ShouldBeGreaterThan(0.3);
        (metric.GetProperty("high").GetDouble() - metric.GetProperty("low").GetDouble()).ShouldBeLessThan(metric.GetProperty("raw_high").GetDouble() - metric.GetProperty("raw_low").GetDouble());
    }

    [Fact]
    public async Task A_split_that_is_not_as_planned_is_never_read()
    {
        var server = await shared.EmptyAsync();
        await server.PutAsync("/v1/models/m/experiments/x", Rule(shares: (80, 20)));
        var json = (await server.GetAsync("/v1/models/m/experiments/x")).Json;
        json.GetProperty("split").GetProperty("holds").GetBoolean().ShouldBeFalse();
        json.GetProperty("treatments")[0].GetProperty("decision").GetString().ShouldBe("wait");
    }

    [Fact]
    public async Task A_shadow_is_compared_on_the_same_rows()
    {
        var server = await shared.EmptyAsync();
        var rule = new
        {
            by = "shadow", arms = new[] { new { name = "1" }, new { name = "2" } }, from = Start, minimum_sample = 100,
            primary = new { metric = "brier", margin = 0.001 }, also = new object[] { new { metric = "roc_auc" }, new { metric = "accuracy" } },
        };
        (await server.PutAsync("/v1/models/m/experiments/s", rule)).Status.ShouldBe(HttpStatusCode.OK);
        var treatment = (await server.GetAsync("/v1/models/m/experiments/s")).Json.GetProperty("treatments")[0];
        var mature = Applications.Where(a => a.At.AddDays(7) <= Now).ToList();
        var metrics = treatment.GetProperty("metrics").EnumerateArray().ToList();
        metrics[0].GetProperty("value").GetDouble().ShouldBe(mature.Average(a => Square(a.Shadow - a.Label) - Square(a.Score - a.Label)), 1e-9);
        metrics[1].GetProperty("value").GetDouble().ShouldBeGreaterThan(0.02);
        treatment.GetProperty("decision").GetString().ShouldBe("ship");
    }

    [Fact]
    public async Task A_rule_is_dated_and_its_change_after_the_start_is_told()
    {
        var server = await shared.EmptyAsync();
        var first = (await server.PutAsync("/v1/models/m/experiments/x", Rule())).Json.GetProperty("fixed_at").GetDateTimeOffset();
        (await server.PutAsync("/v1/models/m/experiments/x", Rule())).Json.GetProperty("fixed_at").GetDateTimeOffset().ShouldBe(first);
        (await server.GetAsync("/v1/models/m/experiments/x")).Json.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!).ShouldContain(n => n.Contains("after the experiment had begun", StringComparison.Ordinal));
        (await server.DeleteAsync("/v1/models/m/experiments/x")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await server.DeleteAsync("/v1/models/m/experiments/x")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await server.GetAsync("/v1/models/m/experiments/x")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_rule_with_faults_is_refused_with_all_of_them()
    {
        var server = await shared.EmptyAsync();
        var (status, json) = await server.PutAsync("/v1/models/m/experiments/x", new
        {
            arms = new[] { new { name = "a" }, new { name = "a" } }, from = Start, alpha = 3, covariate = "region",
            primary = new { metric = "outcome_mean", outcome = "label" }, guardrails = new object[] { new { metric = "decision_rate", better = "higher", margin = -1 } },
        });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).ShouldBe(["arms", "alpha", "guardrails[0].decision", "guardrails[0].margin", "primary.outcome", "covariate"], ignoreOrder: true);
        (await server.PutAsync("/v1/models/m/experiments/x", new { arms = new[] { new { name = "a" }, new { name = "b" } }, from = Start, primary = new { metric = "outcome_rate", outcome = "label" } })).Json
            .GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("primary.better");
    }

    [Fact]
    public async Task A_file_makes_experiments_beside_monitors_and_with_a_fault_changes_nothing()
    {
        var server = await shared.EmptyAsync();
        const string File = """
            model: m
            monitors:
              - {name: volume, metric: volume}
            experiments:
              - name: challenger
                arms: [a: 50, b: 50]
                from: 2026-01-05
                primary: {metric: outcome_mean, outcome: revenue, per_row: true}
                guardrails:
                  - {metric: decision_rate, decision: approve, better: higher, margin: 0.05}
            """;
        var plan = (await server.PostAsync("/v1/monitors/apply?dry_run=true", File, "application/yaml")).Json;
        plan.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldContain("experiments/challenger");
        (await server.GetAsync("/v1/models/m/experiments")).Json.GetArrayLength().ShouldBe(0);
        await server.PostAsync("/v1/monitors/apply", File, "application/yaml");
        (await server.GetAsync("/v1/models/m/experiments")).Json[0].GetProperty("experiment").GetProperty("name").GetString().ShouldBe("challenger");
        var again = (await server.PostAsync("/v1/monitors/apply", File, "application/yaml")).Json;
        again.GetProperty("changes").EnumerateArray().Last().GetProperty("kind").GetString().ShouldBe("unchanged");

        var faulty = File.Replace("outcome: revenue", "outcome: nothing", StringComparison.Ordinal).Replace("name: volume", "name: other", StringComparison.Ordinal);
        var refused = (await server.PostAsync("/v1/monitors/apply", faulty, "application/yaml")).Json;
        refused.GetProperty("problems")[0].GetProperty("line").GetInt64().ShouldBe(8);
        refused.GetProperty("problems")[0].GetProperty("where").GetString().ShouldBe("challenger.primary.outcome");
        (await server.GetAsync("/v1/models/m/monitors/other")).Status.ShouldBe(HttpStatusCode.NotFound);
        var onlyExperiments = (await server.PostAsync("/v1/monitors/apply", "model: m\nexperiments:\n  - {name: z, arms: [a, b], from: 2026-01-05, bogus: 1}\n", "application/yaml")).Json;
        onlyExperiments.GetProperty("problems").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Effects_come_as_csv()
    {
        var server = await shared.EmptyAsync();
        await server.PutAsync("/v1/models/m/experiments/x", Rule());
        using var answer = await server.Http.GetAsync(new Uri("/v1/models/m/experiments?format=csv", UriKind.Relative), TestContext.Current.CancellationToken);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[1].ShouldStartWith("x,b,ship,");
    }

    [Fact]
    public async Task The_page_makes_an_experiment_by_its_form_shows_it_and_deletes_it()
    {
        var server = await shared.EmptyAsync();
        (await PageAsync(server)).ShouldContain("No experiment is described");
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["name"] = "by-form", ["title"] = "Made by hand", ["by"] = "variant", ["control"] = "a", ["treatment"] = "b", ["control_share"] = "50", ["treatment_share"] = "50",
            ["from"] = "2026-01-05", ["kind"] = "outcome_mean", ["outcome"] = "label", ["alpha"] = "0,05", ["minimum_sample"] = "200",
        };
        var refused = await SubmitAsync(server, "/models/m/experiments", form);
        refused.ShouldContain("is no value outcome");
        refused.ShouldContain("value=\"by-form\"");
        form["outcome"] = "revenue";
        var made = await SubmitAsync(server, "/models/m/experiments", form);
        made.ShouldContain("Made by hand");
        made.ShouldContain("Ship b");
        (await SubmitAsync(server, "/models/m/experiments", form)).ShouldContain("has an experiment of this name");
        (await SubmitAsync(server, "/models/m/experiments/by-form/delete", [])).ShouldContain("No experiment is described");
    }

    private static async Task<string> PageAsync(Server server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/models/m/experiments");
        request.Headers.Add("Accept-Language", "en");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> SubmitAsync(Server server, string path, Dictionary<string, string> form)
    {
        var page = await PageAsync(server);
        var token = System.Text.RegularExpressions.Regex.Match(page, "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        token.Success.ShouldBeTrue();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([.. form, new(token.Groups[1].Value, token.Groups[2].Value)]) };
        request.Headers.Add("Accept-Language", "en");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static object Rule(string? covariate = null, (double Control, double Treatment)? shares = null) => new
    {
        arms = new[] { new { name = "a", share = shares?.Control ?? 50 }, new { name = "b", share = shares?.Treatment ?? 50 } }, from = Start, minimum_sample = 200, covariate, expected_effect = 5,
        primary = new { metric = "outcome_mean", outcome = "revenue" }, guardrails = new object[] { new { metric = "decision_rate", decision = "approve", better = "higher", margin = 0.1 } },
    };

    internal static async Task<Server> StartAsync(string kind)
    {
        var server = await Server.StartAsync(kind, options => options with { Clock = new SettableClock(Now) });
        await server.PutAsync("/v1/models/m", new
        {
            task = "binary", positive_class = "1",
            schema = new { columns = new object[] { new { name = "income", type = "numeric" }, new { name = "region", type = "categorical" } } },
            outcomes = new object[] { new { name = "label", kind = "class", maturity = "P7D" }, new { name = "revenue", kind = "value", maturity = "P7D" } },
        });
        var (predictions, outcomes) = (new StringBuilder(), new StringBuilder());
        foreach (var a in Applications)
        {
            predictions.AppendLine(JsonSerializer.Serialize(new
            {
                id = a.Id, at = a.At, version = "1", variant = a.Variant, features = new { income = a.Income, region = "osh" }, score = a.Score, prediction = a.Score >= 0.5 ? 1 : 0,
                decision = a.Approved ? "approve" : "decline", shadow = new Dictionary<string, object>(StringComparer.Ordinal) { ["2"] = new { score = a.Shadow } },
            }));
            outcomes.AppendLine(JsonSerializer.Serialize(new { id = a.Id, outcome = "label", value = a.Label, at = a.At.AddDays(6) }));
            outcomes.AppendLine(JsonSerializer.Serialize(new { id = a.Id, outcome = "revenue", value = a.Revenue, at = a.At.AddDays(6) }));
        }

        (await server.PostAsync("/v1/models/m/predictions", predictions.ToString(), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync("/v1/models/m/outcomes", outcomes.ToString(), "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.OK);
        return server;
    }

    private static double Square(double x) => x * x;

    private static IReadOnlyList<Application> Make()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Rows).Select(i =>
        {
            var income = Math.Round(20 + (60 * random.NextDouble()), 3);
            var variant = random.Next(2) == 0 ? "a" : "b";
            var risk = random.NextDouble();
            var label = random.NextDouble() < risk ? 1 : 0;
            return new Application(
                string.Create(CultureInfo.InvariantCulture, $"a{i}"), Start.AddMinutes(i * 14), variant, income, Math.Round((0.6 * risk) + (0.4 * random.NextDouble()), 4), Math.Round(risk, 4),
                random.NextDouble() < 0.7, label, Math.Round(income + (variant == "b" ? 8 : 0) + (15 * (random.NextDouble() - 0.5)), 3));
        })];
    }

    private sealed record Application(string Id, DateTimeOffset At, string Variant, double Income, double Score, double Shadow, bool Approved, int Label, double Revenue);
}

/// <summary>A server with the applications, without experiments at the start of each test. Tests of a class follow each other.</summary>
public sealed class ExperimentServer : IAsyncLifetime
{
    private Server _server = null!;

    public async ValueTask InitializeAsync() => _server = await ExperimentTests.StartAsync("memory");

    internal async Task<Server> EmptyAsync()
    {
        foreach (var each in (await _server.GetAsync("/v1/models/m/experiments")).Json.EnumerateArray())
            await _server.DeleteAsync("/v1/models/m/experiments/" + each.GetProperty("experiment").GetProperty("name").GetString());
        return _server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
