using Vedetta.Core.Channels;
using Vedetta.Server.Channels.Alertmanager;
using Vedetta.Server.Channels.Delivering;

namespace Vedetta.Server.Channels;

/// <summary>What channels need beside notices: tests by themselves, and alerts held up in Alertmanager. Once a minute; channels do not wait for one another.</summary>
internal sealed partial class ChannelUpkeep(
    IChannelStore channels, ChannelService service, AlertmanagerSender alertmanager, Circuits circuits, TimeProvider clock, ILogger<ChannelUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Does what is due now; answers how many channels were spoken to.</summary>
    public async ValueTask<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var work = (await channels.ListAsync(cancel)).Where(channel => channel.Enabled).Select(channel => KeepAsync(channel, now, cancel));
        return (await Task.WhenAll(work)).Count(spoken => spoken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Failed(log, failure);
            }

            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> KeepAsync(Channel channel, DateTimeOffset now, CancellationToken cancel)
    {
        var spoken = false;
        if (channel.TestEvery is { } every && (await service.LastTestAsync(channel.Name, cancel) is not { } last || last + every <= now))
        {
            await service.TestAsync(channel.Name, cancel);
            spoken = true;
        }

        var circuit = circuits.Of(channel.Name);
        if (channel.Kind != ChannelKind.Alertmanager || circuit.WaitAt(channel, now) > TimeSpan.Zero) return spoken;
        circuit.Note(await alertmanager.HoldAsync(channel, cancel), clock.GetUtcNow());
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The upkeep of channels failed")]
    private static partial void Failed(ILogger log, Exception failure);
}
