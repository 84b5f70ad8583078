using Quartz;
using Vedetta.Core.Health;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Storage;
using Vedetta.Server.Health;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Workers;

/// <summary>
/// Evaluates every model that has changed hours or windows that closed. One run at a time; what fails is tried again the next
/// time; after a restart the stored mark says where to go on.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class EvaluationJob(EvaluationService evaluation, IncidentService incidents, EvaluationMeter meter, JobSuccesses jobs, TimeProvider clock, ILogger<EvaluationJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var (at, begun) = (clock.GetUtcNow(), clock.GetTimestamp());
            var (done, failed) = await evaluation.EvaluateDueAsync(clock.GetUtcNow(), cancellationToken);
            foreach (var answer in done) Evaluated(log, answer.Model.Value, answer.Windows, answer.Changed.Count, answer.Incidents.Count);
            foreach (var (model, failure) in failed) Failed(log, failure, model.Value);
            if (failed.Count == 0) jobs.Succeeded("evaluation", clock.GetUtcNow());
            if (done.Count + failed.Count > 0) meter.Add(new EvaluationPass(at, clock.GetElapsedTime(begun).TotalMilliseconds, done.Count, done.Sum(answer => answer.Windows), failed.Count));
            await incidents.ReleaseAsync(clock.GetUtcNow(), cancellationToken);
        }
        catch (StorageException failure)
        {
            // The next run tries again; a trigger must not be lost to a passing failure.
            Failed(log, failure, "every model");
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Evaluated {Model}: {Windows} windows, {Changed} changed points, {Incidents} incidents")]
    private static partial void Evaluated(ILogger log, string model, int windows, int changed, int incidents);

    [LoggerMessage(Level = LogLevel.Error, Message = "The evaluation of {Model} failed and is tried again")]
    private static partial void Failed(ILogger log, Exception failure, string model);
}
