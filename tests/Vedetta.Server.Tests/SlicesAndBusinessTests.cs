using System.Globalization;
using System.Net;
using System.Text;

namespace Vedetta.Server.Tests;

/// <summary>Slices, business metrics and their pages through the real host, over memory and over files.</summary>
public sealed class SlicesAndBusinessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Slices_and_business_metrics_are_answered_edited_signed_and_drawn(string kind)
    {
        await using var server = await Server.StartAsync(kind);
        await FillAsync(server);

        var (status, slices) = await server.GetAsync("/v1/models/scoring/slices?column=channel");
        status.ShouldBe(HttpStatusCode.OK, slices.ToString());
        slices.GetProperty("metric").GetString().ShouldBe("residual");
        slices.GetProperty("slices")[0].GetProperty("conditions")[0].GetProperty("bin").GetString().ShouldBe("campaign");
        slices.GetProperty("bins").GetArrayLength().ShouldBe(2);
        (await server.Http.GetStringAsync("/v1/models/scoring/slices?format=csv", Cancel)).ShouldStartWith("metric,outcome,from,to,column_1,bin_1,");
        (await server.GetAsync("/v1/models/scoring/slices?metric=absolute_error")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.GetAsync("/v1/models/scoring/slices?features=3")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.GetAsync("/v1/models/none/slices")).Status.ShouldBe(HttpStatusCode.NotFound);

        (status, var usual) = await server.GetAsync("/v1/models/scoring/business/plan");
        status.ShouldBe(HttpStatusCode.OK, usual.ToString());
        usual.GetProperty("managed").GetBoolean().ShouldBeTrue();

        (status, var refused) = await server.PutAsync("/v1/models/scoring/business/plan", new { metrics = new[] { new { name = "x", value = "count(colour = red)" } } });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("metrics[0].value");
        (status, var plan) = await server.PutAsync("/v1/models/scoring/business/plan", new
        {
            currency = "KGS",
            assumptions = new Dictionary<string, double> { ["loss"] = 50 },
            metrics = new object[]
            {
                new { name = "applications", value = "count" },
                new { name = "approval", value = "count(decision = approve) / count", unit = "share", better = "higher" },
                new { name = "margin", value = "10 * count(label = 0) - loss * count(label = 1)", unit = "money", better = "higher" },
            },
        });
        status.ShouldBe(HttpStatusCode.OK, plan.ToString());

        (status, var business) = await server.GetAsync("/v1/models/scoring/business?every=all&metric=applications,approval");
        status.ShouldBe(HttpStatusCode.OK, business.ToString());
        business.GetProperty("series")[0].GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe(1200);
        business.GetProperty("series")[1].GetProperty("points")[0].GetProperty("low").GetDouble().ShouldBeLessThan(0.75);
        business.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("value").GetString()).ShouldBe(["campaign", "web"], ignoreOrder: true);
        (await server.Http.GetStringAsync("/v1/models/scoring/business?format=csv&segment=version:2", Cancel)).ShouldContain("version:2");
        (await server.GetAsync("/v1/models/scoring/business?every=hour")).Status.ShouldBe(HttpStatusCode.BadRequest);

        (status, var review) = await server.PostAsync("/v1/models/scoring/business/reviews", new { conclusion = "keeps its promise" });
        status.ShouldBe(HttpStatusCode.OK, review.ToString());
        review.GetProperty("control").GetString().ShouldBe("version:1");
        review.GetProperty("effects").GetArrayLength().ShouldBe(3);
        (await server.GetAsync("/v1/models/scoring/business/reviews")).Json.GetArrayLength().ShouldBe(1);

        foreach (var path in (string[])["slices", "slices?metric=drift&features=1&column=channel", "business", "business?every=week&segment=channel%3Aweb", "business/plan"])
        {
            foreach (var language in (string[])["en", "ru"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/models/scoring/" + path);
                request.Headers.Add("Accept-Language", language);
                using var page = await server.Http.SendAsync(request, Cancel);
                var html = await page.Content.ReadAsStringAsync(Cancel);
                page.StatusCode.ShouldBe(HttpStatusCode.OK, path + ": " + html[..Math.Min(2_000, html.Length)]);
                html.ShouldContain("<h1>");
                html.ShouldContain($"lang=\"{language}\"");
            }
        }
    }

    [Fact]
    public async Task A_file_brings_business_metrics_beside_monitors_and_says_every_fault()
    {
        await using var server = await Server.StartAsync();
        await FillAsync(server);
        const string Good = """
            model: scoring
            assumptions: { loss: 50 }
            business:
              - { name: approval, value: count(decision = approve) / count, unit: share, minimum: 0.5 }
              - { name: lost, value: loss * count(label = 1), better: lower }
            monitors:
              - { name: approval-floor, metric: business, column: approval }
            """;
        var (status, answer) = await server.PostAsync("/v1/monitors/apply", Good, "application/yaml");
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        answer.GetProperty("problems").GetArrayLength().ShouldBe(0, answer.ToString());
        answer.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("name").GetString()).ShouldBe(["approval-floor", "business"]);
        (await server.GetAsync("/v1/models/scoring/business/plan")).Json.GetProperty("metrics").GetArrayLength().ShouldBe(2);
        var again = (await server.PostAsync("/v1/monitors/apply", Good, "application/yaml")).Json;
        again.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("kind").GetString()).ShouldBe(["unchanged", "unchanged"]);

        const string Bad = """
            model: scoring
            business:
              - { name: approval, value: count(colour = red) }
            monitors:
              - { name: approval-floor, metric: business, column: margin }
            """;
        var problems = (await server.PostAsync("/v1/monitors/apply", Bad, "application/yaml")).Json.GetProperty("problems");
        problems.EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32()).ShouldBe([3, 5]);
    }

    private static async Task FillAsync(Server server)
    {
        var (status, model) = await server.PutAsync("/v1/models/scoring", new
        {
            task = "binary",
            schema = new { columns = new object[] { new { name = "channel", type = "categorical", segment = true }, new { name = "age", type = "numeric" } } },
            outcomes = new[] { new { name = "label", kind = "class" } },
        });
        status.ShouldBe(HttpStatusCode.OK, model.ToString());
        var random = new Random(3);
        var (rows, outcomes) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < 1200; i++)
        {
            var campaign = i % 3 == 0;
            var at = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddMinutes(i * 5);
            rows.Append(CultureInfo.InvariantCulture, $$$"""{"id":"r{{{i}}}","at":"{{{at:yyyy-MM-ddTHH:mm:ssZ}}}","version":"{{{(i < 600 ? 1 : 2)}}}","score":0.2,"decision":"{{{(i % 4 == 0 ? "decline" : "approve")}}}","amount":100,"features":{"channel":"{{{(campaign ? "campaign" : "web")}}}","age":{{{random.Next(20, 60)}}} }}""").Append('\n');
            outcomes.Append(CultureInfo.InvariantCulture, $$$"""{"id":"r{{{i}}}","outcome":"label","value":{{{(random.NextDouble() < (campaign ? 0.6 : 0.2) ? 1 : 0)}}},"at":"{{{at.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}}}"}""").Append('\n');
        }

        (status, var taken) = await server.PostAsync("/v1/models/scoring/predictions?backfill=true", rows.ToString(), "application/x-ndjson");
        status.ShouldBe(HttpStatusCode.OK, taken.ToString());
        taken.GetProperty("accepted").GetInt32().ShouldBe(1200);
        (await server.PostAsync("/v1/models/scoring/outcomes", outcomes.ToString(), "application/x-ndjson")).Json.GetProperty("accepted").GetInt32().ShouldBe(1200);
    }
}
