using Quartz;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Workers;

/// <summary>Keeps the rows of the fleet ready, so that its page answers at once however many models there are.</summary>
[DisallowConcurrentExecution]
internal sealed partial class FleetJob(ReadingService readings, ILogger<FleetJob> log) : IJob
{
    /// <summary>How often: rows are at most this much older than half a minute.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await readings.RefreshFleetAsync(cancellationToken);
        }
        catch (StorageException failure)
        {
            // The page reads for itself until the next run succeeds.
            Failed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rows of the fleet could not be made ready")]
    private static partial void Failed(ILogger log, Exception failure);
}
