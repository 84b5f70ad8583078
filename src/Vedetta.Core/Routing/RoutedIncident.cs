using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;

namespace Vedetta.Core.Routing;

/// <summary>One incident on its way to the channels of its route. Pure.</summary>
internal sealed class RoutedIncident
{
    private readonly Incident _incident;
    private readonly IReadOnlyList<SentNotice> _sent;
    private readonly IReadOnlyList<Silence> _silences;
    private readonly DateTimeOffset _now;
    private readonly Route _route;
    private readonly TimeZoneInfo _zone;
    private readonly HashSet<string> _usable;
    private readonly IReadOnlyList<string> _channels;

    public RoutedIncident(
        RoutingPolicy? policy, IReadOnlyList<Channel> channels, Incident incident, RoutingTrail trail, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        (_incident, _sent, _silences, _now) = (incident, trail.Sent, silences, now);
        _usable = channels.Where(channel => channel.Enabled).Select(channel => channel.Name).ToHashSet(StringComparer.Ordinal);
        var route = policy?.RouteOf(incident.Audience, incident.Model);
        _route = route ?? Route.Plain(incident.Audience, [.. channels.Where(channel => channel.Takes(incident)).Select(channel => channel.Name)]);
        _zone = policy?.TimeZone ?? TimeZoneInfo.Utc;
        IEnumerable<string> onCall = route is not null && policy?.OnCall(route, now) is { } person ? person.Channels : [];
        _channels = [.. _route.Channels.Concat(onCall).Distinct(StringComparer.Ordinal).Where(_usable.Contains)];
    }

    // Warnings wait for the digest; once critical, an incident is told by itself.
    private bool IsGathered => _route.Digest is not null && _incident.Severity == Severity.Warning;

    // What somebody took is told on only when it became worse since.
    private bool IsTaken => _incident.State == IncidentState.Acknowledged && !(_incident.Worsened > _incident.Acknowledged);

    private DateTimeOffset Since => _incident.FiringSince!.Value;

    public IEnumerable<Delivery> Deliveries()
    {
        if (_incident.State == IncidentState.Resolved) return Endings();
        if (_incident.Severity < _route.MinimumSeverity) return [];
        var usual = _channels.Select(Usual).OfType<Delivery>().ToList();
        return usual.Concat(Steps(usual));
    }

    private List<SentNotice> Told(string channel) =>
        [.. _sent.Where(notice => notice.Episode == _incident.Reopenings && string.Equals(notice.Channel, channel, StringComparison.Ordinal))];

    // Who was told that it fires is told that it is over, also channels the policy no longer names.
    private IEnumerable<Delivery> Endings()
    {
        var over = _incident.Resolved ?? _now;
        foreach (var channel in _sent.Select(notice => notice.Channel).Concat(IsGathered && _incident.Severity >= _route.MinimumSeverity ? _channels : []).Distinct(StringComparer.Ordinal).Where(_usable.Contains))
        {
            var told = Told(channel);
            var gathered = told.TrueForAll(notice => notice.Kind == DeliveryKind.Digest);
            if (told.Count == 0)
            {
                // It came and went before the digest that tells of it; without a digest nobody needs to know.
                if (IsGathered && _channels.Contains(channel, StringComparer.Ordinal) && At(DeliveryKind.Digest, channel, _route.Digest!.Next(Since, _zone), 1) is { } brief) yield return brief;
            }
            else if (told.Exists(notice => notice.Kind == DeliveryKind.Resolved || notice is { Kind: DeliveryKind.Digest, Step: 1 })) continue;
            else if (gathered && _route.Digest is { } digest)
            {
                if (At(DeliveryKind.Digest, channel, digest.Next(over, _zone), 1) is { } line) yield return line;
            }
            else if (At(DeliveryKind.Resolved, channel, over) is { } end) yield return end;
        }
    }

    // What a channel of the route is told next.
    private Delivery? Usual(string channel)
    {
        var told = Told(channel);
        if (told.Count == 0)
        {
            if (IsTaken) return null;
            if (IsGathered) return At(DeliveryKind.Digest, channel, _route.Digest!.Next(Since, _zone));
            var known = _sent.Any(notice => string.Equals(notice.Channel, channel, StringComparison.Ordinal));
            return At(_incident.Reopenings > 0 && known ? DeliveryKind.Reopened : DeliveryKind.Fired, channel, Since + _route.GroupWait);
        }

        if (_incident.Severity > told.Max(notice => notice.Severity)) return At(DeliveryKind.Escalated, channel, _incident.Worsened ?? _now);
        if (_route.Repeat is not { } repeat || _incident.State != IncidentState.Firing || told.TrueForAll(notice => notice.Kind == DeliveryKind.Digest)) return null;
        return At(DeliveryKind.Reminder, channel, told.Max(notice => notice.At) + repeat, told.Where(notice => notice.Kind == DeliveryKind.Reminder).Select(notice => notice.Step).DefaultIfEmpty(0).Max() + 1);
    }

    // Steps count from the first notice: nobody is blamed for not having taken what the night held back.
    private IEnumerable<Delivery> Steps(List<Delivery> usual)
    {
        if (_incident.State != IncidentState.Firing || IsGathered || _route.Escalate.Count == 0) yield break;
        var first = _sent.Where(notice => notice.Episode == _incident.Reopenings && notice is { Kind: not DeliveryKind.Digest, Step: 0 }).Select(notice => (DateTimeOffset?)notice.At).Min()
            ?? usual.Where(delivery => delivery.Step == 0).Select(delivery => (DateTimeOffset?)delivery.At).Min()
            ?? Since + _route.GroupWait;
        for (var i = 0; i < _route.Escalate.Count; i++)
        {
            var (step, number) = (_route.Escalate[i], i + 1);
            if (_incident.Severity < step.MinimumSeverity) continue;
            foreach (var channel in step.Channels.Distinct(StringComparer.Ordinal).Where(_usable.Contains))
            {
                if (Told(channel).Exists(notice => notice.Kind == DeliveryKind.Escalated && notice.Step == number)) continue;
                if (At(DeliveryKind.Escalated, channel, first + step.After, number) is { } delivery) yield return delivery;
            }
        }
    }

    // A moment that passed while the program stood still counts as now, and now may be quiet again.
    private Delivery? At(DeliveryKind kind, string channel, DateTimeOffset planned, int step = 0)
    {
        var earliest = planned > _now ? planned : _now;
        if (Release(earliest) is not { } at) return null;
        return new Delivery(_incident.Id, channel, kind, at, _incident.Severity, _incident.Reopenings, step, Held: at > earliest);
    }

    private DateTimeOffset? Release(DateTimeOffset moment)
    {
        for (var i = 0; i <= _silences.Count; i++)
        {
            if (QuietTime.Release(_route.Quiet, _incident.Severity, moment, _zone) is not { } free) return null;
            var silenced = _silences.Where(silence => silence.Mutes(_incident, free)).Select(silence => silence.To).DefaultIfEmpty(free).Max();
            if (silenced <= free) return free;
            moment = silenced;
        }

        return null;
    }
}
