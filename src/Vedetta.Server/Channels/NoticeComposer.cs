using System.Text.Json;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Server.Api;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Channels;

/// <summary>Writes messages for the outbox. Thread-safe.</summary>
internal sealed class NoticeComposer(IMonitorStore monitors, ServerSettings settings) : INoticeComposer
{
    // As many values as a line of text can show.
    private const int TrendValues = 24;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OutboxMessage>> ComposeAsync(IReadOnlyList<Parcel> parcels, IReadOnlyDictionary<string, Incident> incidents, RoutingPolicy? policy, DateTimeOffset now, CancellationToken cancel)
    {
        // Several channels are told the same of one incident.
        var trends = new Dictionary<string, IReadOnlyList<double?>?>(StringComparer.Ordinal);
        var messages = new List<OutboxMessage>(parcels.Count);
        foreach (var parcel in parcels)
        {
            var first = parcel.Deliveries[0];
            if (parcel.Kind != DeliveryKind.Digest && !trends.ContainsKey(first.Incident)) trends[first.Incident] = await TrendAsync(incidents[first.Incident], cancel);
            messages.Add(Compose(parcel, incidents, policy, now, trends.GetValueOrDefault(first.Incident)));
        }

        return messages;
    }

    private OutboxMessage Compose(Parcel parcel, IReadOnlyDictionary<string, Incident> incidents, RoutingPolicy? policy, DateTimeOffset now, IReadOnlyList<double?>? trend)
    {
        var first = parcel.Deliveries[0];
        var about = parcel.Deliveries.Select(delivery => delivery.Incident).Distinct(StringComparer.Ordinal).Select(id => incidents[id]).ToList();
        var kind = EnumWords.Of(parcel.Kind);
        var body = parcel.Kind == DeliveryKind.Digest
            ? NoticeWords.OfMany(about, kind, now, settings.PublicUrl)
            : NoticeWords.Of(about[0], kind, first.Step, now, settings.PublicUrl) with { Trend = trend };
        if (policy?.RouteOf(about[0].Audience, about[0].Model) is { } route) body = body with { Owner = route.Owner, OnCall = policy.OnCall(route, now)?.Name };
        return new OutboxMessage(
            parcel.Key(now), parcel.Channel, body.Incident.Id, JsonSerializer.Serialize(body, ApiJson.Options), now, now, Attempts: 0, OutboxState.Waiting, LastAnswer: null);
    }

    private async ValueTask<IReadOnlyList<double?>?> TrendAsync(Incident incident, CancellationToken cancel)
    {
        if (incident.Members.Count == 0) return null;
        var lead = incident.Members[0];
        var length = lead.LastWindow.To - lead.LastWindow.From;
        var points = await monitors.PointsAsync(incident.Model, lead.Monitor, new Window(lead.LastWindow.From - TrendValues * length, lead.LastWindow.To), cancel);

        // The window that changed the incident is stored after it: its value comes from the incident itself.
        var values = points
            .Where(point => string.Equals(point.Key.Column, lead.Column, StringComparison.Ordinal) && point.Key.Window.From < lead.LastWindow.From)
            .Select(point => point.Reading.Value).Append(lead.Reading.Value).ToList();
        return values.Count < 2 ? null : [.. values.TakeLast(TrendValues)];
    }
}
