using Quartz;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Workers;

/// <summary>
/// Counts scores of days that got predictions or outcomes, or whose rows matured. One run at a time, which rests between
/// its pieces of work; what fails is tried again the next time.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class ScoreProfilesJob(ScoreProfiles profiles, IHostApplicationLifetime life, ILogger<ScoreProfilesJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A run may take minutes, most of them at rest: the end of the program must not wait for it.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        try
        {
            await profiles.RefreshAllAsync(stop.Token);
        }
        catch (StorageException failure)
        {
            Failed(log, failure);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping: the next start goes on from the stored marks.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Scores could not be counted; they are tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
