using System.Text.Json.Serialization;
using Vedetta.Core.Ingestion;

namespace Vedetta.Server.Api;

/// <summary>What became of the rows of a request.</summary>
/// <param name="Accepted">Rows stored.</param>
/// <param name="Duplicates">Rows whose id was known.</param>
/// <param name="Rejected">Rows not stored, the first thousand.</param>
/// <param name="Warnings">What was odd about stored rows, the first thousand.</param>
/// <param name="RejectedCount">All rejected rows.</param>
/// <param name="Ids">Ids the server made for rows that came without one.</param>
public sealed record IngestBody(
    long Accepted,
    long Duplicates,
    IReadOnlyList<RejectedRowBody> Rejected,
    IReadOnlyList<WarningBody> Warnings,
    long RejectedCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ids)
{
    /// <summary>As clients see it.</summary>
    public static IngestBody Of(IngestAnswer answer) => new(
        answer.Accepted, answer.Duplicates, [.. answer.Rejected.Select(RejectedRowBody.Of)], [.. answer.Warnings.Select(WarningBody.Of)],
        answer.RejectedCount, answer.Ids.Count == 0 ? null : answer.Ids);
}

/// <summary>A row that was not stored.</summary>
public sealed record RejectedRowBody(long Index, string? Id, string Code, string? Field, string Message)
{
    /// <summary>As clients see it.</summary>
    public static RejectedRowBody Of(RowIssue issue) => new(issue.Index, issue.Id, issue.Code, issue.Field, issue.Message);
}

/// <summary>Something odd about a stored row.</summary>
public sealed record WarningBody(long Index, string? Id, string Code, string? Field, string Message)
{
    /// <summary>As clients see it.</summary>
    public static WarningBody Of(RowIssue issue) => new(issue.Index, issue.Id, issue.Code, issue.Field, issue.Message);
}

/// <summary>What became of a reference: the schema as it is now, and the counts.</summary>
public sealed record ReferenceBody(
    string Model,
    string Version,
    long Rows,
    long Labelled,
    DateTimeOffset? From,
    DateTimeOffset? To,
    SchemaBody Schema,
    long Accepted,
    long Duplicates,
    IReadOnlyList<RejectedRowBody> Rejected,
    IReadOnlyList<WarningBody> Warnings,
    long RejectedCount)
{
    /// <summary>As clients see it.</summary>
    public static ReferenceBody Of(ReferenceAnswer answer) => new(
        answer.Model.Id.Value, answer.Version, answer.Info.Rows, answer.Info.Labelled, answer.Info.From, answer.Info.To, ModelAnswer.Of(answer.Model).Schema,
        answer.Answer.Accepted, answer.Answer.Duplicates, [.. answer.Answer.Rejected.Select(RejectedRowBody.Of)],
        [.. answer.Answer.Warnings.Select(WarningBody.Of)], answer.Answer.RejectedCount);
}

/// <summary>Rejected rows as kept for people.</summary>
public sealed record QuarantineBody(long Total, IReadOnlyDictionary<string, long> ByCode, IReadOnlyList<QuarantinedRowBody> Rows);

/// <summary>One rejected row.</summary>
public sealed record QuarantinedRowBody(DateTimeOffset ReceivedAt, long Index, string? Id, string Code, string? Field, string Message, string Payload)
{
    /// <summary>As clients see it.</summary>
    public static QuarantinedRowBody Of(QuarantinedRow row) =>
        new(row.ReceivedAt, row.Issue.Index, row.Issue.Id, row.Issue.Code, row.Issue.Field, row.Issue.Message, row.Payload);
}
