using Vedetta.Core.Heartbeats;
using Vedetta.Server.Telemetry.Exposition;

namespace Vedetta.Server.Telemetry;

/// <summary>Heartbeats of pipelines, and the watchdog that is always there while the program answers.</summary>
internal static class HeartbeatMetrics
{
    /// <summary>Writes the families.</summary>
    public static void Write(MetricPage page, IReadOnlyList<HeartbeatStatus> heartbeats)
    {
        page.Gauge("vedetta_watchdog", "Always 1: its absence is the alarm.").Add(1);
        var last = page.Gauge("vedetta_heartbeat_last_timestamp_seconds", "When a pipeline last said that it lives.");
        var missing = page.Gauge("vedetta_heartbeat_missing", "1 while a pipeline has not said that it lives for longer than it may.");
        foreach (var each in heartbeats)
        {
            last.Add(each.State.Last?.ToUnixTimeMilliseconds() / 1_000.0, ("heartbeat", each.Heartbeat.Name), ("model", each.Heartbeat.Model));
            missing.Add(each.State.IsMissing ? 1 : 0, ("heartbeat", each.Heartbeat.Name), ("model", each.Heartbeat.Model));
        }
    }
}
