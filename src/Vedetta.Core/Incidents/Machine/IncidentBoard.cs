using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>The incidents of one model while facts are taken: what was, what is, and who is to be told. Not thread-safe.</summary>
internal sealed class IncidentBoard
{
    private readonly List<Incident> _incidents;
    private readonly Dictionary<string, Incident> _before;
    private readonly List<string> _dropped = [];
    private readonly HashSet<string> _untitled = new(StringComparer.Ordinal);
    private readonly List<IncidentNotice> _notices = [];
    private readonly IncidentContext _context;
    private readonly DateTimeOffset _now;
    private int _made;

    // Windows in a row that an incident must be calm for once it came back again and again.
    private const int FlapCalm = 3;

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
    public IncidentStep Step()
    {
        foreach (var id in _untitled.ToList())
            if (_incidents.Find(incident => string.Equals(incident.Id, id, StringComparison.Ordinal)) is { } incident) Replace(Titled(incident, incident));
        MuteExplained();
        return new([.. _incidents.Where(incident => !_before.TryGetValue(incident.Id, out var was) || was != incident)], _dropped, _notices);
    }

    // A day's drift is taken before the hour of silence that explains it; nobody was told yet.
    private void MuteExplained()
    {
        foreach (var incident in Open.Where(incident => incident.MutedBy is null).ToList())
        {
            if (!_notices.Exists(notice => notice.Kind != NoticeKind.Resolved && string.Equals(notice.Incident.Id, incident.Id, StringComparison.Ordinal))) continue;
            var (kept, told) = Muting.Decide(NoticeKind.Fired, incident, [], Open, _now);
            if (told) continue;
            _notices.RemoveAll(notice => string.Equals(notice.Incident.Id, incident.Id, StringComparison.Ordinal));
            Replace(kept);
        }
    }

    /// <summary>Puts a bad point into the incident it belongs to, opening or re-opening one where needed.</summary>
    public void Accuse(IncidentFact fact, string kind)
    {
        var at = MomentOf(fact);
        LeaveEndedRelease(fact, at);
        var home = FindOwn(fact);
        if (ReleaseOf(fact, kind, home) is { } version)
        {
            if (home is not null) Replace(IncidentMembers.Leaving(home, fact, at, $"release {version}"));
            home = FindRelease(fact, version) ?? Add(fact, IncidentCauses.Release, version);
        }

        if (home is null)
        {
            if (FindOpenOfKind(fact, kind) is { } open) home = open;
            else if (FindReopenable(fact, kind) is { } over) home = Reopen(over, fact, at);
            else home = Add(fact, kind, _context.Versions.At(fact.Window));
        }

        if (home.State == IncidentState.Resolved && home.Members.FirstOrDefault(fact.IsOf) is { } member && IncidentMembers.Worse(member, fact).Recovered is null)
            home = Reopen(home, fact, at);
        Replace(IncidentMembers.With(home, fact, at));
        _untitled.Add(home.Id);
    }

    /// <summary>Notes that a member is healthy again.</summary>
    public void Clear(IncidentFact fact)
    {
        foreach (var incident in Open.ToList())
        {
            if (incident.Members.FirstOrDefault(fact.IsOf) is not { } member) continue;
            if (IncidentMembers.Cleared(member, fact, CalmOf(incident, member, fact.Window) > TimeSpan.Zero) is not { } cleared || cleared == member) continue;
            var members = incident.Members.Select(each => ReferenceEquals(each, member) ? cleared : each).ToList();
            Replace(incident with { Members = members });
        }
    }

    /// <summary>Notes that nobody can tell how a member is.</summary>
    public void Doubt(IncidentFact fact)
    {
        foreach (var incident in Open.ToList())
        {
            if (incident.Members.FirstOrDefault(fact.IsOf) is not { } member || IncidentMembers.Unjudged(member, fact) is not { } unjudged || ReferenceEquals(unjudged, member)) continue;
            var next = incident with { Members = [.. incident.Members.Select(each => ReferenceEquals(each, member) ? unjudged : each)] };
            if (incident.NoDataSince is null && next.NoDataSince is not null) next = Log(next, MomentOf(fact), "no data: whether it is over cannot be told");
            Replace(next);
        }
    }

