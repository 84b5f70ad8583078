using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion;

/// <summary>
/// The one way in for rows, behind every door. Nothing is answered before it is durable and counted in the profiles.
/// Thread-safe. Throws <see cref="Readings.UnknownModelException"/>, <see cref="IngestFormatException"/>,
/// <see cref="IngestTooLargeException"/>, <see cref="BackpressureException"/>, <see cref="IngestConflictException"/>.
/// </summary>
public interface IIngestion
{
    /// <summary>Takes predictions in.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The rows; labels in flat files become outcomes.</param>
    /// <param name="progress">Told the number of rows stored so far.</param>
    /// <param name="cancel">Stops between chunks; what was stored stays.</param>
    ValueTask<IngestAnswer> IngestPredictionsAsync(ModelId model, IngestSource source, IProgress<long>? progress, CancellationToken cancel);

    /// <summary>Takes outcomes in; a row may come before its prediction, and every value is kept.</summary>
    ValueTask<IngestAnswer> IngestOutcomesAsync(ModelId model, IngestSource source, IProgress<long>? progress, CancellationToken cancel);

    /// <summary>Takes the reference of a version in, infers the schema where there is none, and profiles it.</summary>
    ValueTask<ReferenceAnswer> IngestReferenceAsync(ModelId model, string version, IngestSource source, IProgress<long>? progress, CancellationToken cancel);

    /// <summary>
    /// Takes rows that are already columns: for the demo world and replays. Ids and hashes are filled in here; the batch is
    /// not kept and may be reused afterwards.
    /// </summary>
    ValueTask<IngestAnswer> IngestAsync(ModelId model, PredictionBatch rows, OutcomeBatch? outcomes, bool backfill, CancellationToken cancel);

    /// <summary>Writes what the profiles hold only in memory to the store.</summary>
    ValueTask FlushAsync(CancellationToken cancel);
}

/// <summary>What became of a reference.</summary>
/// <param name="Model">The model as it is now, its schema confirmed.</param>
/// <param name="Version">The version it belongs to.</param>
/// <param name="Info">Rows, span and labels.</param>
/// <param name="Answer">Rejected rows and warnings.</param>
public sealed record ReferenceAnswer(ModelDefinition Model, string Version, ReferenceInfo Info, IngestAnswer Answer);
