using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>Rows of one request on their way to the writer. The batches belong to the writer until <see cref="Done"/>.</summary>
internal sealed class PendingCommit(ModelState state, DateTimeOffset receivedAt, IssueLog issues)
{
    public ModelState State { get; } = state;

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    public IssueLog Issues { get; } = issues;

    public PredictionBatch? Rows { get; init; }

    /// <summary>Place of each row in the request; null when it is the row's number.</summary>
    public IReadOnlyList<long>? Index { get; init; }

    public OutcomeBatch? Outcomes { get; init; }

    public string? ReferenceVersion { get; init; }

    public IReadOnlyList<PredictionBatch> References { get; init; } = [];

    /// <summary>Refused rows by their time in microseconds.</summary>
    public IReadOnlyDictionary<long, long>? RefusedAt { get; init; }

    public bool Backfill { get; init; }

    /// <summary>Work to do alone, between two transactions, instead of storing rows.</summary>
    public Func<CancellationToken, ValueTask>? Exclusive { get; init; }

    public TaskCompletionSource<CommitResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int RowCount => (Rows?.Count ?? 0) + (Outcomes?.Count ?? 0) + References.Sum(r => r.Count);

    public long Bytes { get; init; }

    // Filled by the writer.
    public List<int> Kept { get; } = [];

    public long Duplicates { get; set; }

    public List<int> KeptOutcomes { get; } = [];

    public long OutcomeDuplicates { get; set; }
}

/// <summary>What became of a pending commit.</summary>
/// <param name="Accepted">Predictions or reference rows stored.</param>
/// <param name="Duplicates">Predictions whose id was known.</param>
/// <param name="Sequence">The commit.</param>
/// <param name="Outcomes">Outcomes stored.</param>
/// <param name="OutcomeDuplicates">Outcomes that were known.</param>
internal readonly record struct CommitResult(long Accepted, long Duplicates, long Sequence, long Outcomes, long OutcomeDuplicates);
