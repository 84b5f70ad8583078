using Vedetta.Core.Monitors;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>
/// Which incidents explain others, so that people hear of the cause and not of everything that follows from it: while a
/// model's events stopped, what the few rows say of distributions, quality, money and volume is no news. Faults of the values
/// that do arrive stay loud. Pure.
/// </summary>
public static class Inhibition
{
    /// <summary>Whether an incident explains others while it is open.</summary>
    public static bool MayInhibit(Incident incident) =>
        string.Equals(incident.Cause.Kind, IncidentCauses.Silence, StringComparison.Ordinal)
        && incident.Members.Any(member => member is { Metric: MonitorMetric.Silence, Recovered: null });

    /// <summary>The open incident that explains this one; null when none does.</summary>
    /// <param name="incident">The incident people would be told of.</param>
    /// <param name="open">Incidents that are not resolved, of any model.</param>
    public static Incident? Of(Incident incident, IEnumerable<Incident> open)
    {
        if (incident.Cause.Kind is not (IncidentCauses.Drift or IncidentCauses.Categories or IncidentCauses.Performance or IncidentCauses.Business or IncidentCauses.Volume)) return null;
        return open.FirstOrDefault(other => other is { Backfilled: false, State: IncidentState.Firing or IncidentState.Acknowledged }
            && other.Model == incident.Model && !string.Equals(other.Id, incident.Id, StringComparison.Ordinal) && MayInhibit(other));
    }
}
