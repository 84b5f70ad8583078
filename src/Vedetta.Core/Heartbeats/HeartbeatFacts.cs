using System.Xml;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Heartbeats;

/// <summary>
/// Says of a heartbeat what a monitor of silence would say, so that its incident lives like any other: it groups with the
/// silence of the model's data, is silenced, routed and resolved. Pure.
/// </summary>
public static class HeartbeatFacts
{
    /// <summary>Before the name of a heartbeat: the monitor of its incidents.</summary>
    public const string Prefix = "heartbeat-";

    /// <summary>A heartbeat that did not come by its deadline.</summary>
    public static IncidentFact Missing(Heartbeat heartbeat, HeartbeatState state)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        ArgumentNullException.ThrowIfNull(state);
        var deadline = state.Deadline(heartbeat);
        var since = state.Last is { } last ? $"the last came {last.UtcDateTime:yyyy-MM-dd HH:mm}Z" : "none has come yet";
        var reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no heartbeat by {deadline.UtcDateTime:yyyy-MM-dd HH:mm}Z; {since}, one is expected every {XmlConvert.ToString(heartbeat.Every)}");
        return Fact(heartbeat, new Window(deadline - heartbeat.Every, deadline), (heartbeat.Every + heartbeat.Grace).TotalHours, new Verdict.Critical(reason), deadline);
    }

    /// <summary>A heartbeat that came after its silence.</summary>
    public static IncidentFact Back(Heartbeat heartbeat, HeartbeatState missed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        ArgumentNullException.ThrowIfNull(missed);
        var from = missed.MissedAt ?? now - heartbeat.Every;
        return Fact(heartbeat, new Window(from, now > from ? now : from.AddSeconds(1)), 0, new Verdict.Healthy(), now);
    }

    /// <summary>The monitor it stands for.</summary>
    public static MonitorDefinition MonitorOf(Heartbeat heartbeat)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        return DefaultMonitors.Of(new ModelId(heartbeat.Model), Prefix + heartbeat.Name, MonitorMetric.Silence, [heartbeat.Name]) with
        {
            Window = WindowSize.Hour, Baseline = BaselineKind.Trailing, Audience = Audience.Engineering, Runbook = heartbeat.Runbook, Managed = false,
        };
    }

    private static IncidentFact Fact(Heartbeat heartbeat, Window window, double hours, Verdict verdict, DateTimeOffset at)
    {
        var limit = (heartbeat.Every + heartbeat.Grace).TotalHours;
        var reading = new Reading(hours, null, null, null, null, 0, 0, null, limit, limit > 0 ? hours / limit : null, 1, verdict);
        return new IncidentFact(MonitorOf(heartbeat), new Point(new PointKey(new ModelId(heartbeat.Model), Prefix + heartbeat.Name, heartbeat.Name, window), reading, at, 0, null, at, Backfilled: false));
    }
}
