using System.Text.Json;
using Vedetta.Core.Channels;
using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Server.Api;
using Vedetta.Server.Configuration;

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

/// <summary>Turns notices into messages of the outbox, one for each channel that takes them.</summary>
internal sealed class OutboxNotifier(IChannelStore channels, IOutboxStore outbox, OutboxSignal signal, ServerSettings settings) : INotifier
{
    public async ValueTask NotifyAsync(IReadOnlyList<IncidentNotice> notices, CancellationToken cancel)
    {
        var all = await channels.ListAsync(cancel);
        var messages = new List<OutboxMessage>();
        foreach (var notice in notices.Where(notice => !notice.Incident.Backfilled))
            messages.AddRange(all.Where(channel => channel.Takes(notice.Incident)).Select(channel => Message(channel, notice)));
        if (messages.Count == 0) return;
        await outbox.AddAsync(messages, cancel);
        signal.Wake();
    }

    /// <summary>A notice as it is sent.</summary>
    public static NoticeBody Body(IncidentNotice notice, string? publicUrl)
    {
        var incident = notice.Incident;
        var kind = EnumWords.Of(notice.Kind);
        var link = publicUrl is null ? null : $"{publicUrl.TrimEnd('/')}/incidents/{Uri.EscapeDataString(incident.Id)}";
        var why = notice.Kind != NoticeKind.Resolved && incident.Explanation is { Causes.Count: > 0 } explanation ? $". Probably: {ExplanationWords.Summary(explanation)}" : "";
        return new NoticeBody(kind, notice.At, $"[{EnumWords.Of(incident.Severity)}] {incident.Model} {kind}: {incident.Title}{why} ({incident.Id})", link, IncidentBody.Of(incident));
    }

    private OutboxMessage Message(Channel channel, IncidentNotice notice) => new(
        // The moment tells a second firing of one incident from a repeated notice of the first.
        $"{channel.Name} {notice.Incident.Id} {EnumWords.Of(notice.Kind)} {notice.At.UtcTicks}",
        channel.Name, notice.Incident.Id, JsonSerializer.Serialize(Body(notice, settings.PublicUrl), ApiJson.Options), notice.At, notice.At, 0, OutboxState.Waiting, LastAnswer: null);
}

/// <summary>Wakes the sender when there is something new to send.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Something is new.</summary>
    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // The sender is awake already.
            return;
        }
    }

    /// <summary>Waits for news, or for as long as given.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _signal.WaitAsync(atMost, cancel);

    public void Dispose() => _signal.Dispose();
}
