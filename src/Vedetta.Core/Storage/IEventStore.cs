using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage;

/// <summary>
/// The rows: predictions, references and outcomes, append-only. One writer at a time (callers serialise
/// <see cref="AppendAsync"/>); any number of readers at the same time as the writer. A failure of the medium is a
/// <see cref="StorageException"/> and leaves the store as it was before the call.
/// </summary>
public interface IEventStore : IAsyncDisposable
{
    /// <summary>
    /// Appends everything in one transaction and returns once it is durable: it survives kill -9 and loss of power.
    /// Adds stored columns it has not seen. Returns the sequence of the commit: greater than every earlier one, so that
    /// rows of later commits have greater sequences.
    /// </summary>
    ValueTask<long> AppendAsync(EventAppend append, CancellationToken cancel);

    /// <summary>
    /// Which of these id hashes are stored, with the hash of their rows. Answers for every match, so two ids that share
    /// a hash appear as one.
    /// </summary>
    ValueTask<IReadOnlyDictionary<ulong, ulong>> FindAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel);

    /// <summary>The stored outcomes of these id hashes, in the order they were stored; of two ids that share a hash those of both.</summary>
    ValueTask<OutcomeBatch> FindOutcomesAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel);

    /// <summary>
    /// Streams rows in batches of at most about 100,000, in the order they were stored. The batch is reused: read it
    /// before asking for the next. An unknown model has no rows.
    /// </summary>
    IAsyncEnumerable<PredictionBatch> ScanAsync(ModelId model, RowScan scan, CancellationToken cancel);

    /// <summary>Streams outcomes in the order they were stored; the batch is reused.</summary>
    IAsyncEnumerable<OutcomeBatch> ScanOutcomesAsync(ModelId model, long afterSequence, CancellationToken cancel);

    /// <summary>
    /// Streams predictions with the outcome of that name which first became known in the span, in the order in which they
    /// became known, then by id hash; each prediction once, whatever values came later. The batch is reused.
    /// </summary>
    IAsyncEnumerable<JudgedBatch> ScanJudgedAsync(ModelId model, string outcome, Window span, CancellationToken cancel);

    /// <summary>
    /// Streams predictions of a span of event time, each once, beside what was known of some outcomes at a moment: a
    /// prediction whose outcome is not known is there too. Of several values of one outcome the latest by the moment it
    /// became known counts; of those known at one moment, the one stored last. In no promised order; the batch is reused.
    /// </summary>
    /// <exception cref="InvalidOperationException">An outcome is asked twice.</exception>
    IAsyncEnumerable<LabelledBatch> ScanLabelledAsync(ModelId model, LabelledScan scan, CancellationToken cancel);

    /// <summary>
    /// Quarters of an hour of event time, each once by its start, whose predictions have outcomes of that name that are new, or
    /// are new themselves, since a commit.
    /// </summary>
    ValueTask<IReadOnlyList<DateTimeOffset>> RelabelledAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel);

    /// <summary>First and last moment at which outcomes of that name became known that are new, or whose prediction is, since a commit; null when there are none.</summary>
    ValueTask<(DateTimeOffset First, DateTimeOffset Last)?> OutcomesChangedAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel);

    /// <summary>What came of each outcome, by name; outcomes nobody sent are absent.</summary>
    ValueTask<IReadOnlyList<OutcomeCounts>> CountOutcomesAsync(ModelId model, CancellationToken cancel);

    /// <summary>
    /// Quarters of an hour of event time, by their first moment, whose predictions are new since a commit or got a new
    /// outcome since: what must be counted again. In order.
    /// </summary>
    ValueTask<IReadOnlyList<DateTimeOffset>> TouchedAsync(ModelId model, long afterSequence, CancellationToken cancel);

    /// <summary>Counts of a model: rows, first and last event and receive time, last sequence. An unknown model has zero rows.</summary>
    ValueTask<RowSummary> SummaryAsync(ModelId model, CancellationToken cancel);

    /// <summary>Traffic counts of whole hours inside the span, summed per hour.</summary>
    ValueTask<IReadOnlyList<TrafficCount>> TrafficAsync(ModelId model, Window span, CancellationToken cancel);

    /// <summary>Deletes predictions (and their outcomes) whose event time lies before the moment; returns how many. Null deletes the model with its references.</summary>
    ValueTask<long> DeleteAsync(ModelId model, DateTimeOffset? before, CancellationToken cancel);
}

