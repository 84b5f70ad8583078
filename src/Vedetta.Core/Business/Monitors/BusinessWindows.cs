using Vedetta.Core.Business.Daily;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Time;
using Vedetta.Statistics.Business;

namespace Vedetta.Core.Business.Monitors;

/// <summary>Values of one metric and group per window. Pure; each window is summed once.</summary>
internal sealed class BusinessWindows
{
    private readonly BusinessMetric _metric;
    private readonly bool _ratio;
    private readonly WindowSize _size;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<Window, (AggregateSums Sums, double Mature)> _sums = [];

    public BusinessWindows(BusinessMetric metric, IReadOnlyList<BusinessDay> days, string group, WindowSize size, TimeZoneInfo zone)
    {
        (_metric, _ratio, _size, _zone) = (metric, BusinessValues.IsRatio(metric), size, zone);
        foreach (var day in days)
        {
            if (day.Find(metric.Name, group) is not { } cell) continue;
            var window = WindowCalendar.At(day.Day.From, size, zone);
            var known = _sums.GetValueOrDefault(window);
            _sums[window] = (known.Sums + cell.Sums, known.Mature + cell.Mature);
        }
    }

    /// <summary>The value of a window; null without rows.</summary>
    public BusinessPoint? At(Window window) => _sums.TryGetValue(window, out var found) ? BusinessValues.Of(_metric, _ratio, window, found.Sums, found.Mature) : null;

    /// <summary>Values of comparable windows before: counts and sums of days follow the week, so that like weekdays are compared once there are four.</summary>
    public IReadOnlyList<double> Before(Window window)
    {
        if (!_ratio && _size == WindowSize.Day && Values(UsualRows.Same(window, _size, _zone)) is { Count: >= 4 } same) return same;
        return Values(Baselines.Before(window, _size, _zone, BusinessMonitors.UsualWindows));
    }

    private List<double> Values(IEnumerable<Window> windows) =>
        [.. windows.Select(At).OfType<BusinessPoint>().Where(point => point.Complete >= BusinessReadings.EnoughMature).Select(point => point.Value).OfType<double>()];
}
