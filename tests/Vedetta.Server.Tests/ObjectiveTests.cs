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

        var page = await server.Http.GetStringAsync(new Uri("/models/m/traffic", UriKind.Relative), Cancel);
        page.ShouldContain("id=\"objectives\"");
        page.ShouldContain("of answers within 13");
        (await server.PutAsync("/v1/models/m/objectives", new { objectives = Array.Empty<object>() })).Status.ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/v1/models/m/monitors/slo-burn")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
