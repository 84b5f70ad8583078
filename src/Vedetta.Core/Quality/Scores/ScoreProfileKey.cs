using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Scores;

/// <summary>The span a stored score profile covers.</summary>
public enum ScoreLevel
{
    /// <summary>One day of the model's zone.</summary>
    Day,

    /// <summary>One month of the model's zone, the sum of its days.</summary>
    Month,

    /// <summary>The reference of a version.</summary>
    Reference,
}

/// <summary>What a score profile summarises.</summary>
/// <param name="Level">The kind of span.</param>
/// <param name="Start">First moment of the span, UTC; the Unix epoch for references.</param>
/// <param name="Version">Version of the rows.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="Outcome">The outcome whose values it counts; empty for what is known without outcomes: rows, decisions, amounts.</param>
public readonly record struct ScoreProfileKey(ScoreLevel Level, DateTimeOffset Start, string Version, SegmentKey Segment, string Outcome);

/// <summary>A stored score profile.</summary>
/// <param name="Key">What it summarises.</param>
/// <param name="Rows">Predictions in it, with or without a score.</param>
/// <param name="MaturesAt">When the next of its rows matures, so that it must be counted again; null when all have.</param>
/// <param name="Payload">Its binary form (<c>docs/formats/scores.md</c>).</param>
public sealed record ScoreFragment(ScoreProfileKey Key, long Rows, DateTimeOffset? MaturesAt, ReadOnlyMemory<byte> Payload);

/// <summary>Which score profiles to read.</summary>
/// <param name="Model">The model.</param>
/// <param name="Level">The kind of span.</param>
/// <param name="Span">Only spans that begin inside; ignored for references.</param>
/// <param name="Outcomes">Only these outcomes, the empty name among them where rows are wanted; null for all.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows; null for every segment.</param>
public sealed record ScoreProfileQuery(
    ModelId Model, ScoreLevel Level, Window Span, IReadOnlyList<string>? Outcomes = null, string? Version = null, SegmentKey? Segment = null);

/// <summary>How far the score profiles of a model are.</summary>
/// <param name="Sequence">They hold every commit up to this one.</param>
/// <param name="Rules">What days were counted by; other rules count every day again.</param>
/// <param name="References">Which references were counted; others count the references again.</param>
public sealed record ScoreMark(long Sequence, string Rules, string References);

/// <summary>One change of the stored score profiles, made in one transaction.</summary>
/// <param name="Replaced">Spans all of whose profiles are replaced.</param>
/// <param name="Fragments">The new profiles.</param>
/// <param name="Mark">How far the profiles are now; null leaves it.</param>
public sealed record ScoreWrite(IReadOnlyList<(ScoreLevel Level, DateTimeOffset Start)> Replaced, IReadOnlyList<ScoreFragment> Fragments, ScoreMark? Mark);

/// <summary>What is stored of one day.</summary>
/// <param name="Start">First moment of the day.</param>
/// <param name="Rows">Predictions in its profiles, over all versions.</param>
/// <param name="MaturesAt">When the next of its rows matures; null when all have.</param>
public readonly record struct ScoreDay(DateTimeOffset Start, long Rows, DateTimeOffset? MaturesAt);
