using System.Text.Json;
using Shouldly;
using Vedetta.Server.Tests.Channels;

namespace Vedetta.Server.Tests.Telemetry;

/// <summary>A real Prometheus scrapes a real server, and a real Alertmanager sends back what its rules say.</summary>
public sealed class PrometheusTests
{
    [Fact]
    public async Task Prometheus_scrapes_us_and_the_rule_of_a_critical_model_goes_off()
    {
        await using var server = await MetricsTests.WatchedAsync();
        await using var prometheus = await RealPrometheus.StartAsync(server.Address, [
            """{ alert: ModelCritical, expr: 'vedetta_verdict{verdict="critical"} == 1', labels: { severity: critical }, annotations: { summary: '{{ $labels.model }} is critical' } }""",
        ]);
        var alert = await prometheus.AlertAsync();
        alert.GetProperty("labels").GetProperty("model").GetString().ShouldBe("m");
        alert.GetProperty("annotations").GetProperty("summary").GetString().ShouldBe("m is critical");
        (await prometheus.QueryAsync("vedetta_ingested_predictions_total")).GetProperty("value")[1].GetString().ShouldBe("2408");
    }

    [Fact]
    public async Task Rules_over_our_metrics_come_back_by_Alertmanager_as_incidents_beside_the_models_and_end_when_the_service_recovers()
    {
        // The clock stands still, so that the last full hour of the service stays the last.
        var clock = new SettableClock(TimeProvider.System.GetUtcNow());
        await using var server = await MetricsTests.WatchedAsync(clock);
        var ofTheModel = await FiringAsync(server);
        ofTheModel.ShouldNotBeEmpty("the drift of the model is an incident by itself");
        await using var manager = await RealAlertmanager.StartAsync(server.Address + "v1/alertmanager");
        await using var prometheus = await RealPrometheus.StartAsync(server.Address, [
            """{ alert: ServiceFails, expr: 'vedetta_service_error_ratio > 0.2', labels: { severity: critical }, annotations: { summary: '{{ $labels.model }} fails: {{ $value | humanizePercentage }}', runbook: 'look at its log' } }""",
            """{ alert: ServiceSlow, expr: 'vedetta_service_latency_seconds{percentile="95"} > 0.015', labels: { severity: critical }, annotations: { summary: '{{ $labels.model }} is slow' } }""",
        ], manager.Url);

        await manager.UntilAsync(async () => (await FiringAsync(server)).Count == ofTheModel.Count + 2);
        var groups = JsonElement.Parse(await manager.Http.GetStringAsync(new Uri("/api/v2/alerts/groups", UriKind.Relative), TestContext.Current.CancellationToken));
        groups.GetArrayLength().ShouldBe(1, "both alerts of the model are one group");
        groups[0].GetProperty("alerts").GetArrayLength().ShouldBe(2);
        var ofTheService = (await FiringAsync(server)).Where(incident => ofTheModel.All(other => Id(other) != Id(incident))).ToList();
        ofTheService.Select(incident => incident.GetProperty("title").GetString()).ShouldBe(["m fails: 25%", "m is slow"], ignoreOrder: true);
        ofTheService.ShouldAllBe(incident => incident.GetProperty("cause").GetProperty("kind").GetString() == "service" && incident.GetProperty("audience").GetString() == "engineering");
        ofTheService.Single(incident => incident.GetProperty("title").GetString() == "m fails: 25%").GetProperty("runbook").GetString().ShouldBe("look at its log");

        // The service answers well again: rows of the same hour without errors, and quick.
        var hour = new DateTimeOffset(clock.Now.Year, clock.Now.Month, clock.Now.Day, clock.Now.Hour, 30, 0, TimeSpan.Zero).AddHours(-1);
        var rows = string.Join('\n', Enumerable.Range(0, 300).Select(i => JsonSerializer.Serialize(new { id = $"well{i}", at = hour.AddSeconds(i), version = "1", features = new { age = 40, income = 20_000.0, region = "osh" }, score = 0.4, latency_ms = 1 })));
        (await server.PostAsync("/v1/models/m/predictions", rows, "application/x-ndjson")).Json.GetProperty("accepted").GetInt32().ShouldBe(300);
        await manager.UntilAsync(async () => (await FiringAsync(server)).Count == ofTheModel.Count);
        (await FiringAsync(server)).Select(Id).ShouldBe(ofTheModel.Select(Id), ignoreOrder: true, customMessage: "what the model's own monitors said stands");
        foreach (var incident in ofTheService) (await server.GetAsync("/v1/incidents/" + Id(incident))).Json.GetProperty("state").GetString().ShouldBe("resolved");
    }

    private static async Task<IReadOnlyList<JsonElement>> FiringAsync(Server server) => [.. (await server.GetAsync("/v1/incidents?model=m&state=firing")).Json.EnumerateArray()];

    private static string Id(JsonElement incident) => incident.GetProperty("id").GetString()!;
}
