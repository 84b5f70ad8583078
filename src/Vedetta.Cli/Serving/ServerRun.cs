using Vedetta.Cli.CommandLine;
using Vedetta.Server.Configuration;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Serving;

/// <summary>Starts a server, says where it is, and waits until it is asked to end.</summary>
internal static class ServerRun
{
    /// <summary>Runs until Ctrl-C, SIGTERM or the token.</summary>
    public static async Task<int> ServeAsync(VedettaHostOptions options, Terminal terminal, CancellationToken cancel)
    {
        await using var host = await StartAsync(options, cancel);
        foreach (var address in host.Addresses) await terminal.Out.WriteLineAsync($"Vedetta listens on {address}");
        await terminal.Out.FlushAsync(cancel);
        await host.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }

    /// <summary>Starts a server.</summary>
    /// <exception cref="UsageException">Settings cannot be used, or an address is taken.</exception>
    public static async Task<VedettaHost> StartAsync(VedettaHostOptions options, CancellationToken cancel)
    {
        try
        {
            return await VedettaHost.StartAsync(options, cancel);
        }
        catch (SettingsException wrong)
        {
            throw new UsageException(wrong.Message, wrong);
        }
        catch (IOException taken) when (taken is not Core.Storage.StorageException)
        {
            throw new UsageException($"cannot listen: {taken.Message}", taken);
        }
    }
}
