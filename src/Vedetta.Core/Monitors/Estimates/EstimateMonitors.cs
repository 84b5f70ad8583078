using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Monitors.Estimates;

/// <summary>Reads what monitors of estimated quality look at: whole windows whose rows changed or which closed. Not thread-safe.</summary>
internal sealed class EstimateMonitors(ModelState state, EvaluationNeed need, IEstimatedPerformance? estimates, ReferenceQuality reference, EvaluationOptions options, DateTimeOffset now)
{
    private const int MostWindows = 400;

    /// <summary>The reading of every due window that has rows.</summary>
    public async ValueTask<IReadOnlyList<(Window Window, Reading Reading)>> ReadAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        if (estimates is null || !state.Versions.Any(version => version.Reference is { Labelled: > 0 }) || EstimateMonitorRules.OutcomeOf(monitor, state.Definition) is not { } outcome) return [];
        var due = EvaluationPlan.WindowsOf(monitor, need, state.Zone, options.Watermark, now).Where(window => options.Watermark.IsClosed(window, now)).TakeLast(MostWindows).ToHashSet();
        if (due.Count == 0) return [];
        var metric = LabelMonitorRules.MetricOf(monitor, state.Definition);
        var span = new Window(due.Min(window => window.From), due.Max(window => window.To));
        var answer = await estimates.ReadAsync(state.Id, new EstimatedQuestion(span, monitor.Window, monitor.Version, monitor.Segment, Outcome: monitor.Outcome), now, cancel);
        if (answer.Find(PerformanceMetrics.Name(metric)) is not { } series) return [];
        var rule = QualityRule.Of(monitor, metric);
        var read = new List<(Window Window, Reading Reading)>();
        foreach (var point in series.Points.Where(point => due.Contains(point.Window)))
        {
            var baseline = rule.Compare == Comparison.Absolute ? null
                : await reference.OfAsync(state, outcome, monitor.Version ?? ReferenceQuality.VersionAt(state, point.Window), monitor.Segment, monitor.Window, metric, ofApproved: false, cancel);
            read.Add((point.Window, EstimateReadings.Of(point, metric, baseline, rule)));
        }

        return read;
    }
}
