using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Incidents.Services;

/// <summary>An alert that another system raised about the service of a model.</summary>
/// <param name="Source">Who it is: the same for every repetition of one firing, another one for the next firing.</param>
/// <param name="Model">The model.</param>
/// <param name="Audience">Whom it concerns.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Title">What happened, in words.</param>
/// <param name="Runbook">What to do; null where it does not say.</param>
/// <param name="From">Since when.</param>
/// <param name="To">When it was over; null while it fires.</param>
public sealed record ServiceAlert(string Source, ModelId Model, Audience Audience, Severity Severity, string Title, string? Runbook, DateTimeOffset From, DateTimeOffset? To);

/// <summary>What an alert did.</summary>
public enum ServiceAlertEffect
{
    /// <summary>It opened an incident.</summary>
    Opened,

    /// <summary>It made a warning critical.</summary>
    Escalated,

    /// <summary>It ended its incident.</summary>
    Resolved,

    /// <summary>It was known.</summary>
    Unchanged,

    /// <summary>It ended what nobody knew of.</summary>
    Unknown,
}

/// <summary>An alert and what it did.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Effect">What it did.</param>
/// <param name="Incident">The incident as it is now; null where there is none.</param>
public sealed record ServiceAlertResult(ServiceAlert Alert, ServiceAlertEffect Effect, Incident? Incident);

/// <summary>The life of incidents that other systems raise. Pure.</summary>
public static class ServiceIncidents
{
    /// <summary>Kind of cause of these incidents.</summary>
    public const string Kind = "service";

    /// <summary>Whether the state machine of monitors leaves an incident alone.</summary>
    public static bool Is(Incident incident) => incident.Source is not null;

    /// <summary>What an alert does to the incident it raised before.</summary>
    /// <param name="known">The incident of the same source; null for none. One that somebody closed by hand stays closed.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="now">The present.</param>
    /// <returns>The incident with the id <c>+</c> where it is new, what the alert did, and why people are told; null for nobody.</returns>
    public static (Incident? Incident, ServiceAlertEffect Effect, NoticeKind? Notice) Take(Incident? known, ServiceAlert alert, DateTimeOffset now)
    {
        if (known is null) return alert.To is not null ? (null, ServiceAlertEffect.Unknown, null) : (Open(alert, now), ServiceAlertEffect.Opened, NoticeKind.Fired);
        if (known.State == IncidentState.Resolved) return (known, ServiceAlertEffect.Unchanged, null);
        if (alert.To is { } end) return (Log(known with { State = IncidentState.Resolved, Resolved = end }, now, "over: its source says so"), ServiceAlertEffect.Resolved, NoticeKind.Resolved);
        if (alert.Severity > known.Severity) return (Log(known with { Severity = alert.Severity, Title = alert.Title, Worsened = now }, now, "critical now"), ServiceAlertEffect.Escalated, NoticeKind.Escalated);
        return (known, ServiceAlertEffect.Unchanged, null);
    }

    private static Incident Open(ServiceAlert alert, DateTimeOffset now) => Log(
        new Incident(
            "+", alert.Model, "", alert.Audience, IncidentState.Firing, alert.Severity, alert.Title, new IncidentCause(Kind, []), alert.From, now, Acknowledged: null, Resolved: null, [], alert.Runbook, [],
            Backfilled: false, FiringSince: now, Source: alert.Source),
        now, "fires");

    private static Incident Log(Incident incident, DateTimeOffset at, string what) => incident with { History = [.. incident.History, new IncidentEvent(at, what, IncidentService.Program)] };
}
