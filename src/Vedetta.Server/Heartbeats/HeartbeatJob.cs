using Quartz;
using Vedetta.Core.Heartbeats;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Heartbeats;

/// <summary>Looks for heartbeats that did not come, and says by one of its own that the program lives.</summary>
[DisallowConcurrentExecution]
internal sealed partial class HeartbeatJob(HeartbeatService heartbeats, HeartbeatSender sender, TimeProvider clock, ILogger<HeartbeatJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var name in await heartbeats.CheckAsync(clock.GetUtcNow(), cancellationToken)) Missing(log, name);
        }
        catch (StorageException failure)
        {
            // The next run tries again.
            Failed(log, failure);
        }

        await sender.SendAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat {Name} did not come")]
    private static partial void Missing(ILogger log, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Heartbeats could not be checked; they are checked again")]
    private static partial void Failed(ILogger log, Exception failure);
}
