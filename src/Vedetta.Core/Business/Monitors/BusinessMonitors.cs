using Vedetta.Core.Business.Daily;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business.Monitors;

/// <summary>Reads the windows of business monitors from daily values that it brings up to date first. Not thread-safe.</summary>
internal sealed class BusinessMonitors(ModelDefinition model, EvaluationNeed need, BusinessService business, EvaluationOptions options, DateTimeOffset now)
{
    /// <summary>Earlier windows that tell what is usual.</summary>
    public const int UsualWindows = 28;

    private IReadOnlyList<BusinessDay>? _days;
    private BusinessPlan? _plan;

    /// <summary>A reading per metric of the monitor and due window.</summary>
    public async ValueTask<IReadOnlyList<(string Metric, Window Window, Reading Reading)>> ReadAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        if (_plan is null)
        {
            _plan = await business.PlanAsync(model.Id, cancel);
            await business.RefreshAsync(model.Id, now, cancel);
            _days = await business.DaysAsync(model.Id, need.Data, cancel);
        }

        var group = monitor.Version is { } version ? "version:" + version : monitor.Segment.IsAll ? "" : monitor.Segment.ToString();
        var metrics = monitor.Columns is ["*"] ? _plan.Metrics : [.. monitor.Columns.Select(_plan.Find).OfType<BusinessMetric>()];
        var readings = new List<(string, Window, Reading)>();
        foreach (var metric in metrics)
        {
            var values = new BusinessWindows(metric, _days!, group, monitor.Window, model.Zone);
            foreach (var window in DueOf(monitor))
                if (values.At(window) is { N: > 0 } point)
                    readings.Add((metric.Name, window, BusinessReadings.Of(monitor, metric, point, values.Before(window), options.Watermark.Completeness(window, now))));
        }

        return readings;
    }

    // Days are computed when their rows or outcomes change, so when they were computed says what is due.
    private IEnumerable<Window> DueOf(MonitorDefinition monitor)
    {
        var due = new SortedSet<Window>(Comparer<Window>.Create((a, b) => a.From.CompareTo(b.From)));
        due.UnionWith(EvaluationPlan.WindowsOf(monitor, need, model.Zone, options.Watermark, now));
        if (need.Span is null)
            due.UnionWith(_days!.Where(day => need.Since is not { } since || day.ComputedAt > since).Select(day => WindowCalendar.At(day.Day.From, monitor.Window, model.Zone)));
        return due;
    }
}
