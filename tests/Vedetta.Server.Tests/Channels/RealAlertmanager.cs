using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Vedetta.Server.Tests.Telemetry;

namespace Vedetta.Server.Tests.Channels;

/// <summary>A real Alertmanager that groups by model and sends its webhook to an address.</summary>
internal sealed class RealAlertmanager : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private RealAlertmanager(Process process, string folder, string url)
    {
        (_process, _folder, Url) = (process, folder, url);
        Http = new HttpClient { BaseAddress = new Uri(url) };
    }

    public string Url { get; }

    public HttpClient Http { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RealAlertmanager> StartAsync(string webhook)
    {
        var program = Tool.Require("prometheus-alertmanager");
        var folder = Directory.CreateTempSubdirectory("vedetta-alertmanager-").FullName;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        await File.WriteAllTextAsync(Path.Combine(folder, "am.yml"), $$"""
            route: { receiver: hook, group_by: [model], group_wait: 200ms, group_interval: 1s, repeat_interval: 1h }
            inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [model] }]
            receivers: [{ name: hook, webhook_configs: [{ url: "{{webhook}}", send_resolved: true }] }]
            """, Cancel);
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var process = Tool.Start(program, ["--config.file=am.yml", "--storage.path=data", $"--web.listen-address={url["http://".Length..]}", "--cluster.listen-address=", "--log.level=error"], folder);
        var manager = new RealAlertmanager(process, folder, url);
        await manager.UntilAsync(async () => (await manager.Http.GetAsync(new Uri("/-/ready", UriKind.Relative), Cancel)).IsSuccessStatusCode);
        return manager;
    }

    /// <summary>Alerts it has now.</summary>
    public async Task<IReadOnlyList<JsonElement>> AlertsAsync() =>
        [.. JsonElement.Parse(await Http.GetStringAsync(new Uri("/api/v2/alerts", UriKind.Relative), Cancel)).EnumerateArray()];

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                if (await holds()) return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                // It has not begun to listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
