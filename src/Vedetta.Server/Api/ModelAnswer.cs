using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Api;

/// <summary>A model as clients see it: its description, and what is known of its rows.</summary>
public sealed record ModelAnswer(
    string Model,
    ModelTask Task,
    string? Title,
    string? Owner,
    string? PositiveClass,
    double Threshold,
    string TimeZone,
    ScoreBody Score,
    SchemaBody Schema,
    IReadOnlyList<OutcomeBody> Outcomes,
    DateTimeOffset CreatedAt,
    long Revision)
{
    /// <summary>Its versions in the order they were first seen; null in lists.</summary>
    public IReadOnlyList<VersionAnswer>? Versions { get; init; }

    /// <summary>Counts of its rows; null in lists.</summary>
    public RowsAnswer? Rows { get; init; }

    /// <summary>As clients see it.</summary>
    public static ModelAnswer Of(ModelDefinition model) => new(
        model.Id.Value, model.Task, model.Title, model.Owner, model.PositiveClass, model.Threshold, model.TimeZone, ScoreBody.Of(model.Score),
        new SchemaBody
        {
            Columns = [.. model.Schema.Columns.Select(ColumnBody.Of)], SegmentTags = model.Schema.SegmentTags, Confirmed = model.Schema.Confirmed,
        },
        [.. model.Outcomes.Select(OutcomeBody.Of)], model.CreatedAt, model.Revision);
}

/// <summary>A version of a model.</summary>
public sealed record VersionAnswer(string Version, DateTimeOffset? FirstSeen, ReferenceAnswerBody? Reference)
{
    /// <summary>As clients see it.</summary>
    public static VersionAnswer Of(ModelVersion version) =>
        new(version.Version, version.FirstSeen, version.Reference is { } reference ? ReferenceAnswerBody.Of(reference) : null);
}

/// <summary>A version's reference.</summary>
public sealed record ReferenceAnswerBody(long Rows, long Labelled, DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset UploadedAt)
{
    /// <summary>As clients see it.</summary>
    public static ReferenceAnswerBody Of(ReferenceInfo info) => new(info.Rows, info.Labelled, info.From, info.To, info.UploadedAt);
}

/// <summary>Counts of a model's rows.</summary>
public sealed record RowsAnswer(long Predictions, long Outcomes, DateTimeOffset? FirstEvent, DateTimeOffset? LastEvent, DateTimeOffset? LastReceived)
{
    /// <summary>As clients see it.</summary>
    public static RowsAnswer Of(RowSummary summary) => new(summary.Rows, summary.Outcomes, summary.FirstEvent, summary.LastEvent, summary.LastReceived);
}
