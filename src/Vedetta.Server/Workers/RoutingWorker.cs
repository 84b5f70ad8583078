using Vedetta.Core.Routing;
using Vedetta.Core.Storage;
using Vedetta.Server.Channels;

namespace Vedetta.Server.Workers;

/// <summary>
/// Tells what becomes due by itself: escalations, reminders, digests, the end of quiet hours, and what a crash left untold. It
/// keeps nothing in memory but when to wake, and wakes every half minute at least, so a clock that jumps is noticed.
/// </summary>
internal sealed partial class RoutingWorker(RoutingService routing, RoutingSignal signal, OutboxSignal outbox, TimeProvider clock, ILogger<RoutingWorker> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var wait = await PassAsync(stoppingToken);
                signal.Sleeps(clock.GetUtcNow() + wait);
                await signal.WaitAsync(wait, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<TimeSpan> PassAsync(CancellationToken cancel)
    {
        try
        {
            var now = clock.GetUtcNow();
            var pass = await routing.PassAsync(now, cancel);
            if (pass.Messages > 0) outbox.Wake();
            var wait = pass.NextDue is { } next ? next - now : Longest;
            return wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever failed, the next pass finds what is still to be told.
            Failed(log, failure);
            return Longest;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Incidents could not be brought to their channels; it is tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
