using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Keeps the estimates that screens show at first: of all rows, by day, week and month. Thread-safe.</summary>
public sealed class EstimationUpkeep(IModelStore models, IEventStore events, IEstimatedPerformance estimates)
{
    private static readonly (WindowSize Size, TimeSpan Back)[] Shown =
    [
        (WindowSize.Day, TimeSpan.FromDays(90)), (WindowSize.Week, TimeSpan.FromDays(7 * 52)), (WindowSize.Month, TimeSpan.FromDays(366 * 3)),
    ];

    /// <summary>Computes what is not kept of every model with a labelled reference; a model that fails does not stop the others.</summary>
    /// <returns>The failures.</returns>
    public async ValueTask<IReadOnlyList<(ModelId Model, Exception Failure)>> RunAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var failed = new List<(ModelId Model, Exception Failure)>();
        foreach (var model in await models.ListAsync(cancel))
        {
            try
            {
                if ((await models.VersionsAsync(model.Id, cancel)).Any(version => version.Reference is { Labelled: > 0 })) await ComputeAsync(model, now, cancel);
            }
            catch (Exception failure) when (failure is StorageException or QuestionException or UnknownModelException or ArgumentException or InvalidOperationException)
            {
                failed.Add((model.Id, failure));
            }
        }

        return failed;
    }

    private async ValueTask ComputeAsync(ModelDefinition model, DateTimeOffset now, CancellationToken cancel)
    {
        if ((await events.SummaryAsync(model.Id, cancel)).LastEvent is not { } last) return;
        foreach (var (size, back) in Shown)
        {
            var end = WindowCalendar.At(last, size, model.Zone).To;
            await estimates.ReadAsync(model.Id, new EstimatedQuestion(new Window(end - back, end), size), now, cancel);
        }
    }
}
