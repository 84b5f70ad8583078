using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Core.Time;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.Incidents;

/// <summary>What one incident's page shows.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Model">Its model.</param>
/// <param name="Rule">The monitor of its worst member; null when it was deleted.</param>
/// <param name="Points">Readings of the worst member before, during and after, in order of window.</param>
/// <param name="Methods">Method of each monitor by name.</param>
/// <param name="MayAct">Whether the reader may take and close it.</param>
/// <param name="Trail">What channels were told of it.</param>
public sealed record IncidentView(
    Incident Incident, ModelDefinition Model, MonitorDefinition? Rule, IReadOnlyList<Point> Points, IReadOnlyDictionary<string, string?> Methods, bool MayAct, RoutingTrail Trail)
{
    /// <summary>The worst member; null when none is left.</summary>
    public IncidentMember? Lead => Incident.Members.Count > 0 ? Incident.Members[0] : null;

    /// <summary>Method of a member's monitor.</summary>
    public string? MethodOf(IncidentMember member) => Methods.GetValueOrDefault(member.Monitor);

    /// <summary>The readings over time with the bad windows shaded; null while there are fewer than two.</summary>
    public TimeChart? Chart(Words words)
    {
        if (Lead is not { } lead || Points.Count < 2) return null;
        var zone = Model.Zone;
        var size = Rule?.Window ?? WindowSize.Day;
        var windows = size == WindowSize.All
            ? Points.Select(p => p.Key.Window).ToList()
            : [.. WindowCalendar.Cut(new Window(Points[0].Key.Window.From, Points[^1].Key.Window.To), size, zone).Take(400)];
        var byStart = Points.GroupBy(p => p.Key.Window.From).ToDictionary(g => g.Key, g => g.Last().Reading);
        var readings = windows.ConvertAll(w => byStart.GetValueOrDefault(w.From));
        var method = MethodOf(lead);
        var byExcess = lead.Metric == MonitorMetric.Drift && Words.IsRecommended(method);
        var sample = readings.FindLast(r => r is not null)!;
        var scale = byExcess && sample.Warning is > 0 and var one ? 1 / one : 1;
        var lines = new List<ChartLine>();
        if (lead.Metric is not (MonitorMetric.Volume or MonitorMetric.Constant))
        {
            if (sample.Warning is { } w) lines.Add(new ChartLine(w * scale, words.Of(Severity.Warning) + " " + (byExcess ? words.Format.Excess(w * scale) : words.ThresholdOf(lead.Metric, w)), "warning"));
            if (sample.Critical is { } c) lines.Add(new ChartLine(c * scale, words.Of(Severity.Critical) + " " + (byExcess ? words.Format.Excess(c * scale) : words.ThresholdOf(lead.Metric, c)), "critical"));
        }

        var from = windows.FindIndex(w => w.To > lead.Window.From);
        var to = windows.FindLastIndex(w => w.From < lead.LastWindow.To);
        var step = Math.Max(1, (int)Math.Ceiling(windows.Count / 7.0));
        return new TimeChart(
            [.. windows.Select(w => words.Format.Window(w, zone))],
            [.. Enumerable.Range(0, windows.Count).Where(i => i % step == 0)],
            Words.IsShare(lead.Metric) ? Unit.Percent : lead.Metric == MonitorMetric.Volume ? Unit.Count : Unit.Number,
            [byExcess
                ? new ChartSeries(words.Excess, [.. readings.Select(r => r?.Excess)], "accent")
                : new ChartSeries(words.Measured(lead.Metric, method, ""), [.. readings.Select(r => r?.Value)], "accent", [.. readings.Select(r => r?.Low)], [.. readings.Select(r => r?.High)])],
            lines, [], from >= 0 && to >= from ? [new ChartSpan(from, to, words.WindowThatFired, "critical")] : [], Min: 0);
    }
}
