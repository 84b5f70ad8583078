using System.Net;
using Shouldly;

namespace Vedetta.Server.Tests;

/// <summary>Objectives by the API, in the metrics and on the page.</summary>
public sealed class ObjectiveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Objectives_are_put_read_measured_and_shown()
    {
        await using var server = await Server.StartAsync();
        var hour = TimeProvider.System.GetUtcNow().AddHours(-3);
        for (var i = 0; i < 8; i++)
            await server.PostAsync("/v1/models/m/predictions?create=true", new { id = $"live{i}", at = hour.AddSeconds(i), version = "1", score = 0.4, latency_ms = 10 + i, error = i < 2 ? "timeout" : null });

        var (status, refused) = await server.PutAsync("/v1/models/m/objectives", new { objectives = new object[] { new { name = "p95", kind = "latency", target = 0.95 }, new { name = "up", kind = "availability", target = 99.5 } } });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("code").GetString().ShouldBe("invalid_objectives");
        refused.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).ShouldBe(["objectives[0].below_ms", "objectives[1].target"]);

        var objectives = new { objectives = new object[] { new { name = "p95", kind = "latency", target = 0.95, below_ms = 13 }, new { name = "up", kind = "availability", target = 0.9, days = 7 } } };
        (await server.PutAsync("/v1/models/m/objectives", objectives)).Status.ShouldBe(HttpStatusCode.OK);
        var answer = (await server.GetAsync("/v1/models/m/objectives")).Json.GetProperty("objectives");
        answer[0].GetProperty("n").GetInt64().ShouldBe(8);
        answer[0].GetProperty("good").GetInt64().ShouldBe(4);
        answer[1].GetProperty("value").GetDouble().ShouldBe(0.75);
        answer[1].GetProperty("budget_left").GetProperty("value").GetDouble().ShouldBe(-1.5, 1e-9);
        answer[1].GetProperty("burn")[0].GetProperty("long").GetString().ShouldBe("PT1H");
        (await server.GetAsync("/v1/models/m/monitors/slo-burn")).Json.GetProperty("metric").GetString().ShouldBe("slo_burn");

        var metrics = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        metrics.ShouldContain("vedetta_slo_target_ratio{model=\"m\",objective=\"p95\"} 0.95\n");
        metrics.ShouldContain("vedetta_slo_budget_left_ratio{model=\"m\",objective=\"up\"} -1.");
        metrics.ShouldContain("vedetta_slo_burn_threshold{model=\"m\",objective=\"p95\",window=\"1h\"} 13.44\n");

        var set = new { objectives = new object[] { new { name = "p95", kind = "latency", target = 0.95, below_ms = 13, burn_thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["1h"] = 14.4 } }, new { name = "up", kind = "availability", target = 0.9, days = 7 } } };
        var changed = (await server.PutAsync("/v1/models/m/objectives", set)).Json.GetProperty("objectives")[0];
        changed.GetProperty("burn")[0].GetProperty("threshold").GetDouble().ShouldBe(14.4);
        changed.GetProperty("burn_thresholds").GetProperty("1h").GetDouble().ShouldBe(14.4);
        var unknown = new { objectives = new object[] { new { name = "up", kind = "availability", target = 0.9, burn_thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["2h"] = 3 } } } };
        (await server.PutAsync("/v1/models/m/objectives", unknown)).Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("objectives[0].burn_thresholds");

        // A file says the same, and applied twice changes nothing the second time.
        const string file = "model: m\nobjectives:\n  - { name: up, kind: availability, target: 0.9, days: 7, burn_thresholds: { 72h: 2 } }\n";
        (await server.PostAsync("/v1/monitors/apply", file, "application/yaml")).Json.GetProperty("changes")[0].GetProperty("name").GetString().ShouldBe("objectives");
        (await server.PostAsync("/v1/monitors/apply", file, "application/yaml")).Json.GetProperty("changes")[0].GetProperty("kind").GetString().ShouldBe("unchanged");
        (await server.GetAsync("/v1/models/m/objectives")).Json.GetProperty("objectives")[0].GetProperty("burn")[3].GetProperty("threshold").GetDouble().ShouldBe(2);
        (await server.PutAsync("/v1/models/m/objectives", objectives)).Status.ShouldBe(HttpStatusCode.OK);

        var page = await server.Http.GetStringAsync(new Uri("/models/m/traffic", UriKind.Relative), Cancel);
        page.ShouldContain("id=\"objectives\"");
        page.ShouldContain("of answers within 13");
        (await server.PutAsync("/v1/models/m/objectives", new { objectives = Array.Empty<object>() })).Status.ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/v1/models/m/monitors/slo-burn")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
