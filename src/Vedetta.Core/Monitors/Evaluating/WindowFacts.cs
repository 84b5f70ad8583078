using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Everything an evaluation looks at. Built from profiles and counts; holds no clock.</summary>
/// <param name="Model">The model.</param>
/// <param name="Window">The span judged.</param>
/// <param name="Completeness">Share of it that has passed the watermark.</param>
/// <param name="Current">What its rows look like.</param>
/// <param name="Baseline">What it is compared with; null when there is nothing.</param>
/// <param name="Traffic">What did not become rows, and who came late.</param>
/// <param name="Usual">Rows of comparable earlier windows, the latest first; for the volume.</param>
/// <param name="Silence">Gaps; null where they are not asked for.</param>
/// <param name="Samples">Rows of both sides; null where they are not asked for.</param>
/// <param name="Streams">What streaming detectors did; null where they are not asked for.</param>
/// <param name="Labels">What outcomes say; null where they are not asked for.</param>
/// <param name="Learnt">When the version's reference was; null where it is not asked for or there is none.</param>
/// <param name="Estimate">Quality estimated without labels, judged; null where it is not asked for.</param>
public sealed record WindowFacts(
    ModelDefinition Model,
    Window Window,
    double Completeness,
    ProfileSet Current,
    BaselineFacts? Baseline,
    TrafficFacts Traffic,
    IReadOnlyList<long> Usual,
    SilenceFacts? Silence,
    SampleFacts? Samples = null,
    IReadOnlyList<StreamFacts>? Streams = null,
    LabelFacts? Labels = null,
    LearntFacts? Learnt = null,
    Reading? Estimate = null);

/// <summary>When what a version was judged on lay.</summary>
/// <param name="Version">The version whose reference it is.</param>
/// <param name="At">Its last row, or when it came where rows carry no time.</param>
public sealed record LearntFacts(string Version, DateTimeOffset At);

/// <summary>Whole rows of both sides, at most a fixed number of each.</summary>
/// <param name="Current">Rows of the window.</param>
/// <param name="Baseline">Rows of what it is compared with; null when there is nothing.</param>
public sealed record SampleFacts(RowSample Current, RowSample? Baseline);

/// <summary>What did not become rows in a window, and how many rows came after it had closed.</summary>
public readonly record struct TrafficFacts(long Duplicates, long Rejected, long Late);

/// <summary>Gaps between events, in whole hours.</summary>
/// <param name="Live">True after the first live event: before it silence is not judged.</param>
/// <param name="Gap">Hours without an event up to the end of the window.</param>
/// <param name="LongestUsual">Longest gap of the four weeks before.</param>
/// <param name="HistoryHours">Hours between the first event and the window, at most four weeks.</param>
public sealed record SilenceFacts(bool Live, int Gap, int LongestUsual, int HistoryHours);
