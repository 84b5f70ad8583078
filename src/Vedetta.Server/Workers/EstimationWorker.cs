using Vedetta.Core.Models;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Workers;

/// <summary>Computes estimates of quality in the background: what a page found wanting at once, what screens show at first every few minutes.</summary>
internal sealed partial class EstimationWorker(EstimationQueue queue, EstimationUpkeep upkeep, IEstimatedPerformance estimates, ServerSettings settings, TimeProvider clock, ILogger<EstimationWorker> log) : BackgroundService
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = settings.EvaluateEvery > Least ? settings.EvaluateEvery : Least;
        var next = clock.GetUtcNow() + settings.EvaluateEvery;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = next - clock.GetUtcNow();
            if (wait > TimeSpan.Zero) await WaitAsync(wait, stoppingToken);
            foreach (var (model, question) in queue.Take()) await AnswerAsync(model, question, stoppingToken);
            if (clock.GetUtcNow() < next) continue;
            await KeepAsync(stoppingToken);
            next = clock.GetUtcNow() + every;
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(queue.WaitAsync(either.Token).AsTask(), Task.Delay(wait, clock, either.Token));
        await either.CancelAsync();
    }

    private async Task KeepAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var (model, failure) in await upkeep.RunAsync(clock.GetUtcNow(), cancel)) Failed(log, failure, model.Value);
        }
        catch (StorageException failure)
        {
            Failed(log, failure, "every model");
        }
    }

    private async Task AnswerAsync(ModelId model, EstimatedQuestion question, CancellationToken cancel)
    {
        try
        {
            await estimates.ReadAsync(model, question, clock.GetUtcNow(), cancel);
        }
        catch (Exception failure) when (failure is StorageException or QuestionException or UnknownModelException or ArgumentException or InvalidOperationException)
        {
            Failed(log, failure, model.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Estimating the quality of {Model} failed and is tried again")]
    private static partial void Failed(ILogger log, Exception failure, string model);
}
