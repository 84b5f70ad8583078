using Vedetta.Core.Readings;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Drift;

/// <summary>What the drift page shows.</summary>
/// <param name="Scope">Its windows.</param>
/// <param name="Map">The heat-map.</param>
/// <param name="Notes">What one must know about the answer.</param>
/// <param name="Open">The column that is open; null for none.</param>
/// <param name="Quality">Latest readings of everything but drift, the worst first.</param>
public sealed record DriftView(Scope Scope, HeatMap Map, IReadOnlyList<string> Notes, ColumnView? Open, IReadOnlyList<MonitorStatus> Quality);

/// <summary>One column in detail.</summary>
/// <param name="Row">Its drift over the windows.</param>
/// <param name="Point">The window looked at; null when none has rows.</param>
/// <param name="Distribution">Its values in that window beside the baseline; null when there are none.</param>
/// <param name="Quality">Missing values, categories and moments over the windows; null where nothing was computed.</param>
public sealed record ColumnView(HeatRow Row, SeriesPoint? Point, DistributionAnswer? Distribution, IReadOnlyList<QualityPoint?> Quality);
