using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>A question about performance without labels.</summary>
/// <param name="Span">From and to; null for everything stored.</param>
/// <param name="Every">Length of the windows.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows; null for all.</param>
/// <param name="AsOf">Only rows that happened and labels that were known by then; null for now.</param>
/// <param name="Method">How it is estimated; auto takes calibrated scores alone for hours and days, and the median of three methods for longer windows.</param>
/// <param name="Outcome">Which outcome's performance; null for the model's first.</param>
/// <param name="KeptOnly">True to answer only what is computed already and to count the rest as waiting.</param>
public sealed record EstimatedQuestion(
    Window? Span = null,
    WindowSize Every = WindowSize.Day,
    string? Version = null,
    SegmentKey? Segment = null,
    DateTimeOffset? AsOf = null,
    EstimationMethod Method = EstimationMethod.Auto,
    string? Outcome = null,
    bool KeptOnly = false);
