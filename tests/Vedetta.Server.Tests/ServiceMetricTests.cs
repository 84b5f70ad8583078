using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Shouldly;
using Vedetta.Server.Tests.Telemetry;

namespace Vedetta.Server.Tests;

/// <summary>What a real Prometheus measured of a service stands on the page of its model, on the same windows.</summary>
public sealed class ServiceMetricTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_of_a_real_Prometheus_stand_on_the_windows_of_the_page()
    {
        var program = Tool.Require("prometheus");
        var folder = Directory.CreateTempSubdirectory("vedetta-service-").FullName;
        var port = FreePort();
        await using var scraped = await Server.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), $"""
            global: {"{"} scrape_interval: 1s {"}"}
            scrape_configs:
              - job_name: service
                static_configs: [{"{"} targets: ["{scraped.Address.Authority}"] {"}"}]
            """, Cancel);
        using var process = Tool.Start(program, ["--config.file=prometheus.yml", "--storage.tsdb.path=data", string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error"], folder);
        try
        {
            var prometheus = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
            await ScrapedAsync(prometheus);
            var clock = new SettableClock(TimeProvider.System.GetUtcNow());
            await using var server = await Server.StartAsync(change: options => options with { Clock = clock, Settings = options.Settings! with { PrometheusUrl = prometheus.AbsoluteUri } });
            await server.PostAsync("/v1/models/m/predictions?create=true", new { id = "a", at = clock.Now.AddMinutes(-1), version = "1", score = 0.4, latency_ms = 12 });
            (await server.PutAsync("/v1/models/m/service-metrics/queries", new { queries = new object[] { new { name = "cpu", query = "" } } })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var queries = new
            {
                queries = new object[]
                {
                    new { name = "availability", query = "max(max_over_time(up{job=\"service\"}[$window]))", unit = "share" },
                    new { name = "memory", query = "max(max_over_time(process_resident_memory_bytes[$window]))", unit = "bytes" },
                    new { name = "several", query = "scrape_duration_seconds or scrape_samples_scraped" },
                    new { name = "broken", query = "sum(" },
                },
            };
            (await server.PutAsync("/v1/models/m/service-metrics/queries", queries)).Status.ShouldBe(HttpStatusCode.OK);

            // Prometheus answers as of the end of a window, so the hour that is still open knows nothing before it ends: ask as if it had.
            clock.Now = clock.Now.AddHours(2);
            var span = $"from={Uri.EscapeDataString(clock.Now.AddHours(-3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}";
            var series = (await server.GetAsync("/v1/models/m/service-metrics?" + span)).Json.GetProperty("series");
            Values(series[0]).ShouldBe([1.0], series[0].ToString());
            Values(series[1]).ShouldHaveSingleItem().ShouldBeGreaterThan(1_000_000);
            series[3].GetProperty("problem").GetString().ShouldNotBeNull().ShouldContain("Prometheus says: ");
            var page = await server.Http.GetStringAsync(new Uri("/models/m/traffic", UriKind.Relative), Cancel);
            page.ShouldContain("id=\"service\"");
            page.ShouldContain("availability:");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_Prometheus_or_with_one_that_is_away_the_page_says_so()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("/v1/models/m/predictions?create=true", new { id = "a", version = "1", score = 0.4 });
        await server.PutAsync("/v1/models/m/service-metrics/queries", new { queries = new object[] { new { name = "cpu", query = "vector(1)" } } });
        (await server.GetAsync("/v1/models/m/service-metrics")).Json.GetProperty("series")[0].GetProperty("problem").GetString().ShouldNotBeNull().ShouldContain("prometheus.url");

        await using var away = await Server.StartAsync(change: options => options with { Settings = options.Settings! with { PrometheusUrl = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}") } });
        await away.PostAsync("/v1/models/m/predictions?create=true", new { id = "a", version = "1", score = 0.4 });
        await away.PutAsync("/v1/models/m/service-metrics/queries", new { queries = new object[] { new { name = "cpu", query = "vector(1)" } } });
        (await away.Http.GetStringAsync(new Uri("/models/m/traffic", UriKind.Relative), Cancel)).ShouldContain("no answer from http://127.0.0.1");
    }

    private static List<double> Values(JsonElement series) =>
        [.. series.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("value")).Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetDouble())];

    private static async Task ScrapedAsync(Uri prometheus)
    {
        using var http = new HttpClient { BaseAddress = prometheus };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                var answer = JsonElement.Parse(await http.GetStringAsync(new Uri("/api/v1/query?query=process_resident_memory_bytes", UriKind.Relative), patience.Token));
                if (answer.GetProperty("data").GetProperty("result").GetArrayLength() > 0) return;
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
