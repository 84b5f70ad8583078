using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles;

/// <summary>
/// Profiles of windows, merged from everything stored and everything not yet flushed: no row is counted twice and none
/// is left out, also while a flush runs. Thread-safe. Failures of the medium are <c>StorageException</c>.
/// </summary>
public interface IProfileReader
{
    /// <summary>
    /// A profile set per window, in the order of the windows; the span is read once for all of them. A window holds the
    /// hours that begin inside it. The profiles belong to the caller, who may merge them further.
    /// </summary>
    /// <param name="model">The model; one that is not known has no rows.</param>
    /// <param name="windows">May overlap; whole hours of the model's zone.</param>
    /// <param name="columns">Names as in <see cref="ProfileKey.Column"/>; null for all.</param>
    /// <param name="version">Only rows of this version; null for all.</param>
    /// <param name="segment">Which rows.</param>
    /// <param name="cancel">Stops the reading.</param>
    ValueTask<IReadOnlyList<ProfileSet>> ReadAsync(
        ModelId model, IReadOnlyList<Window> windows, IReadOnlyList<string>? columns, string? version, SegmentKey segment, CancellationToken cancel);

    /// <summary>
    /// The reference that serves a version: its own, or that of the nearest earlier version that has one. Null when there
    /// is none. A null version asks for the reference of the version seen last. Shared between callers: read only.
    /// </summary>
    ValueTask<ReferenceSet?> ReferenceAsync(ModelId model, string? version, SegmentKey segment, CancellationToken cancel);
}

/// <summary>What is known of the rows of one window.</summary>
/// <param name="Window">The span.</param>
/// <param name="Rows">Rows in it, of the segment and version asked for.</param>
/// <param name="Columns">A profile per column that has rows; columns without any are absent.</param>
/// <param name="Correlation">Co-moments of the numeric features; only for all rows, null for a segment or without rows.</param>
/// <param name="Versions">Versions that have rows in it, in the order of the alphabet.</param>
/// <param name="Notes">
/// What one must know, for example that numbers of a version with another grid could not be merged and are left out
/// of a column. Empty for a single version.
/// </param>
public sealed record ProfileSet(
    Window Window,
    long Rows,
    IReadOnlyDictionary<string, ColumnProfile> Columns,
    CorrelationProfile? Correlation,
    IReadOnlyList<string> Versions,
    IReadOnlyList<string> Notes);

/// <summary>What a version is compared with.</summary>
/// <param name="OfVersion">The version whose reference it is: the one asked for, or an earlier one.</param>
/// <param name="Info">When it came, how many rows.</param>
/// <param name="Rows">Rows of the segment asked for.</param>
/// <param name="Columns">A profile per column, on the grid of this reference.</param>
/// <param name="Correlation">Co-moments of the numeric features; null for a segment.</param>
/// <param name="Grids">The grid of each numeric column.</param>
public sealed record ReferenceSet(
    string OfVersion,
    ReferenceInfo Info,
    long Rows,
    IReadOnlyDictionary<string, ColumnProfile> Columns,
    CorrelationProfile? Correlation,
    IReadOnlyDictionary<string, NumericGrid> Grids);
