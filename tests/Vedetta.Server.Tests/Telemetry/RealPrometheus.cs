using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Vedetta.Server.Tests.Telemetry;

/// <summary>A real Prometheus that scrapes a server every second and judges rules of alerts.</summary>
internal sealed class RealPrometheus : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _http;

    private RealPrometheus(Process process, string folder, string url) => (_process, _folder, _http) = (process, folder, new HttpClient { BaseAddress = new Uri(url) });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts it.</summary>
    /// <param name="target">The server it scrapes.</param>
    /// <param name="rules">Rules, one to a line, in YAML.</param>
    /// <param name="alertmanager">Where alerts go; null for nowhere.</param>
    public static async Task<RealPrometheus> StartAsync(Uri target, IEnumerable<string> rules, string? alertmanager = null)
    {
        var program = Tool.Require("prometheus");
        var folder = Directory.CreateTempSubdirectory("vedetta-prometheus-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.yml"), $"groups:\n  - name: fast\n    rules:\n{string.Concat(rules.Select(rule => $"      - {rule}\n"))}", Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [rules.yml]
            alerting: { alertmanagers: [{ static_configs: [{ targets: [{{(alertmanager is null ? "" : new Uri(alertmanager).Authority)}}] }] }] }
            scrape_configs:
              - job_name: vedetta
                static_configs: [{ targets: ["{{target.Authority}}"] }]
            """, Cancel);
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        string[] arguments = ["--config.file=prometheus.yml", "--storage.tsdb.path=data", "--rules.alert.resend-delay=1s", $"--web.listen-address={new Uri(url).Authority}", "--log.level=error"];
        return new RealPrometheus(Tool.Start(program, arguments, folder), folder, url);
    }

    /// <summary>The first series of a query, once there is one.</summary>
    public Task<JsonElement> QueryAsync(string query) => FirstAsync("/api/v1/query?query=" + Uri.EscapeDataString(query), answer => answer.GetProperty("result").EnumerateArray());

    /// <summary>The first alert that fires.</summary>
    public Task<JsonElement> AlertAsync() => FirstAsync("/api/v1/alerts", answer => answer.GetProperty("alerts").EnumerateArray().Where(alert => alert.GetProperty("state").GetString() == "firing"));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<JsonElement> FirstAsync(string path, Func<JsonElement, IEnumerable<JsonElement>> list)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                foreach (var found in list(JsonElement.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative), patience.Token)).GetProperty("data"))) return found;
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
