using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;

namespace Vedetta.Core.Routing;

/// <summary>
/// Decides who is told of an incident, where and when. Pure: it compares what channels should know with what they were told,
/// so it may be asked again at any time, after a crash or a jump of the clock, and answers only what is still to be told.
/// </summary>
public static class Router
{
    /// <summary>What is to be told of an incident, now and later, as far as can be said now; in order of time.</summary>
    /// <param name="policy">The policy; null for telling every channel that takes such incidents at once.</param>
    /// <param name="channels">Every channel; those switched off are passed over.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="trail">What channels were told of it.</param>
    /// <param name="silences">Silences that hold or are to come.</param>
    /// <param name="now">The present. A delivery at or before it is due.</param>
    public static IReadOnlyList<Delivery> Deliveries(
        RoutingPolicy? policy, IReadOnlyList<Channel> channels, Incident incident, RoutingTrail trail, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(incident);
        if (incident.Backfilled || incident.MutedBy is not null || incident.FiringSince is null || incident.State == IncidentState.Pending) return [];
        var planned = new RoutedIncident(policy, channels, incident, trail, silences, now).Deliveries();
        return [.. planned.OrderBy(delivery => delivery.At).ThenBy(delivery => delivery.Step).ThenBy(delivery => delivery.Channel, StringComparer.Ordinal)];
    }

    /// <summary>Whether anything may still come of an incident: it is not over, or channels are still to hear that it is.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="planned">What is to be told of it.</param>
    public static bool IsOpen(Incident incident, IReadOnlyList<Delivery> planned)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(planned);
        return incident.State != IncidentState.Resolved || planned.Count > 0;
    }
}
