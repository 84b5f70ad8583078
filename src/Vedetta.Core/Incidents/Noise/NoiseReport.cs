using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents.Noise;

/// <summary>Finds out how noisy monitors are from their incidents, what people said of them, and their points. Pure.</summary>
public static class NoiseReport
{
    /// <summary>Reports on the monitors of a model that fired.</summary>
    /// <param name="incidents">Incidents of the model.</param>
    /// <param name="monitors">Its monitors.</param>
    /// <param name="points">Points of a monitor in the span.</param>
    /// <param name="span">The span looked at: incidents that fired in it.</param>
    public static IReadOnlyList<NoisyMonitor> Of(IReadOnlyList<Incident> incidents, IReadOnlyList<MonitorDefinition> monitors, Func<MonitorDefinition, IReadOnlyList<Point>> points, Window span)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(monitors);
        ArgumentNullException.ThrowIfNull(points);
        var fired = incidents.Where(incident => incident is { Backfilled: false, FiredAt: { } at } && span.Contains(at)).ToList();
        var rows = new List<NoisyMonitor>();
        foreach (var monitor in monitors)
        {
            var own = fired.Where(incident => incident.Members.Any(member => string.Equals(member.Monitor, monitor.Name, StringComparison.Ordinal))).ToList();
            if (own.Count > 0) rows.Add(Of(monitor, own, points(monitor)));
        }

        return Sorted(rows);
    }

    /// <summary>The noisiest first: by what people called noise, then by how often they were called.</summary>
    public static IReadOnlyList<NoisyMonitor> Sorted(IEnumerable<NoisyMonitor> rows) =>
        [.. rows.OrderByDescending(row => row.Noise).ThenByDescending(row => row.Fired + row.Flaps).ThenBy(row => row.Model.Value, StringComparer.Ordinal).ThenBy(row => row.Monitor, StringComparer.Ordinal)];

    private static NoisyMonitor Of(MonitorDefinition monitor, List<Incident> own, IReadOnlyList<Point> points)
    {
        var durations = own.Where(incident => incident is { FiredAt: not null, Resolved: not null }).Select(incident => incident.Resolved!.Value - incident.FiredAt!.Value).Order().ToList();
        var facts = NoiseFacts.Of(points);
        var row = new NoisyMonitor(
            monitor.Model, monitor.Name, monitor.Metric, own.Count, own.Count(incident => incident.Feedback == "useful"), own.Count(incident => incident.Feedback == "noise"),
            durations.Count == 0 ? null : durations[durations.Count / 2], own.Sum(incident => incident.Reopenings), facts.Windows, facts.BadWindows, []);
        return row with { Suggestions = [.. NoiseDetectors.Of(monitor, row, facts, own)] };
    }
}
