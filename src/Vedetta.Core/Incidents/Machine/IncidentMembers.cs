using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>How facts change the members of an incident. Pure.</summary>
internal static class IncidentMembers
{
    /// <summary>The incident with a bad point among its members, its words and its history brought up to date.</summary>
    public static Incident With(Incident incident, IncidentFact fact, DateTimeOffset at)
    {
        var member = incident.Members.FirstOrDefault(fact.IsOf);
        var next = member is null ? New(fact) : Worse(member, fact);
        if (next == member) return incident;
        var members = Sorted([.. incident.Members.Where(each => !ReferenceEquals(each, member)), next]);
        return Of(incident, members) with
        {
            Backfilled = incident.Backfilled && fact.Point.Backfilled,
            History = [.. incident.History, .. Events(incident, member, next, fact, at)],
        };
    }

    /// <summary>The incident without the members that are healthy again: before it fires they are nobody's concern.</summary>
    public static Incident WithoutHealed(Incident incident)
    {
        var bad = incident.Members.Where(member => member.Recovered is null).ToList();
        return bad.Count == incident.Members.Count ? incident : Of(incident, bad);
    }

    private static Incident Of(Incident incident, IReadOnlyList<IncidentMember> members)
    {
        // The title is put in when the step is done: it says the same however many columns came one after the other.
        return incident with
        {
            Members = members,
            Severity = members.Any(each => each.Severity == Severity.Critical) ? Severity.Critical : Severity.Warning,
            Opened = members.Count == 0 ? incident.Opened : members.Min(each => each.Window.From),
            Cause = incident.Cause with { Columns = [.. members.Select(each => each.Column).Where(column => column.Length > 0).Distinct(StringComparer.Ordinal)] },
        };
    }

    /// <summary>The member once its window was judged healthy; null when the point says nothing about its present.</summary>
    /// <param name="member">The member.</param>
    /// <param name="fact">The healthy point.</param>
    /// <param name="waits">Whether one healthy window is not enough, so that the later ones are noted too.</param>
    public static IncidentMember? Cleared(IncidentMember member, IncidentFact fact, bool waits)
    {
        if (fact.Window.From >= member.LastWindow.To)
            return member with { Recovered = member.Recovered ?? fact.Window, LastHealthy = waits ? Later(member, fact) : member.LastHealthy, Unjudged = null };

        // Late data took back the only bad window it was in for.
        if (fact.Window == member.LastWindow && member.Window == member.LastWindow)
            return member with { Reading = fact.Point.Reading, Recovered = fact.Window, Unjudged = null };
        return null;
    }

    /// <summary>The member once a window after its last bad one could not be judged; itself when that says nothing new.</summary>
    public static IncidentMember Unjudged(IncidentMember member, IncidentFact fact) =>
        member.Recovered is null && member.Unjudged is null && fact.Window.From >= member.LastWindow.To ? member with { Unjudged = fact.Window } : member;

    private static Window? Later(IncidentMember member, IncidentFact fact) =>
        member.Recovered is { } first && fact.Window.To > (member.LastHealthy ?? first).To ? fact.Window : member.LastHealthy;

    /// <summary>The incident when a member is bad on for another reason: here it is over.</summary>
    /// <param name="incident">The incident it leaves.</param>
    /// <param name="fact">What it reads now.</param>
    /// <param name="at">When.</param>
    /// <param name="where">Where it goes; null when the version that brought it no longer answers.</param>
    public static Incident Leaving(Incident incident, IncidentFact fact, DateTimeOffset at, string? where) => incident with
    {
        Members = [.. incident.Members.Select(member => fact.IsOf(member) ? member with { Recovered = member.Recovered ?? fact.Window, Unjudged = null, Left = true } : member)],
        History = [.. incident.History, new IncidentEvent(at, where is null ? $"version {incident.Version} no longer answers: {fact.Column} leaves" : $"{fact.Column} leaves for {where}", IncidentService.Program)],
    };

    /// <summary>Whether a bad point is so much worse than before that something new must have happened.</summary>
    public static bool IsMuchWorse(IncidentMember member, IncidentFact fact) =>
        fact.Window.From >= member.LastWindow.To
        && (fact.Severity > member.Severity || (fact.Point.Reading.Excess ?? 0) >= 2 * (member.Reading.Excess ?? 0));

    private static IncidentMember New(IncidentFact fact) => new(
        fact.Monitor.Name, fact.Monitor.Metric, fact.Column, fact.Monitor.Segment.ToString(), fact.Window, fact.Window,
        fact.Severity, fact.Point.Reading, fact.Point.First ?? fact.Point.Reading);

    /// <summary>The member with one more bad window, or with a window it already has read again.</summary>
    public static IncidentMember Worse(IncidentMember member, IncidentFact fact)
    {
        var severity = fact.Severity > member.Severity ? fact.Severity : member.Severity;
        if (fact.Window.From < member.Window.From)
            return member with { Window = fact.Window, First = fact.Point.First ?? fact.Point.Reading, Severity = severity };
        if (fact.Window.From < member.LastWindow.From) return member with { Severity = severity };

        // A healthy window after this one still ends it, also when late data made this one bad afterwards.
        var recovered = member.Recovered is { } healthy && healthy.From >= fact.Window.To ? member.Recovered : null;
        var unjudged = member.Unjudged is { } since && since.From >= fact.Window.To ? member.Unjudged : null;
        return member with { LastWindow = fact.Window, Reading = fact.Point.Reading, Severity = severity, Recovered = recovered, LastHealthy = recovered is null ? null : member.LastHealthy, Unjudged = unjudged, Left = false };
    }

    private static List<IncidentMember> Sorted(IEnumerable<IncidentMember> members) =>
        [.. members.OrderByDescending(member => member.Severity).ThenByDescending(member => member.Reading.Excess ?? 0).ThenBy(member => member.Column, StringComparer.Ordinal)];

    private static IEnumerable<IncidentEvent> Events(Incident incident, IncidentMember? was, IncidentMember next, IncidentFact fact, DateTimeOffset at)
    {
        var name = IncidentTitles.NameOf(next);
        var reason = fact.Point.Reading.Verdict.Reason;
        var because = reason is null ? "" : $": {reason}";
        if (was is null)
            yield return new IncidentEvent(at, incident.Members.Count == 0 ? $"begins with {name}{because}" : $"{name} joins{because}", IncidentService.Program);
        else if (next.Severity > was.Severity)
            yield return new IncidentEvent(at, $"{name} becomes critical{because}", IncidentService.Program);
        else if (next.LastWindow == was.LastWindow && VerdictOf(next) != VerdictOf(was))
            yield return new IncidentEvent(at, $"late data revised {name}{because}", IncidentService.Program);
    }

    private static VerdictKind VerdictOf(IncidentMember member) => member.Reading.Verdict.Kind;
}
