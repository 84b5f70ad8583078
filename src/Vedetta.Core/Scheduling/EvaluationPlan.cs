using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Time;

namespace Vedetta.Core.Scheduling;

/// <summary>Which windows a monitor has to look at, and when it is next due. Pure.</summary>
public static class EvaluationPlan
{
    /// <summary>Windows to evaluate now, in order.</summary>
    public static IReadOnlyList<Window> WindowsOf(MonitorDefinition monitor, EvaluationNeed need, TimeZoneInfo zone, Watermark watermark, DateTimeOffset now)
    {
        var windows = new SortedSet<Window>(ByTime);
        var until = need.FirstLive is null || need.Data.To > now ? need.Data.To : now;
        if (need.Span is { } span)
        {
            windows.UnionWith(WindowCalendar.Cut(Clip(span, new Window(need.Data.From, until)), monitor.Window, zone));
        }
        else
        {
            foreach (var window in need.Hours.Select(hour => WindowCalendar.At(hour, monitor.Window, zone)).Distinct())
            {
                windows.Add(window);
                var reach = ReachOf(monitor);
                if (reach > TimeSpan.Zero) windows.UnionWith(WindowCalendar.Cut(Clip(new Window(window.To, window.To + reach), new Window(need.Data.From, until)), monitor.Window, zone));
            }

            if (need.Since is { } since)
            {
                var closing = Clip(new Window(since - watermark.Lateness - Baselines.LengthOf(monitor.Window), now), new Window(need.Data.From, until));
                windows.UnionWith(WindowCalendar.Cut(closing, monitor.Window, zone).Where(window => !watermark.IsClosed(window, since) && watermark.IsClosed(window, now)));
            }
        }

        if (monitor.Metric != MonitorMetric.Silence) return [.. windows];

        // Silence is judged after the first live row only, and an hour says nothing about it before it is over.
        return [.. windows.Where(window => need.FirstLive is { } live && window.To > live && watermark.IsClosed(window, now))];
    }

    /// <summary>When the monitor's next window closes.</summary>
    public static DateTimeOffset NextDue(MonitorDefinition monitor, TimeZoneInfo zone, Watermark watermark, DateTimeOffset now)
    {
        var window = WindowCalendar.At(now - watermark.Lateness, monitor.Window, zone);
        return watermark.ClosesAt(window);
    }

    /// <summary>The earliest of the monitors' next windows to close; null when none is enabled.</summary>
    public static DateTimeOffset? NextDue(IEnumerable<MonitorDefinition> monitors, TimeZoneInfo zone, Watermark watermark, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var monitor in monitors.Where(monitor => monitor.Enabled))
        {
            var due = NextDue(monitor, zone, watermark, now);
            if (next is null || due < next) next = due;
        }

        return next;
    }

    private static IComparer<Window> ByTime { get; } = Comparer<Window>.Create((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));

    // Without a reference every monitor falls back to the trailing windows, so late rows reach at least that far.
    private static TimeSpan ReachOf(MonitorDefinition monitor) => monitor.Metric switch
    {
        MonitorMetric.Volume => UsualRows.Reach(monitor.Window),
        MonitorMetric.SloBurn => Objectives.BurnPair.Reach,
        MonitorMetric.Silence or MonitorMetric.Duplicates or MonitorMetric.Freshness or MonitorMetric.EstimatedPerformance or MonitorMetric.Staleness or MonitorMetric.Activity or MonitorMetric.Stream
            or MonitorMetric.Performance or MonitorMetric.Calibration or MonitorMetric.LabelDelay or MonitorMetric.LabelCoverage or MonitorMetric.Business => TimeSpan.Zero,
        _ => Baselines.Reach(monitor.Baseline == BaselineKind.Reference ? BaselineKind.Trailing : monitor.Baseline, monitor.Window),
    };

    private static Window Clip(Window window, Window limits) =>
        new(window.From > limits.From ? window.From : limits.From, window.To < limits.To ? window.To : limits.To);
}
