using System.CommandLine;
using Microsoft.Extensions.Logging;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Serving;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Targets;

/// <summary>
/// The HTTP API of a server, or of a data directory: for a directory this process is its server for as long as the
/// command runs, on a loopback port of its own and with nothing running in the background.
/// </summary>
internal sealed class ServerOrDirectory : IAsyncDisposable
{
    private readonly VedettaHost? _host;

    private ServerOrDirectory(ServerApi api, VedettaHost? host) => (Api, _host) = (api, host);

    /// <summary>Calls it.</summary>
    public ServerApi Api { get; }

    /// <summary>Opens what the person named.</summary>
    public static async Task<ServerOrDirectory> OpenAsync(TargetOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        if (options.Data(parsed) is not { } data)
        {
            var (address, key) = options.Server(parsed, terminal);
            return new ServerOrDirectory(new ServerApi(address, key, terminal.Clock), host: null);
        }

        if (!Directory.Exists(data)) throw new UsageException($"there is no data directory '{data}'");
        var host = await ServerRun.StartAsync(
            new VedettaHostOptions { DataDirectory = data, Urls = ["http://127.0.0.1:0"], Workers = false, Clock = terminal.Clock, Logging = logging => logging.ClearProviders() }, cancel);
        return new ServerOrDirectory(new ServerApi(host.Address, key: null, terminal.Clock), host);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (_host is not null) await _host.DisposeAsync();
    }
}
