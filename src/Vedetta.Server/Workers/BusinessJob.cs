using Quartz;
using Vedetta.Core.Business;
using Vedetta.Core.Slices;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Workers;

/// <summary>Keeps the daily business metrics of every model up to date, so that pages read them and not rows.</summary>
[DisallowConcurrentExecution]
internal sealed partial class BusinessJob(IModelStore models, BusinessService business, SliceReader slices, TimeProvider clock, ILogger<BusinessJob> log) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var model in await models.ListAsync(cancellationToken))
        {
            try
            {
                var days = await business.RefreshAsync(model.Id, clock.GetUtcNow(), cancellationToken);
                if (days.Count > 0) Computed(log, model.Id.Value, days.Count);

                // The usual question of the page of slices: it is answered from memory afterwards.
                if (days.Count > 0) await slices.ReadAsync(model.Id, new SliceQuestion(), cancellationToken);
            }
            catch (Exception failure) when (failure is StorageException or Core.Readings.UnknownModelException or Core.Readings.QuestionException)
            {
                // The next run tries again; a model may be deleted while this one runs.
                Failed(log, failure, model.Id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Computed the business metrics of {Days} days of {Model}")]
    private static partial void Computed(ILogger log, string model, int days);

    [LoggerMessage(Level = LogLevel.Error, Message = "The business metrics of {Model} could not be computed; they are tried again")]
    private static partial void Failed(ILogger log, Exception failure, string model);
}