    /// <summary>
    /// Moves incidents on: pending ones forget the members that healed, are dropped without any and fire after their
    /// time; those that fired are over without a bad member.
    /// </summary>
    public void Settle(IReadOnlyList<IncidentFact> facts)
    {
        var at = facts.Select(MomentOf).Max();
        // What explains others fires before them, so that in one step they are held back already.
        foreach (var incident in Open.OrderBy(incident => !Inhibition.MayInhibit(incident)).ToList())
        {
            var settled = Titled(incident.State == IncidentState.Pending ? IncidentMembers.WithoutHealed(incident) : incident, incident);
            if (settled.Members.Count == 0)
            {
                Drop(settled);
                continue;
            }

            if (settled.State == IncidentState.Pending && settled.Members.Any(IsRipe)) settled = Fire(settled, at);
            else if (!settled.Backfilled && settled.FiredAt is null && settled.State == IncidentState.Firing) settled = Fire(settled, at);
            if (settled.Members.All(member => IsCalm(settled, member))) settled = Resolve(settled, at);
            if (settled != incident) Replace(settled);
        }
    }

    private Incident Titled(Incident next, Incident was) =>
        _untitled.Remove(was.Id) || !ReferenceEquals(next, was) ? next with { Title = IncidentTitles.Of(next) } : next;

    // A history that is evaluated long after it happened is dated as if somebody had watched it.
    private DateTimeOffset MomentOf(IncidentFact fact)
    {
        var closed = _context.Watermark.ClosesAt(fact.Window);
        return fact.Point.Backfilled && closed < _now ? closed : _now;
    }

    private bool IsRipe(IncidentMember member)
    {
        if (member.Recovered is not null) return false;
        if (!_context.Monitors.TryGetValue(member.Monitor, out var monitor)) return true;
        var stood = member.LastWindow.To - member.Window.To;
        if (stood < monitor.For) return false;

        // Chance makes a warning of one window; of two in a row it seldom does.
        return member.Severity == Severity.Critical || ((monitor.WarningFor ?? MonitorRules.UsualPatience(monitor.Metric)) is { } patience ? stood >= patience : stood > TimeSpan.Zero);
    }

    // Firing goes on for as long as the monitor asks, and longer for what comes and goes.
    private bool IsCalm(Incident incident, IncidentMember member)
    {
        if (member.Recovered is not { } first) return false;
        return member.Left || (member.LastHealthy ?? first).To - first.From >= CalmOf(incident, member, first);
    }

    private TimeSpan CalmOf(Incident incident, IncidentMember member, Window window)
    {
        var wanted = _context.Monitors.TryGetValue(member.Monitor, out var monitor) ? monitor.KeepFiring ?? TimeSpan.Zero : TimeSpan.Zero;
        var flapping = incident.IsFlapping ? FlapCalm * (window.To - window.From) : TimeSpan.Zero;
        return wanted > flapping ? wanted : flapping;
    }

    // A member may have left one incident for another: where it is still bad is its home.
    private Incident? FindOwn(IncidentFact fact) =>
        Open.FirstOrDefault(incident => !IsEndedRelease(incident, fact) && incident.Members.Any(member => fact.IsOf(member) && member.Recovered is null))
        ?? Open.FirstOrDefault(incident => incident.Members.Any(fact.IsOf) && !IsEndedRelease(incident, fact))
        ?? _incidents.FirstOrDefault(incident => !IsEndedRelease(incident, fact) && incident.Members.Any(member => fact.IsOf(member)
            && fact.Window.From >= member.Window.From && fact.Window.From <= member.LastWindow.To + Slack(fact)));

    // Outputs that begin to move, or move much more, when a version takes over are the release's problem.
    private string? ReleaseOf(IncidentFact fact, string kind, Incident? home)
    {
        if (!IncidentCauses.IsOutput(fact.Column) || kind is not (IncidentCauses.Drift or IncidentCauses.Categories)) return null;
        if (_context.Versions.CameIn(fact.Window) is not { } version) return null;
        if (home is null) return version;
        if (IsOfKind(home, IncidentCauses.Release) || home.State == IncidentState.Resolved) return null;
        return home.Members.FirstOrDefault(fact.IsOf) is { Recovered: null } member && !IncidentMembers.IsMuchWorse(member, fact) ? null : version;
    }

