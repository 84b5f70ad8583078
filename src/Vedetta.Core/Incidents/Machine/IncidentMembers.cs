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
        var severity = members.Any(each => each.Severity == Severity.Critical) ? Severity.Critical : Severity.Warning;
        var opened = fact.Window.From < incident.Opened ? fact.Window.From : incident.Opened;
        var columns = members.Select(each => each.Column).Where(column => column.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var changed = incident with
        {
            Members = members,
            Severity = severity,
            Opened = opened,
            Backfilled = incident.Backfilled && fact.Point.Backfilled,
            Cause = incident.Cause with { Columns = columns },
            History = [.. incident.History, .. Events(incident, member, next, fact, at)],
        };
        return changed with { Title = IncidentTitles.Of(changed) };
    }

    /// <summary>The member once its window was judged healthy; null when the point says nothing about its present.</summary>
    public static IncidentMember? Cleared(IncidentMember member, IncidentFact fact)
    {
        if (fact.Window.From >= member.LastWindow.To) return member with { Recovered = member.Recovered ?? fact.Window };

        // Late data took back the only bad window it was in for.
        if (fact.Window == member.LastWindow && member.Window == member.LastWindow)
            return member with { Reading = fact.Point.Reading, Recovered = fact.Window };
        return null;
    }

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
        return member with { LastWindow = fact.Window, Reading = fact.Point.Reading, Severity = severity, Recovered = recovered };
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
