using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Server.Health;

/// <summary>The way in for rows, counted.</summary>
internal sealed class MeteredIngestion(IngestionService inner, IngestMeter meter) : IIngestion
{
    public ValueTask<IngestAnswer> IngestPredictionsAsync(ModelId model, IngestSource source, IProgress<long>? progress, CancellationToken cancel) =>
        CountAsync(() => inner.IngestPredictionsAsync(model, source, progress, cancel), answer => answer);

    public ValueTask<IngestAnswer> IngestOutcomesAsync(ModelId model, IngestSource source, IProgress<long>? progress, CancellationToken cancel) =>
        CountAsync(() => inner.IngestOutcomesAsync(model, source, progress, cancel), answer => answer);

    public ValueTask<ReferenceAnswer> IngestReferenceAsync(ModelId model, string version, IngestSource source, IProgress<long>? progress, CancellationToken cancel) =>
        CountAsync(() => inner.IngestReferenceAsync(model, version, source, progress, cancel), answer => answer.Answer);

    public ValueTask<IngestAnswer> IngestAsync(ModelId model, PredictionBatch rows, OutcomeBatch? outcomes, bool backfill, CancellationToken cancel) =>
        CountAsync(() => inner.IngestAsync(model, rows, outcomes, backfill, cancel), answer => answer);

    public ValueTask FlushAsync(CancellationToken cancel) => inner.FlushAsync(cancel);

    private async ValueTask<T> CountAsync<T>(Func<ValueTask<T>> ingest, Func<T, IngestAnswer> answerOf)
    {
        var begun = meter.Begin();
        try
        {
            var answer = await ingest();
            meter.Answered(begun, answerOf(answer));
            return answer;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            meter.Failed(begun, failure);
            throw;
        }
    }
}