    private Incident? FindRelease(IncidentFact fact, string version) =>
        Open.LastOrDefault(incident => IsOfKind(incident, IncidentCauses.Release) && string.Equals(incident.Version, version, StringComparison.Ordinal) && Touches(incident, fact));

    // What is still bad when the version no longer answers has another cause.
    private void LeaveEndedRelease(IncidentFact fact, DateTimeOffset at)
    {
        foreach (var incident in Open.Where(incident => IsEndedRelease(incident, fact)).ToList())
            if (incident.Members.Any(member => fact.IsOf(member) && member.Recovered is null && fact.Window.From >= member.LastWindow.To))
                Replace(IncidentMembers.Leaving(incident, fact, at, null));
    }

    private bool IsEndedRelease(Incident incident, IncidentFact fact) =>
        IsOfKind(incident, IncidentCauses.Release) && !_context.Versions.Answers(incident.Version, fact.Window);

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

    private Incident Add(IncidentFact fact, string kind, string version)
    {
        var incident = new Incident(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+{++_made}"),
            _context.Model, version, fact.Monitor.Audience, IncidentState.Pending, fact.Severity, "",
            new IncidentCause(kind, []), fact.Window.From, null, null, null, [], fact.Monitor.Runbook, [], fact.Point.Backfilled);
        _incidents.Add(incident);
        return incident;
    }

    private static Incident Log(Incident incident, DateTimeOffset at, string what) =>
        incident with { History = [.. incident.History, new IncidentEvent(at, what, IncidentService.Program)] };

    private Incident Reopen(Incident incident, IncidentFact fact, DateTimeOffset at)
    {
        var back = incident with
        {
            State = IncidentState.Firing, Resolved = null, Acknowledged = null, Backfilled = fact.Point.Backfilled, Reopenings = incident.Reopenings + 1,
            FiringSince = fact.Point.Backfilled ? null : at, Worsened = null,
        };
        var firing = Log(back, at, back.Reopenings == Incident.FlapsAfter ? $"is back; it comes and goes, so it stays open until {FlapCalm} windows in a row are healthy" : "is back");
        firing = Tell(NoticeKind.Reopened, firing, at);
        Replace(firing);
        return firing;
    }

    private Incident Fire(Incident incident, DateTimeOffset at)
    {
        var fired = Log(incident with { State = IncidentState.Firing, FiredAt = incident.Backfilled ? null : at, FiringSince = incident.Backfilled ? null : at }, at, incident.Backfilled ? "found in history; nobody is notified" : "fires");
        return Tell(NoticeKind.Fired, fired, at);
    }

    private Incident Resolve(Incident incident, DateTimeOffset at)
    {
        var over = Log(incident with { State = IncidentState.Resolved, Resolved = at }, at, "over: every member was judged healthy again");
        return Tell(NoticeKind.Resolved, over, at);
    }

    private void Drop(Incident incident)
    {
        _incidents.RemoveAll(each => string.Equals(each.Id, incident.Id, StringComparison.Ordinal));
        if (_before.ContainsKey(incident.Id)) _dropped.Add(incident.Id);
    }

    private void Replace(Incident next)
    {
        var place = _incidents.FindIndex(incident => string.Equals(incident.Id, next.Id, StringComparison.Ordinal));
        var was = _incidents[place];
        if (next.FiredAt is not null && next.Severity == Severity.Critical && was.Severity == Severity.Warning) next = Tell(NoticeKind.Escalated, next with { Worsened = _now, Title = IncidentTitles.Of(next) }, _now);
        _incidents[place] = next;
    }

    // A silence of warnings ends for an incident that becomes critical: then it is news, as if it fired for the first time.
    private Incident Tell(NoticeKind kind, Incident incident, DateTimeOffset at)
    {
        var unheard = incident.MutedBy is not null;
        var (kept, told) = Muting.Decide(kind, incident, _context.Silences ?? [], Open, _now);
        if (told) _notices.Add(new IncidentNotice(unheard && kind == NoticeKind.Escalated ? NoticeKind.Fired : kind, kept, at));
        return kept;
    }
}
