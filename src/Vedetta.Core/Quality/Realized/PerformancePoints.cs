using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>What monitors say of the figures asked for: their rules, and their first and latest readings.</summary>
internal sealed class PerformancePoints
{
    private readonly Dictionary<string, (MonitorDefinition Monitor, Dictionary<Window, Point> Points)> _byMetric = new(StringComparer.Ordinal);

    /// <summary>Reads the points of the monitors whose windows, version, segment, outcome and population are those of the question.</summary>
    public static async ValueTask<PerformancePoints> ReadAsync(
        IMonitorStore store, ModelDefinition model, OutcomeDefinition outcome, PerformanceQuestion question, Window? span, CancellationToken cancel, MonitorMetric of = MonitorMetric.Performance)
    {
        var said = new PerformancePoints();
        if (span is not { } all || question.By != WindowBy.Event) return said;
        foreach (var monitor in (await store.ListAsync(model.Id, cancel)).Where(monitor => monitor.Metric == of && Matches(monitor, JudgedOutcome.Of(model), outcome, question)))
        {
            var points = await store.PointsAsync(model.Id, monitor.Name, all, cancel);
            said._byMetric.TryAdd(PerformanceMetrics.Name(LabelMonitorRules.MetricOf(monitor, model)), (monitor, points.GroupBy(point => point.Key.Window).ToDictionary(group => group.Key, group => group.First())));
        }

        return said;
    }

    /// <summary>The rule of a metric: the monitor's, or the usual one.</summary>
    public QualityRule RuleOf(PerformanceMetric metric) =>
        _byMetric.TryGetValue(PerformanceMetrics.Name(metric), out var said) && !ComparesOtherwise(metric) ? QualityRule.Of(said.Monitor, metric) : QualityRule.Usual;

    /// <summary>Whether its monitor compares with something else than the reference, so that only its points know the verdict.</summary>
    public bool ComparesOtherwise(PerformanceMetric metric) =>
        _byMetric.TryGetValue(PerformanceMetrics.Name(metric), out var said) && said.Monitor.Baseline != BaselineKind.Reference && said.Monitor.Compare != Comparison.Absolute;

    /// <summary>The monitor's point of a window; null when there is none.</summary>
    public Point? Find(PerformanceMetric metric, Window window) =>
        _byMetric.TryGetValue(PerformanceMetrics.Name(metric), out var said) ? said.Points.GetValueOrDefault(window) : null;

    private static bool Matches(MonitorDefinition monitor, OutcomeDefinition? usual, OutcomeDefinition outcome, PerformanceQuestion question) =>
        monitor.Enabled
        && monitor.Window == (question.Every ?? WindowSize.Month)
        && monitor.Segment == (question.Segment ?? SegmentKey.All)
        && string.Equals(monitor.Version, question.Version, StringComparison.Ordinal)
        && string.Equals(monitor.Outcome ?? usual?.Name, outcome.Name, StringComparison.Ordinal)
        && monitor.Population == question.Population;
}