/// <summary>One durable transaction.</summary>
/// <param name="Predictions">Rows by model; ids already checked.</param>
/// <param name="References">Reference rows by model and version.</param>
/// <param name="Outcomes">Outcomes by model.</param>
/// <param name="Traffic">Counts that rows cannot tell.</param>
public sealed record EventAppend(
    IReadOnlyList<(ModelId Model, PredictionBatch Rows)> Predictions,
    IReadOnlyList<(ModelId Model, string Version, PredictionBatch Rows)> References,
    IReadOnlyList<(ModelId Model, OutcomeBatch Rows)> Outcomes,
    IReadOnlyList<TrafficCount> Traffic)
{
    /// <summary>Only predictions.</summary>
    public static EventAppend Of(ModelId model, PredictionBatch rows) => new([(model, rows)], [], [], []);
}

/// <summary>What ingestion counted for one hour beyond the rows it stored.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hour">Start of the hour in the model's zone, UTC; the receive hour where the event time is unreadable.</param>
/// <param name="Duplicates">Rows whose id was known.</param>
/// <param name="Rejected">Rows put into quarantine.</param>
/// <param name="Late">Rows whose hour was closed when they came.</param>
public readonly record struct TrafficCount(ModelId Model, DateTimeOffset Hour, long Duplicates, long Rejected, long Late);

/// <summary>Which rows to stream.</summary>
/// <param name="Reference">Null for predictions; a version for the reference of that version.</param>
/// <param name="AfterSequence">Only rows of later commits.</param>
/// <param name="Span">Only rows whose event time lies inside; null for all.</param>
/// <param name="Columns">Ordinals to read; null for all. The fixed fields are always read.</param>
/// <param name="Limit">At most this many rows; null for all.</param>
/// <param name="HashUpTo">
/// Only rows whose hash is at most this: the id hash of predictions, the row hash of references. A share q of all hashes
/// is a share q of the rows, chosen by the rows themselves and not by the order they came in. Null for all.
/// </param>
public sealed record RowScan(
    string? Reference = null, long AfterSequence = 0, Window? Span = null, IReadOnlyList<int>? Columns = null, long? Limit = null, ulong? HashUpTo = null);

/// <summary>Which predictions to stream beside which outcomes.</summary>
/// <param name="Outcomes">Names of outcomes, each once.</param>
/// <param name="Span">Only predictions whose event time lies inside.</param>
/// <param name="AsOf">Only outcomes known, and predictions made, at this moment or before; null for all.</param>
/// <param name="Columns">Ordinals to read; null for all. The fixed fields are always read.</param>
public sealed record LabelledScan(IReadOnlyList<string> Outcomes, Window Span, DateTimeOffset? AsOf = null, IReadOnlyList<int>? Columns = null)
{
    /// <summary>Refuses a scan that asks an outcome twice.</summary>
    /// <exception cref="InvalidOperationException">An outcome is asked twice.</exception>
    public void Check()
    {
        for (var i = 1; i < Outcomes.Count; i++)
        {
            for (var earlier = 0; earlier < i; earlier++)
                if (string.Equals(Outcomes[earlier], Outcomes[i], StringComparison.Ordinal)) throw new InvalidOperationException($"Outcome '{Outcomes[i]}' is asked twice.");
        }
    }
}

/// <summary>What came of one outcome.</summary>
/// <param name="Outcome">Its name.</param>
/// <param name="Rows">Values stored, corrections among them.</param>
/// <param name="Predictions">Ids that have a value, also those without a prediction.</param>
/// <param name="Orphans">Ids that have a value and no prediction.</param>
/// <param name="Corrected">Ids that have several values.</param>
/// <param name="BeforePrediction">Predictions whose first value became known before they were made.</param>
/// <param name="First">When the first value became known.</param>
/// <param name="Last">When the last value became known.</param>
/// <param name="MedianDelayDays">Median of the days from a prediction to its first value; null while no value has a prediction.</param>
public sealed record OutcomeCounts(
    string Outcome, long Rows, long Predictions, long Orphans, long Corrected, long BeforePrediction, DateTimeOffset First, DateTimeOffset Last, double? MedianDelayDays);

/// <summary>Counts of a model's stored rows.</summary>
public sealed record RowSummary(long Rows, DateTimeOffset? FirstEvent, DateTimeOffset? LastEvent, DateTimeOffset? LastReceived, long LastSequence, long Outcomes);
