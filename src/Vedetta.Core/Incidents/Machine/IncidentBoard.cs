using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>The incidents of one model while facts are taken: what was, what is, and who is to be told. Not thread-safe.</summary>
internal sealed class IncidentBoard
{
    private readonly List<Incident> _incidents;
    private readonly Dictionary<string, Incident> _before;
    private readonly List<IncidentNotice> _notices = [];
    private readonly IncidentContext _context;
    private readonly DateTimeOffset _now;
    private int _made;

    public IncidentBoard(IReadOnlyList<Incident> known, IncidentContext context, DateTimeOffset now)
    {
        _incidents = [.. known];
        _before = known.ToDictionary(incident => incident.Id, StringComparer.Ordinal);
        _context = context;
        _now = now;
    }

    /// <summary>Incidents that are not over.</summary>
    public IEnumerable<Incident> Open => _incidents.Where(incident => incident.State != IncidentState.Resolved);

    /// <summary>What changed since the beginning.</summary>
    public IncidentStep Step() =>
        new([.. _incidents.Where(incident => !_before.TryGetValue(incident.Id, out var was) || was != incident)], _notices);

    /// <summary>Puts a bad point into the incident it belongs to, opening or re-opening one where needed.</summary>
    public void Accuse(IncidentFact fact, string kind)
    {
        var at = MomentOf(fact);
        if (FindOwn(fact) is not { } home)
        {
            if (FindOpenOfKind(fact, kind) is { } open) home = open;
            else if (FindReopenable(fact, kind) is { } over) home = Reopen(over, fact, at);
            else home = Add(fact, kind, at);
        }

        if (home.State == IncidentState.Resolved && home.Members.FirstOrDefault(fact.IsOf) is { } member && IncidentMembers.Worse(member, fact).Recovered is null)
            home = Reopen(home, fact, at);
        Replace(IncidentMembers.With(home, fact, at));
    }

    /// <summary>Notes that a member is healthy again.</summary>
    public void Clear(IncidentFact fact)
    {
        foreach (var incident in Open.ToList())
        {
            if (incident.Members.FirstOrDefault(fact.IsOf) is not { } member) continue;
            if (IncidentMembers.Cleared(member, fact) is not { } cleared || cleared == member) continue;
            var members = incident.Members.Select(each => ReferenceEquals(each, member) ? cleared : each).ToList();
            Replace(incident with { Members = members });
        }
    }

    /// <summary>Moves incidents on: pending ones fire after their time, those without a bad member are over.</summary>
    public void Settle(IReadOnlyList<IncidentFact> facts)
    {
        var at = facts.Select(MomentOf).Max();
        foreach (var incident in Open.ToList())
        {
            var settled = incident;
            if (settled.State == IncidentState.Pending && settled.Members.Any(IsRipe)) settled = Fire(settled, at);
            else if (!settled.Backfilled && settled.FiredAt is null && settled.State == IncidentState.Firing) settled = Fire(settled, at);
            if (settled.Members.All(member => member.Recovered is not null)) settled = Resolve(settled, at);
            if (settled != incident) Replace(settled);
        }
    }

    // A history that is evaluated long after it happened is dated as if somebody had watched it.
    private DateTimeOffset MomentOf(IncidentFact fact)
    {
        var closed = _context.Watermark.ClosesAt(fact.Window);
        return fact.Point.Backfilled && closed < _now ? closed : _now;
    }

    private bool IsRipe(IncidentMember member)
    {
        var patience = _context.Monitors.TryGetValue(member.Monitor, out var monitor) ? monitor.For : TimeSpan.Zero;
        return member.Recovered is null && member.LastWindow.To - member.Window.To >= patience;
    }

    private Incident? FindOwn(IncidentFact fact) =>
        Open.FirstOrDefault(incident => incident.Members.Any(fact.IsOf))
        ?? _incidents.FirstOrDefault(incident => incident.Members.Any(member => fact.IsOf(member)
            && fact.Window.From >= member.Window.From && fact.Window.From <= member.LastWindow.To + Slack(fact)));

    private Incident? FindOpenOfKind(IncidentFact fact, string kind) =>
        Open.FirstOrDefault(incident => IsOfKind(incident, kind) && Touches(incident, fact));

    private Incident? FindReopenable(IncidentFact fact, string kind) =>
        _incidents.LastOrDefault(incident => incident.State == IncidentState.Resolved && IsOfKind(incident, kind)
            && incident.Members.Any(member => string.Equals(member.Column, fact.Column, StringComparison.Ordinal)) && Touches(incident, fact));

    private static bool IsOfKind(Incident incident, string kind) => string.Equals(incident.Cause.Kind, kind, StringComparison.Ordinal);

    private static bool Touches(Incident incident, IncidentFact fact) =>
        fact.Window.From <= incident.Members.Max(member => member.LastWindow.To) + Slack(fact) && fact.Window.To >= incident.Opened - Slack(fact);

    // One calm window between two bad ones does not make two problems of one.
    private static TimeSpan Slack(IncidentFact fact) => fact.Window.To - fact.Window.From;

    private Incident Add(IncidentFact fact, string kind, DateTimeOffset at)
    {
        var incident = new Incident(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+{++_made}"),
            _context.Model, _context.LiveVersion, fact.Monitor.Audience, IncidentState.Pending, fact.Severity, "",
            new IncidentCause(kind, []), fact.Window.From, null, null, null, [], fact.Monitor.Runbook, [], fact.Point.Backfilled);
        _incidents.Add(incident);
        return incident;
    }

    private static Incident Log(Incident incident, DateTimeOffset at, string what) =>
        incident with { History = [.. incident.History, new IncidentEvent(at, what, IncidentService.Program)] };

    private Incident Reopen(Incident incident, IncidentFact fact, DateTimeOffset at)
    {
        var firing = Log(incident with { State = IncidentState.Firing, Resolved = null, Acknowledged = null, Backfilled = fact.Point.Backfilled }, at, "is back");
        Replace(firing);
        if (!firing.Backfilled) _notices.Add(new IncidentNotice(NoticeKind.Reopened, firing, at));
        return firing;
    }

    private Incident Fire(Incident incident, DateTimeOffset at)
    {
        var fired = Log(incident with { State = IncidentState.Firing, FiredAt = incident.Backfilled ? null : at }, at, incident.Backfilled ? "found in history; nobody is notified" : "fires");
        if (!fired.Backfilled) _notices.Add(new IncidentNotice(NoticeKind.Fired, fired, at));
        return fired;
    }

    private Incident Resolve(Incident incident, DateTimeOffset at)
    {
        var over = Log(incident with { State = IncidentState.Resolved, Resolved = at }, at, incident.State == IncidentState.Pending ? "over before it fired" : "over: every member was judged healthy again");
        if (!over.Backfilled && incident.State != IncidentState.Pending) _notices.Add(new IncidentNotice(NoticeKind.Resolved, over, at));
        return over;
    }

    private void Replace(Incident next)
    {
        var place = _incidents.FindIndex(incident => string.Equals(incident.Id, next.Id, StringComparison.Ordinal));
        var was = _incidents[place];
        _incidents[place] = next;
        if (next.FiredAt is not null && next.Severity == Severity.Critical && was.Severity == Severity.Warning)
            _notices.Add(new IncidentNotice(NoticeKind.Escalated, next, _now));
    }
}
