using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Profiles;

/// <summary>The span one stored profile covers.</summary>
public enum ProfileLevel
{
    /// <summary>One hour of the model's zone.</summary>
    Hour,

    /// <summary>One day of the model's zone, rolled up from its hours.</summary>
    Day,

    /// <summary>One month of the model's zone, rolled up from its hours.</summary>
    Month,

    /// <summary>The whole reference of a version.</summary>
    Reference,

    /// <summary>Not a profile but the grid of a column: the edges its histograms use, fixed by the reference of a version.</summary>
    Grid,
}

/// <summary>Which rows a profile is about: all of them, or those with one value of a segment column.</summary>
/// <param name="Column">Segment column, empty for all rows.</param>
/// <param name="Value">Its value; empty stands for missing.</param>
public readonly record struct SegmentKey(string Column, string Value)
{
    /// <summary>All rows.</summary>
    public static SegmentKey All { get; } = new("", "");

    /// <summary>Whether this is all rows.</summary>
    public bool IsAll => Column.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => IsAll ? "" : $"{Column}:{Value}";
}

/// <summary>What a profile summarises.</summary>
/// <param name="Version">Version of the rows; for a reference, the version it belongs to.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="Level">The kind of span.</param>
/// <param name="Start">First moment of the span, UTC; the Unix epoch for references and grids.</param>
/// <param name="Column">
/// Column name: a feature, <c>score</c>, <c>score_&lt;class&gt;</c>, <c>prediction</c>, <c>decision</c>, a tag as
/// <c>tag_&lt;name&gt;</c>, or one of the reserved names of <see cref="ProfileColumns"/>.
/// </param>
public readonly record struct ProfileKey(string Version, SegmentKey Segment, ProfileLevel Level, DateTimeOffset Start, string Column);

/// <summary>Names of profiles that are not one column of the model.</summary>
public static class ProfileColumns
{
    /// <summary>Co-moments of the numeric features.</summary>
    public const string Correlation = "#correlation";

    /// <summary>Latency in milliseconds.</summary>
    public const string Latency = "#latency";

    /// <summary>Rows that carry an error, as a categorical profile of <c>error</c> and <c>ok</c>.</summary>
    public const string Errors = "#errors";
}

/// <summary>A piece of a profile in its binary form (<c>docs/formats/profile.md</c>).</summary>
public sealed record ProfileFragment(ProfileKey Key, ReadOnlyMemory<byte> Payload);

/// <summary>Which fragments to read.</summary>
/// <param name="Model">The model.</param>
/// <param name="Level">The kind of span.</param>
/// <param name="Span">Only spans that begin inside; ignored for references and grids.</param>
/// <param name="Columns">Only these columns; null for all.</param>
/// <param name="Versions">Only these versions; null for all.</param>
/// <param name="Segment">Which rows; null for every segment.</param>
public sealed record ProfileQuery(
    ModelId Model,
    ProfileLevel Level,
    Window Span,
    IReadOnlyList<string>? Columns = null,
    IReadOnlyList<string>? Versions = null,
    SegmentKey? Segment = null);
