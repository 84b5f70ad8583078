using Quartz;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Server.Reports;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Workers;

/// <summary>Sends reports whose moment has come. What was sent is kept with each model, so that a restart sends nothing twice and leaves nothing out.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ReportJob(ReportMails mails, JobSuccesses jobs, TimeProvider clock, ILogger<ReportJob> log) : IJob
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await mails.SendDueAsync(cancellationToken);
            jobs.Succeeded("reports", clock.GetUtcNow());
        }
        catch (Exception failure) when (failure is StorageException or UnknownModelException)
        {
            // The next run tries again; a model may be deleted while this one runs.
            Failed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reports could not be sent; they are tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
