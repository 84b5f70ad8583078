using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>What would have come of a monitor on history: the incidents it would have opened, and how much it judged.</summary>
/// <param name="Windows">Windows it looked at.</param>
/// <param name="Judged">Windows in which at least one column was judged.</param>
/// <param name="Bad">Windows with at least one reading beyond a threshold.</param>
/// <param name="Incidents">Incidents that would have fired, in order.</param>
/// <param name="Span">From the first to the last window; null without any.</param>
public sealed record WouldFire(int Windows, int Judged, int Bad, IReadOnlyList<Incident> Incidents, Window? Span)
{
    /// <summary>How many incidents it would have opened in thirty days; null for a span under a day.</summary>
    public double? PerMonth => Span is { } span && (span.To - span.From).TotalDays >= 1 ? Incidents.Count * 30 / (span.To - span.From).TotalDays : null;

    /// <summary>Runs the readings of a try through the life of incidents, with the monitor's own patience. Pure.</summary>
    public static WouldFire Of(MonitorDefinition monitor, IReadOnlyList<BacktestReading> readings, Watermark watermark, DateTimeOffset now)
    {
        var windows = readings.GroupBy(reading => reading.Window).ToList();
        if (windows.Count == 0) return new WouldFire(0, 0, 0, [], null);
        var facts = readings.Where(reading => reading.Reading.Completeness >= 1).Select(reading => new IncidentFact(monitor, new Point(
            new PointKey(monitor.Model, monitor.Name, reading.Column, reading.Window), reading.Reading, watermark.ClosesAt(reading.Window), 0, null, watermark.ClosesAt(reading.Window), Backfilled: true))).ToList();
        var context = new IncidentContext(
            monitor.Model, VersionHistory.Only(""), watermark, new Dictionary<string, MonitorDefinition>(StringComparer.Ordinal) { [monitor.Name] = monitor });
        var step = facts.Count == 0 ? new IncidentStep([], [], []) : IncidentMachine.Advance([], facts, context, now);
        return new WouldFire(
            windows.Count,
            windows.Count(window => window.Any(reading => reading.Reading.Verdict.Kind != VerdictKind.Undecided)),
            windows.Count(window => window.Any(reading => reading.Reading.Verdict.IsAlarm)),
            [.. step.Changed.Where(incident => incident.State != IncidentState.Pending).OrderBy(incident => incident.Opened)],
            new Window(windows.Min(window => window.Key.From), windows.Max(window => window.Key.To)));
    }
}
