using System.Net.Http.Headers;
using System.Text.Json;
using Shouldly;

namespace Vedetta.Server.Tests.Telemetry;

/// <summary>What <c>/metrics</c> answers, and whether the ready-made files speak of nothing else.</summary>
public sealed class MetricsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_checked_by_promtool_and_serve_every_name_the_ready_made_files_ask_for()
    {
        await using var server = await WatchedAsync();
        await server.PostAsync("/v1/models/m/predictions", new { id = "earlier", at = TimeProvider.System.GetUtcNow().AddHours(-4), version = "1", score = 0.4 });
        await server.PutAsync("/v1/models/m/objectives", new { objectives = new[] { new { name = "up", kind = "availability", target = 0.9 } } });
        var text = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        text.ShouldContain("vedetta_service_latency_seconds{model=\"m\",percentile=\"95\"} 0.0");
        text.ShouldContain("vedetta_service_error_ratio{model=\"m\"} 0.25\n");
        text.ShouldContain("vedetta_approved_ratio{model=\"m\"} 0.5\n");
        text.ShouldContain("vedetta_ingest_request_duration_seconds_bucket{source=\"http\",le=\"+Inf\"} ");

        var served = text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToHashSet(StringComparer.Ordinal);
        var asked = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Deployment.Folder, "grafana"), "*.json").Append(Path.Combine(Deployment.Folder, "prometheus", "vedetta-rules.yml")))
            asked.AddRange(Deployment.MetricsIn(await File.ReadAllTextAsync(file, Cancel)).Select(name => name.EndsWith("_bucket", StringComparison.Ordinal) ? name[..^7] : name));
        // Nothing was sent to a channel, no job has run and no column has enough rows in this server: these have no samples yet.
        string[] later = ["vedetta_notifications_total", "vedetta_job_last_success_timestamp_seconds", "vedetta_drifted_features_ratio"];
        asked.Except(served, StringComparer.Ordinal).Except(later, StringComparer.Ordinal).ShouldBeEmpty();

        var (code, output) = await Tool.RunAsync(Tool.Require("promtool"), ["check", "metrics"], text);
        code.ShouldBe(0, output);
    }

    [Fact]
    public async Task OpenMetrics_is_answered_to_who_asks_for_it()
    {
        await using var server = await WatchedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/openmetrics-text;version=1.0.0;q=0.5"));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/plain;version=0.0.4;q=0.2"));
        using var response = await server.Http.SendAsync(request, Cancel);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/openmetrics-text");
        var text = await response.Content.ReadAsStringAsync(Cancel);
        text.ShouldEndWith("# EOF\n");
        text.ShouldContain("# TYPE vedetta_ingested_predictions counter\n");
        text.ShouldContain("vedetta_ingested_predictions_total{model=\"m\"} ");
    }

    [Fact]
    public async Task Dashboards_are_what_their_description_makes()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-dashboards-").FullName;
        try
        {
            var (code, output) = await Tool.RunAsync(Tool.Require("node"), [Path.Combine(Deployment.Folder, "grafana", "build.mjs"), folder]);
            code.ShouldBe(0, output);
            var made = Directory.GetFiles(folder);
            made.Length.ShouldBe(3);
            foreach (var file in made)
            {
                (await File.ReadAllTextAsync(file, Cancel)).ShouldBe(await File.ReadAllTextAsync(Path.Combine(Deployment.Folder, "grafana", Path.GetFileName(file)), Cancel), Path.GetFileName(file));
                using var board = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancel));
                var panels = board.RootElement.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("gridPos")).ToList();
                panels.ShouldAllBe(place => place.GetProperty("x").GetInt32() + place.GetProperty("w").GetInt32() <= 24);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Rules_pass_their_own_tests()
    {
        var folder = Path.Combine(Deployment.Folder, "prometheus");
        var promtool = Tool.Require("promtool");
        foreach (string[] arguments in (string[][])[["check", "config", "prometheus.yml"], ["check", "rules", "vedetta-rules.yml"], ["test", "rules", "vedetta-rules.test.yml"]])
        {
            var (code, output) = await Tool.RunAsync(promtool, arguments, folder: folder);
            code.ShouldBe(0, output);
        }

        var (checkedCode, said) = await Tool.RunAsync(Tool.Require("amtool"), ["check-config", Path.Combine(Deployment.Folder, "alertmanager", "alertmanager.yml")]);
        checkedCode.ShouldBe(0, said);
    }

    /// <summary>A server with a drifted model and, in the last full hour, a service that logs latency, errors and decisions.</summary>
    internal static async Task<Server> WatchedAsync(TimeProvider? clock = null)
    {
        var server = await Server.StartAsync(change: options => options with { Clock = clock ?? options.Clock });
        await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv");
        await server.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        await server.PostAsync("/v1/models/m/predictions", """{"id":"x"}""");
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(-1);
        for (var i = 0; i < 8; i++)
        {
            var row = new { id = $"live{i}", at = hour.AddMinutes(i), version = "1", features = new { age = 40, income = i < 4 ? (double?)null : 20_000.0, region = i == 0 ? "narnia" : "osh" }, score = 0.4, decision = i % 2 == 0 ? "approve" : "refuse", latency_ms = 10 + i, error = i < 2 ? "timeout" : null };
            (await server.PostAsync("/v1/models/m/predictions", row)).Json.GetProperty("accepted").GetInt32().ShouldBe(1);
        }

        await server.PostAsync("/v1/models/m/outcomes", new { id = "live1", outcome = "label", value = 1, at = hour.AddMinutes(30) });
        await server.PostAsync("/v1/models/m/evaluate");
        return server;
    }
}
