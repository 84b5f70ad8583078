using Vedetta.Core.Channels;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Channels;

/// <summary>
/// Sends what waits in the outbox, until the other side takes it or eight attempts over about two hours have failed. A crash
/// in the middle sends again: the delivery header lets the other side see that it is the same notice.
/// </summary>
internal sealed partial class OutboxWorker(
    IOutboxStore outbox, IChannelStore channels, ChannelSender sender, OutboxSignal signal, DeliveryCounts counts, TimeProvider clock, ILogger<OutboxWorker> log) : BackgroundService
{
    /// <summary>Attempts before a notice is given up.</summary>
    public const int Attempts = 8;

    private const int AtOnce = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Sends everything that is due once; answers how many were tried.</summary>
    public async ValueTask<int> SendDueAsync(CancellationToken cancel)
    {
        var due = await outbox.DueAsync(clock.GetUtcNow(), AtOnce, cancel);
        foreach (var message in due)
        {
            var after = await TryAsync(message, cancel);
            await outbox.UpdateAsync(after, cancel);
            counts.Add(message.Channel, after.State switch { OutboxState.Sent => "sent", OutboxState.Failed => "failed", _ => "retried" });
        }

        return due.Count;
    }

    /// <summary>How long to wait after so many failed attempts: 10 s, 30 s, 90 s ... at most an hour.</summary>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(3_600, 10 * Math.Pow(3, attempts - 1)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendDueAsync(stoppingToken) == AtOnce)
                {
                    // A full page: there may be more.
                }

                await outbox.DeleteAsync(clock.GetUtcNow() - Kept, stoppingToken);
                await signal.WaitAsync(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Notices must go on after a passing failure of the storage; the pause keeps it from spinning.
                Failed(log, failure);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask<OutboxMessage> TryAsync(OutboxMessage message, CancellationToken cancel)
    {
        if (await channels.FindAsync(message.Channel, cancel) is not { Enabled: true } channel)
            return message with { State = OutboxState.Failed, LastAnswer = "the channel is gone or switched off" };
        var result = await sender.SendAsync(channel, message.Key, message.Payload, cancel);
        var attempts = message.Attempts + 1;
        if (result.Delivered) return message with { State = OutboxState.Sent, Attempts = attempts, LastAnswer = Words(result) };
        if (!result.Retry || attempts >= Attempts)
        {
            GivenUp(log, message.Incident, message.Channel, attempts);
            return message with { State = OutboxState.Failed, Attempts = attempts, LastAnswer = Words(result) };
        }

        return message with { Attempts = attempts, NextAttempt = clock.GetUtcNow() + Backoff(attempts), LastAnswer = Words(result) };
    }

    private static string Words(SendResult result) => result.Status is { } status ? $"{status}: {result.Answer}" : result.Answer;

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked off")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The notice of {Incident} to channel {Channel} was given up after {Attempts} attempts")]
    private static partial void GivenUp(ILogger log, string incident, string channel, int attempts);
}
