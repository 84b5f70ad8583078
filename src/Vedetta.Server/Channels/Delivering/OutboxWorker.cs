using Vedetta.Core.Channels;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Channels.Delivering;

/// <summary>
/// Sends what waits in the outbox, until the other side takes it or gives no hope. Every channel has a lane of its own, so that
/// a slow or dead one never delays another; in a lane notices go one after the other, those of an incident in their order. A
/// crash in the middle sends again: the delivery header lets the other side see that it is the same notice.
/// </summary>
internal sealed partial class OutboxWorker(
    IOutboxStore outbox, IChannelStore channels, ChannelSender sender, Circuits circuits, OutboxSignal signal, DeliveryCounts counts, TimeProvider clock, ILogger<OutboxWorker> log) : BackgroundService
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromMinutes(10);

    /// <summary>Sends everything that is due and allowed now, without waiting for anything; answers how many were tried.</summary>
    public async ValueTask<int> SendDueAsync(CancellationToken cancel)
    {
        var due = await outbox.DueChannelsAsync(clock.GetUtcNow(), cancel);
        return (await Task.WhenAll(due.Select(name => LaneAsync(name, patient: false, cancel)))).Sum();
    }

    /// <summary>The longest wait after so many failed attempts.</summary>
    public static TimeSpan Backoff(int attempts) => Retries.Backoff(attempts);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lanes = new Dictionary<string, Task>(StringComparer.Ordinal);
        var cleaned = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = clock.GetUtcNow();
                foreach (var name in await outbox.DueChannelsAsync(now, stoppingToken))
                    if (!lanes.TryGetValue(name, out var lane) || lane.IsCompleted) lanes[name] = GuardedAsync(name, stoppingToken);
                if (now - cleaned > CleanEvery)
                {
                    await outbox.DeleteAsync(now - Kept, stoppingToken);
                    cleaned = now;
                }

                await signal.WaitAsync(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // Notices must go on after a passing failure of the storage; the pause keeps it from spinning.
                Failed(log, failure);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(lanes.Values);
    }

    private async Task GuardedAsync(string name, CancellationToken cancel)
    {
        try
        {
            await LaneAsync(name, patient: true, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return; // what was not sent waits for the next start
        }
        catch (Exception failure)
        {
            Failed(log, failure);
            await Task.Delay(Pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> LaneAsync(string name, bool patient, CancellationToken cancel)
    {
        var circuit = circuits.Of(name);
        for (var tried = 0; ;)
        {
            var channel = await channels.FindAsync(name, cancel);
            var due = await outbox.DueAsync(name, clock.GetUtcNow(), AtOnce, cancel);
            if (due.Count == 0) return tried;
            foreach (var message in due)
            {
                if (channel is not { Enabled: true })
                {
                    await KeepAsync(message with { State = OutboxState.Failed, NextAttempt = clock.GetUtcNow(), LastAnswer = "the channel is gone or switched off" }, cancel);
                    continue;
                }

                var wait = circuit.WaitAt(channel, clock.GetUtcNow());
                if (wait > TimeSpan.Zero)
                {
                    if (!patient || wait > LongestNap) return tried;
                    await Task.Delay(wait, clock, cancel);
                }

                await KeepAsync(await TryAsync(channel, circuit, message, cancel), cancel);
                tried++;
            }
        }
    }

    private async ValueTask KeepAsync(OutboxMessage after, CancellationToken cancel)
    {
        await outbox.UpdateAsync(after, cancel);
        counts.Add(after.Channel, after.State switch { OutboxState.Sent => "sent", OutboxState.Failed => "failed", _ => "retried" });
        if (after.State == OutboxState.Failed) GivenUp(log, after.Incident, after.Channel, after.Attempts);
    }

    private async ValueTask<OutboxMessage> TryAsync(Channel channel, Circuit circuit, OutboxMessage message, CancellationToken cancel)
    {
        var result = await sender.SendAsync(channel, message.Key, message.Payload, cancel);
        var now = clock.GetUtcNow();
        if (circuit.Note(result, now)) Paused(log, channel.Name, circuit.Read().Failures);
        return Retries.After(message, result, now);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked off")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The notice of {Incident} to channel {Channel} was given up after {Attempts} attempts")]
    private static partial void GivenUp(ILogger log, string incident, string channel, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel} failed {Failures} times in a row: nothing is sent through it for a while")]
    private static partial void Paused(ILogger log, string channel, int failures);
}
