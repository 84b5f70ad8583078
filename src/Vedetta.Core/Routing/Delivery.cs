using Vedetta.Core.Incidents;

namespace Vedetta.Core.Routing;

/// <summary>Why a channel is told.</summary>
public enum DeliveryKind
{
    /// <summary>The incident fires.</summary>
    Fired,

    /// <summary>It became critical, or nobody took it in time.</summary>
    Escalated,

    /// <summary>It was over and is back.</summary>
    Reopened,

    /// <summary>It is over.</summary>
    Resolved,

    /// <summary>It still fires and nobody took it.</summary>
    Reminder,

    /// <summary>Warnings gathered into one message.</summary>
    Digest,
}

/// <summary>One channel told once of one incident, now or later.</summary>
/// <param name="Incident">Id of the incident.</param>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When.</param>
/// <param name="Severity">How bad the incident is.</param>
/// <param name="Episode">How often the incident had re-opened.</param>
/// <param name="Step">Number of the escalation step or the reminder, from 1; 0 for others.</param>
/// <param name="Held">Whether quiet hours, a mute schedule or a silence moved it to a later moment.</param>
public sealed record Delivery(string Incident, string Channel, DeliveryKind Kind, DateTimeOffset At, Severity Severity, int Episode, int Step = 0, bool Held = false);

/// <summary>What channels were told of one incident so far.</summary>
/// <param name="Incident">Id of the incident.</param>
/// <param name="Sent">In order.</param>
/// <param name="Open">Whether something may still be to be told.</param>
public sealed record RoutingTrail(string Incident, IReadOnlyList<SentNotice> Sent, bool Open = true)
{
    /// <summary>The trail with a delivery that was queued.</summary>
    public RoutingTrail With(Delivery delivery, DateTimeOffset at) =>
        this with { Sent = [.. Sent.Where(notice => !IsReplaced(notice, delivery)), new SentNotice(delivery.Channel, delivery.Kind, at, delivery.Severity, delivery.Episode, delivery.Step)] };

    // Of reminders the latest says it all: their number would grow for as long as nobody takes the incident.
    private static bool IsReplaced(SentNotice notice, Delivery delivery) =>
        delivery.Kind == DeliveryKind.Reminder && notice.Kind == DeliveryKind.Reminder && notice.Episode == delivery.Episode && string.Equals(notice.Channel, delivery.Channel, StringComparison.Ordinal);
}

/// <summary>One channel told once.</summary>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When it was queued.</param>
/// <param name="Severity">How bad the incident was.</param>
/// <param name="Episode">How often it had re-opened.</param>
/// <param name="Step">Number of the escalation step or the reminder; 0 for others.</param>
public sealed record SentNotice(string Channel, DeliveryKind Kind, DateTimeOffset At, Severity Severity, int Episode, int Step);
