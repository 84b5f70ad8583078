using Vedetta.Core.Incidents.Silencing;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>Whether people are told: what silences do to the notices of incidents. Pure.</summary>
public static class Muting
{
    /// <summary>The silence that mutes an incident now, the one that lasts longest; null when people are told.</summary>
    public static Silence? Of(Incident incident, IReadOnlyList<Silence> silences, DateTimeOffset now) =>
        silences.Where(silence => silence.Mutes(incident, now)).MaxBy(silence => silence.To);

    /// <summary>
    /// Decides one notice: either people are told, or the incident remembers the silence that kept it from them. The end of
    /// what nobody was told of is not told either.
    /// </summary>
    /// <returns>The incident as it is to be kept, and whether the notice goes out.</returns>
    public static (Incident Incident, bool Told) Decide(NoticeKind kind, Incident incident, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        if (incident.Backfilled) return (incident, false);
        if (kind == NoticeKind.Resolved && incident.MutedBy is not null) return (incident with { MutedBy = null }, false);
        if (Of(incident, silences, now) is not { } silence) return (incident with { MutedBy = null }, true);
        var line = new IncidentEvent(now, $"nobody is told: silence {silence.Id}", IncidentService.Program);
        return (incident with { MutedBy = kind == NoticeKind.Resolved ? null : silence.Id, History = [.. incident.History, line] }, false);
    }

    /// <summary>Firing incidents whose silence is over: people are told of them now, as of a first firing.</summary>
    /// <param name="open">Incidents that are not resolved.</param>
    /// <param name="silences">Silences that hold.</param>
    /// <param name="now">The present.</param>
    public static IncidentStep Release(IReadOnlyList<Incident> open, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        var changed = new List<Incident>();
        var notices = new List<IncidentNotice>();
        foreach (var incident in open.Where(incident => incident is { MutedBy: not null, State: IncidentState.Firing or IncidentState.Acknowledged }))
        {
            if (Of(incident, silences, now) is not null) continue;
            var taken = incident.State == IncidentState.Acknowledged;
            var line = new IncidentEvent(now, taken ? $"silence {incident.MutedBy} is over" : $"silence {incident.MutedBy} is over: people are told", IncidentService.Program);
            var loud = incident with { MutedBy = null, History = [.. incident.History, line] };
            changed.Add(loud);
            if (!taken) notices.Add(new IncidentNotice(NoticeKind.Fired, loud, now));
        }

        return new IncidentStep(changed, [], notices);
    }
}
