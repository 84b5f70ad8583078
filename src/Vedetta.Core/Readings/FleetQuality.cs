using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Readings;

/// <summary>Quality of one model on the fleet page, from what its monitors said.</summary>
/// <param name="Metric">The metric watched first.</param>
/// <param name="Estimated">Its latest estimate; null without one.</param>
/// <param name="Realized">Its latest realized value that was judged, or the latest at all; null without one.</param>
/// <param name="Coverage">Share of mature predictions whose label came, in the latest window that is mature; null where nobody watches it.</param>
public sealed record FleetQuality(PerformanceMetric Metric, Point? Estimated, Point? Realized, double? Coverage)
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(200);

    /// <summary>Reads the points of the monitors of quality.</summary>
    internal static async ValueTask<FleetQuality?> ReadAsync(ModelDefinition model, IReadOnlyList<MonitorDefinition> rules, DateTimeOffset last, IMonitorStore monitors, CancellationToken cancel)
    {
        var (estimating, realizing, covering) = (Find(rules, MonitorMetric.EstimatedPerformance), Find(rules, MonitorMetric.Performance), Find(rules, MonitorMetric.LabelCoverage));
        if ((estimating ?? realizing) is not { } first) return null;
        var estimated = await LatestAsync(model.Id, estimating, last, monitors, cancel);
        var realized = await LatestAsync(model.Id, realizing, last, monitors, cancel);
        if (estimated is null && realized is null) return null;
        var coverage = await LatestAsync(model.Id, covering, last, monitors, cancel);
        return new FleetQuality(LabelMonitorRules.MetricOf(first, model), estimated, realized, coverage?.Reading.Value);
    }

    private static MonitorDefinition? Find(IReadOnlyList<MonitorDefinition> rules, MonitorMetric metric) =>
        rules.FirstOrDefault(rule => rule.Enabled && rule.Metric == metric && rule.Segment.IsAll && rule.Version is null && rule.Outcome is null);

    private static async ValueTask<Point?> LatestAsync(ModelId model, MonitorDefinition? rule, DateTimeOffset last, IMonitorStore monitors, CancellationToken cancel)
    {
        if (rule is null) return null;
        var points = await monitors.PointsAsync(model, rule.Name, new Window(last - Back, last.AddDays(32)), cancel);
        return points.LastOrDefault(point => point.Reading is { Value: not null, Completeness: >= 1 } && point.Reading.Verdict.Kind != Statistics.VerdictKind.Undecided)
            ?? points.LastOrDefault(point => point.Reading.Value is not null);
    }
}
