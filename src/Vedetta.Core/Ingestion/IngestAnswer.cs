using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion;

/// <summary>What ingestion answers once everything accepted is durable.</summary>
/// <param name="Accepted">Rows stored.</param>
/// <param name="Duplicates">Rows whose id was known.</param>
/// <param name="Rejected">Rows not stored, with reasons (the first thousand; all are counted and quarantined).</param>
/// <param name="Warnings">What was odd about rows that were stored (the first thousand).</param>
/// <param name="RejectedCount">All rejected rows.</param>
/// <param name="Ids">Ids the server made, for rows that came without one; empty when none did.</param>
public sealed record IngestAnswer(
    long Accepted,
    long Duplicates,
    IReadOnlyList<RowIssue> Rejected,
    IReadOnlyList<RowIssue> Warnings,
    long RejectedCount,
    IReadOnlyList<string> Ids);

/// <summary>Something about one row of a request.</summary>
/// <param name="Index">0-based place of the row in the request.</param>
/// <param name="Id">Its id, where it could be read.</param>
/// <param name="Code">Stable code in snake_case.</param>
/// <param name="Field">The field concerned.</param>
/// <param name="Message">What is wrong and what is allowed; never the sender's value.</param>
public sealed record RowIssue(long Index, string? Id, string Code, string? Field, string Message);

/// <summary>A rejected row as kept for people.</summary>
/// <param name="Model">The model.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Issue">Why it was rejected.</param>
/// <param name="Payload">The row as sent, clipped to 4 KiB.</param>
public sealed record QuarantinedRow(ModelId Model, DateTimeOffset ReceivedAt, RowIssue Issue, string Payload);
