using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Shouldly;

namespace Vedetta.Server.Tests.Telemetry;

/// <summary>A real Prometheus scrapes a real server.</summary>
public sealed class PrometheusTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_scrapes_us_and_the_rule_of_a_critical_model_goes_off()
    {
        var program = Tool.Require("prometheus");
        await using var server = await MetricsTests.WatchedAsync();
        var folder = Directory.CreateTempSubdirectory("vedetta-prometheus-").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.yml"), """
            groups:
              - name: fast
                rules:
                  - { alert: ModelCritical, expr: 'vedetta_verdict{verdict="critical"} == 1', labels: { severity: critical }, annotations: { summary: '{{ $labels.model }} is critical' } }
            """, Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), $"""
            global: {"{"} scrape_interval: 1s, evaluation_interval: 1s {"}"}
            rule_files: [rules.yml]
            scrape_configs:
              - job_name: vedetta
                static_configs: [{"{"} targets: ["{server.Address.Authority}"] {"}"}]
            """, Cancel);
        using var process = Tool.Start(
            program,
            ["--config.file=prometheus.yml", "--storage.tsdb.path=data", string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error"],
            folder);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
            var alert = await AlertAsync(http);
            alert.GetProperty("labels").GetProperty("model").GetString().ShouldBe("m");
            alert.GetProperty("annotations").GetProperty("summary").GetString().ShouldBe("m is critical");
            var counted = await http.GetStringAsync(new Uri("/api/v1/query?query=vedetta_ingested_predictions_total", UriKind.Relative), Cancel);
            JsonElement.Parse(counted).GetProperty("data").GetProperty("result")[0].GetProperty("value")[1].GetString().ShouldBe("2408");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonElement> AlertAsync(HttpClient http)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                var answer = JsonElement.Parse(await http.GetStringAsync(new Uri("/api/v1/alerts", UriKind.Relative), patience.Token));
                foreach (var alert in answer.GetProperty("data").GetProperty("alerts").EnumerateArray())
                    if (alert.GetProperty("state").GetString() == "firing") return alert;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                // It has not begun to listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
