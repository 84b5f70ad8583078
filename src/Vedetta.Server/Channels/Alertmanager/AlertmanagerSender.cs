using System.Net.Http.Headers;
using System.Text;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Storage;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels.Alertmanager;

/// <summary>Speaks Alertmanager's API v2: notices become alerts, and what fires is sent again every minute with its end moved on.</summary>
internal sealed class AlertmanagerSender(MessageMaker messages, IIncidentStore incidents, AlertBook book, HttpPost post, TimeProvider clock) : IChannelSender
{
    private const int AtOnce = 500;

    // Alertmanager may have been away when it was told of the end: it is told for a while.
    private static readonly TimeSpan EndsFor = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset _started = clock.GetUtcNow();

    public ChannelKind Kind => ChannelKind.Alertmanager;

    public async ValueTask<SendResult> SendAsync(Channel channel, Letter letter, CancellationToken cancel)
    {
        if (NoticeReader.Read(letter.Payload) is not { } notice) return MessageMaker.Unreadable;
        var now = clock.GetUtcNow();
        var told = notice.IsDigest ? notice.Incidents : [notice.Incident];
        var alerts = new List<Alert>();
        foreach (var incident in told)
        {
            var own = notice.IsDigest ? notice with { Kind = incident.State == IncidentState.Resolved ? "resolved" : "fired", Incident = incident, Incidents = [] } : notice;
            alerts.Add(Alert.Of(channel, incident, await messages.MakeAsync(channel, own, cancel), own.Link, EndOf(own, now), now));
            if (own.Kind == "escalated" && incident.Severity == Severity.Critical) alerts.Add(Alert.EndOfWarning(channel, incident, now));
        }

        var result = await PostAsync(channel, alerts, cancel);
        if (result.Delivered && !notice.IsTest) await book.PutAsync(channel.Name, [.. told.Select(incident => new HeldAlert(incident.Id, incident.State == IncidentState.Resolved ? incident.Resolved ?? now : null))], cancel);
        return result;
    }

    /// <summary>Sends what fires again, what ended a little longer, and the watchdog.</summary>
    public async ValueTask<SendResult> HoldAsync(Channel channel, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var alerts = new List<Alert> { Alert.Watchdog(channel, _started, now) };
        var (ended, gone) = (new List<HeldAlert>(), new List<string>());
        foreach (var held in await book.ReadAsync(channel.Name, cancel))
        {
            var incident = await incidents.FindAsync(held.Incident, cancel);
            var fires = incident is { MutedBy: null, State: IncidentState.Firing or IncidentState.Acknowledged };
            DateTimeOffset? end = fires ? null : held.EndedAt ?? incident?.Resolved ?? now;
            if (incident is null || now - end > EndsFor)
            {
                gone.Add(held.Incident);
                continue;
            }

            if (end is not null && held.EndedAt is null) ended.Add(held with { EndedAt = end });
            var notice = new Notice(fires ? "fired" : "resolved", end ?? now, incident, messages.LinkOf(incident.Id), [], []);
            alerts.Add(Alert.Of(channel, incident, await messages.MakeAsync(channel, notice, cancel), notice.Link, end, now));
        }

        var result = await PostAsync(channel, alerts, cancel);
        if (ended.Count > 0) await book.PutAsync(channel.Name, ended, cancel);
        if (gone.Count > 0) await book.DropAsync(channel.Name, gone, cancel);
        return result;
    }

    private static DateTimeOffset? EndOf(Notice notice, DateTimeOffset now) =>
        notice.IsOver ? notice.Incident.Resolved ?? notice.At : notice.IsTest ? now + TimeSpan.FromMinutes(1) : null;

    private async ValueTask<SendResult> PostAsync(Channel channel, List<Alert> alerts, CancellationToken cancel)
    {
        SendResult? result = null;
        foreach (var part in alerts.Chunk(AtOnce))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, channel.Url!.TrimEnd('/') + "/api/v2/alerts") { Content = new StringContent(Alert.Document(part), Encoding.UTF8, "application/json") };
            if (channel.Secret is { Length: > 0 } secret)
            {
                request.Headers.Authorization = channel.Alertmanager?.User is { } user
                    ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")))
                    : new AuthenticationHeaderValue("Bearer", secret);
            }

            result = await post.SendAsync(request, cancel);
            if (!result.Delivered) return Judge(result);
        }

        return Judge(result!);
    }

    private static SendResult Judge(SendResult result) => result switch
    {
        { Delivered: true, Answer: "" } => result.Saying("taken"),
        { Delivered: true } => result.Clipped(),
        { Status: 404 } => result.Saying("not found: no Alertmanager with API v2 answers at this address"),
        { Status: 401 or 403 } => result.Saying($"{result.Answer}: user or secret is wrong"),
        _ => result.Clipped(),
    };
}
