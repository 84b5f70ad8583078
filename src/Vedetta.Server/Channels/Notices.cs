using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Server.Api;

namespace Vedetta.Server.Channels;

/// <summary>What a channel is sent about an incident.</summary>
/// <param name="Kind">Why: <c>fired</c>, <c>escalated</c>, <c>reopened</c>, <c>resolved</c>, <c>reminder</c>, <c>digest</c>, or <c>test</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">In one line, for people.</param>
/// <param name="Link">Where to read more; null without a public address.</param>
/// <param name="Incident">The incident as it was then; of a digest the worst.</param>
/// <param name="Incidents">Everything a digest is about, the worst first; null for a notice of one incident.</param>
/// <param name="Trend">Recent values of the worst member, oldest first, the last one as in the incident; null where there are none.</param>
/// <param name="Owner">Who answers for this route; null when nobody is named.</param>
/// <param name="OnCall">Who is on call at that moment; null without a rota.</param>
public sealed record NoticeBody(
    string Kind, DateTimeOffset At, string Text, string? Link, IncidentBody Incident,
    IReadOnlyList<IncidentBody>? Incidents = null, IReadOnlyList<double?>? Trend = null, string? Owner = null, string? OnCall = null);

/// <summary>Takes the notices of incidents and brings them to the outbox by the policy of routing.</summary>
internal sealed class OutboxNotifier(RoutingService routing, OutboxSignal outbox, RoutingSignal later, TimeProvider clock) : INotifier
{
    public async ValueTask NotifyAsync(IReadOnlyList<IncidentNotice> notices, CancellationToken cancel)
    {
        // Of several changes of one incident at once people need the last.
        var changed = notices.Where(notice => !notice.Incident.Backfilled).GroupBy(notice => notice.Incident.Id, StringComparer.Ordinal).Select(group => group.Last().Incident).ToList();
        if (changed.Count == 0) return;
        var pass = await routing.TellAsync(changed, clock.GetUtcNow(), cancel);
        if (pass.Messages > 0) outbox.Wake();
        if (pass.NextDue is { } next) later.Due(next);
    }

    /// <summary>A notice as it is sent.</summary>
    public static NoticeBody Body(IncidentNotice notice, string? publicUrl) => NoticeWords.Of(notice.Incident, EnumWords.Of(notice.Kind), step: 0, notice.At, publicUrl);
}
