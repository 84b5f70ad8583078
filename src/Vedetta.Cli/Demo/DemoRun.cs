using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Demo.World;
using Vedetta.Cli.Serving;
using Vedetta.Core.Ingestion;
using Vedetta.Server.Configuration;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Demo;

/// <summary>The demo from its beginning to its end: history, server, live traffic.</summary>
/// <param name="terminal">Where it speaks.</param>
/// <param name="data">Empty directory to keep the world in; null for a temporary one that is removed.</param>
/// <param name="urls">Where to listen; empty for the usual address, or any free port when that is taken.</param>
internal sealed class DemoRun(Terminal terminal, string? data, IReadOnlyList<string> urls)
{
    /// <summary>Runs until it is asked to end.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var directory = data is null ? Directory.CreateTempSubdirectory("vedetta-demo-").FullName : Path.GetFullPath(data);
        if (data is not null && Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new UsageException($"{directory} is not empty: the demo needs an empty directory; to go on with what is there, run 'vedetta serve --data {data}'");
        try
        {
            return await RunAsync(directory, cancel);
        }
        finally
        {
            if (data is null) Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<int> RunAsync(string directory, CancellationToken cancel)
    {
        var started = terminal.Clock.GetTimestamp();
        var calendar = DemoCalendar.EndingAt(terminal.Clock.GetUtcNow());
        var models = DemoFleet.Models(calendar);
        await terminal.Error.WriteLineAsync("Simulating 90 days of a lender with ten models ...");
        var (future, rows) = await FillAsync(directory, calendar, models, cancel);
        var took = terminal.Clock.GetElapsedTime(started).TotalSeconds;

        await using var host = await StartAsync(directory, cancel);
        await WriteGuideAsync(host.Address, rows, took);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var traffic = new DemoTraffic(host.Services.GetRequiredService<IIngestion>(), calendar, models, future, terminal.Clock).RunAsync(ending.Token);
        await Task.WhenAny(host.WaitForShutdownAsync(cancel), traffic);
        await ending.CancelAsync();
        await traffic;
        return ExitCode.Done;
    }

    private async Task<(DemoFuture Future, long Rows)> FillAsync(string directory, DemoCalendar calendar, IReadOnlyList<IDemoModel> models, CancellationToken cancel)
    {
        await using var engine = await VedettaEngine.OpenAsync(new VedettaHostOptions { DataDirectory = directory, Clock = terminal.Clock, Workers = false }, cancel);
        using var progress = new ProgressLine(terminal, "history");
        var loader = new DemoLoader(engine.Services, calendar, progress);
        await loader.LoadAsync(models, cancel);
        return (loader.Future, loader.Rows);
    }

    private async Task<VedettaHost> StartAsync(string directory, CancellationToken cancel)
    {
        // Where the usual port belongs to somebody else, any free one serves a demo as well.
        IReadOnlyList<string> usual = IsFree(new Uri(ServerSettings.DefaultUrl).Port) ? [ServerSettings.DefaultUrl] : ["http://127.0.0.1:0"];
        return await ServerRun.StartAsync(new VedettaHostOptions
        {
            DataDirectory = directory, Urls = urls.Count > 0 ? urls : usual, Clock = terminal.Clock,
            Logging = logging => logging.AddFilter("Vedetta.Server.Channels.LogSender", LogLevel.None), // the guide stays in sight; the pages show what was told
        }, cancel);
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task WriteGuideAsync(Uri address, long rows, double seconds)
    {
        var root = address.ToString().TrimEnd('/');
        string[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"Vedetta is at {root} ({rows:N0} predictions of 10 models, 90 days, filled in {seconds:0} s; live traffic goes on)"),
            "",
            $"  {root}/                                       the fleet: which models need somebody, the worst first",
            $"  {root}/models/application-scoring             a lender's scoring model and its story:",
            "      day 40  a campaign brings people who did not come before, through a new channel",
            "      day 55  the credit bureau's answers stop arriving for three days",
            "      day 62  release v3 no longer reads the bureau score; rolled back on day 66",
            "      day 70  the same applicants begin to default more: only labels can tell",
            $"  {root}/models/application-scoring/drift       every column and day; click a cell",
            $"  {root}/incidents                              what people would have been told",
            "",
            "Ctrl-C ends it." + (data is null ? " The data are temporary and go with it." : ""),
        ];
        foreach (var line in lines) await terminal.Out.WriteLineAsync(line);
        await terminal.Out.FlushAsync();
    }
}
