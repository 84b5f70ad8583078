using Quartz;
using Vedetta.Core.Storage;
using Vedetta.Server.Configuration;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Workers;

/// <summary>Deletes predictions older than the settings say. Profiles and points stay: history is still seen, rows are not.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RetentionJob(IModelStore models, IEventStore events, ServerSettings settings, JobSuccesses jobs, TimeProvider clock, ILogger<RetentionJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (settings.RetainPredictions is not { } age) return;
        var before = clock.GetUtcNow() - age;
        foreach (var model in await models.ListAsync(cancellationToken))
        {
            var deleted = await events.DeleteAsync(model.Id, before, cancellationToken);
            if (deleted > 0) Deleted(log, deleted, model.Id.Value, before);
        }

        jobs.Succeeded("retention", clock.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Rows} predictions of {Model} from before {Before}")]
    private static partial void Deleted(ILogger log, long rows, string model, DateTimeOffset before);
}
