using Quartz;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Storage;
using Vedetta.Server.Configuration;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Workers;

/// <summary>Deletes predictions older than the settings say, with their outcomes and profiles. Points and incidents stay: what was judged is still seen.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RetentionJob(IModelStore models, IngestionService ingestion, ServerSettings settings, JobSuccesses jobs, TimeProvider clock, ILogger<RetentionJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (settings.RetainPredictions is not { } age) return;
        var before = clock.GetUtcNow() - age;
        foreach (var model in await models.ListAsync(cancellationToken))
        {
            var deleted = await ingestion.RetainAsync(model.Id, before, cancellationToken);
            if (deleted > 0) Deleted(log, deleted, model.Id.Value, before);
        }

        jobs.Succeeded("retention", clock.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Rows} predictions of {Model} from before {Before}")]
    private static partial void Deleted(ILogger log, long rows, string model, DateTimeOffset before);
}
