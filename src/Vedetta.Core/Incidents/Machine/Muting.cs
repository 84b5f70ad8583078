using Vedetta.Core.Incidents.Silencing;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>Whether people are told: what silences and other incidents do to the notices of incidents. Pure.</summary>
public static class Muting
{
    /// <summary>The silence that mutes an incident now, the one that lasts longest; null when people are told.</summary>
    public static Silence? Of(Incident incident, IReadOnlyList<Silence> silences, DateTimeOffset now) =>
        silences.Where(silence => silence.Mutes(incident, now)).MaxBy(silence => silence.To);

    /// <summary>
    /// Decides one notice: either people are told, or the incident remembers what kept it from them. The end of what nobody was
    /// told of is not told either.
    /// </summary>
    /// <param name="kind">Why people would be told.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="silences">Silences that hold.</param>
    /// <param name="open">Incidents of the model that are not resolved.</param>
    /// <param name="now">The present.</param>
    /// <returns>The incident as it is to be kept, and whether the notice goes out.</returns>
    public static (Incident Incident, bool Told) Decide(NoticeKind kind, Incident incident, IReadOnlyList<Silence> silences, IEnumerable<Incident> open, DateTimeOffset now)
    {
        if (incident.Backfilled) return (incident, false);
        if (kind == NoticeKind.Resolved && incident.MutedBy is not null) return (incident, false);
        if (Of(incident, silences, now) is { } silence) return (Kept(incident, silence.Id, now, $"nobody is told: silence {silence.Id}"), false);
        if (kind != NoticeKind.Resolved && Inhibition.Of(incident, open) is { } cause)
            return (Kept(incident, cause.Id, now, "nobody is told while no data arrives: that explains it"), false);
        return (incident with { MutedBy = null }, true);
    }

    /// <summary>Decides one notice of an incident that no other one explains.</summary>
    public static (Incident Incident, bool Told) Decide(NoticeKind kind, Incident incident, IReadOnlyList<Silence> silences, DateTimeOffset now) =>
        Decide(kind, incident, silences, [], now);

    private static Incident Kept(Incident incident, string by, DateTimeOffset now, string what) =>
        incident with { MutedBy = by, History = [.. incident.History, new IncidentEvent(now, what, IncidentService.Program)] };

    /// <summary>Firing incidents whose silence is over, or what explained them: people are told of them now, as of a first firing.</summary>
    /// <param name="open">Incidents that are not resolved.</param>
    /// <param name="silences">Silences that hold.</param>
    /// <param name="now">The present.</param>
    public static IncidentStep Release(IReadOnlyList<Incident> open, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        var changed = new List<Incident>();
        var notices = new List<IncidentNotice>();
        foreach (var incident in open.Where(incident => incident is { MutedBy: not null, State: IncidentState.Firing or IncidentState.Acknowledged }))
        {
            if (Of(incident, silences, now) is not null || Inhibition.Of(incident, open) is not null) continue;
            var taken = incident.State == IncidentState.Acknowledged;
            var over = $"{(incident.MutedBy!.StartsWith("SIL-", StringComparison.Ordinal) ? "silence " : "")}{incident.MutedBy} is over";
            var line = new IncidentEvent(now, taken ? over : $"{over}: people are told", IncidentService.Program);
            var loud = incident with { MutedBy = null, History = [.. incident.History, line] };
            changed.Add(loud);
            if (!taken) notices.Add(new IncidentNotice(NoticeKind.Fired, loud, now));
        }

        return new IncidentStep(changed, [], notices);
    }
}
