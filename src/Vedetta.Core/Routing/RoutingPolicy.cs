using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Routing;

/// <summary>Who is told of which incidents, where and when: of the whole installation, with exceptions for single models.</summary>
/// <param name="Zone">IANA zone of every clock time in it.</param>
/// <param name="Routes">One for each audience, and one for each audience and group of models that differ.</param>
/// <param name="Rotas">Who is on call.</param>
public sealed record RoutingPolicy(string Zone, IReadOnlyList<Route> Routes, IReadOnlyList<Rota> Rotas)
{
    /// <summary>The zone.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>
    /// The route of an incident: the one that names its model before the one for all models. Null when the audience has none:
    /// then every channel that takes such incidents is told, as without a policy.
    /// </summary>
    public Route? RouteOf(Audience audience, ModelId model)
    {
        Route? general = null;
        foreach (var route in Routes)
        {
            if (route.Audience != audience) continue;
            if (route.Models.Contains(model.Value, StringComparer.Ordinal)) return route;
            if (route.Models.Count == 0) general ??= route;
        }

        return general;
    }

    /// <summary>Who is on call for a route; null without a rota.</summary>
    public RotaMember? OnCall(Route route, DateTimeOffset moment) => RotaOf(route)?.OnCall(moment, TimeZone);

    /// <summary>The rota of a route; null without one.</summary>
    public Rota? RotaOf(Route route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return route.OnCall is null ? null : Rotas.FirstOrDefault(rota => string.Equals(rota.Name, route.OnCall, StringComparison.Ordinal));
    }
}

/// <summary>How one audience is told.</summary>
/// <param name="Audience">Whose incidents.</param>
/// <param name="Models">Only of these models; empty for all that have no route of their own.</param>
/// <param name="Channels">Channels that are told.</param>
/// <param name="MinimumSeverity">Incidents at least as bad.</param>
/// <param name="Owner">Who answers for them: a person or a team; null when nobody is named.</param>
/// <param name="OnCall">Name of the rota whose person on call is told too; null without one.</param>
/// <param name="GroupWait">How long to wait before the first notice, so that what breaks together comes together.</param>
/// <param name="Repeat">How often people are reminded until somebody takes it; null for never.</param>
/// <param name="Escalate">Who is told when nobody takes it, in order of time.</param>
/// <param name="Quiet">Quiet hours and mute schedules.</param>
/// <param name="Digest">When warnings are told together; null for one by one.</param>
public sealed record Route(
    Audience Audience,
    IReadOnlyList<string> Models,
    IReadOnlyList<string> Channels,
    Severity MinimumSeverity,
    string? Owner,
    string? OnCall,
    TimeSpan GroupWait,
    TimeSpan? Repeat,
    IReadOnlyList<EscalationStep> Escalate,
    IReadOnlyList<QuietSpan> Quiet,
    DigestPlan? Digest)
{
    /// <summary>A route that tells channels of everything at once.</summary>
    public static Route Plain(Audience audience, IReadOnlyList<string> channels) =>
        new(audience, [], channels, Severity.Warning, Owner: null, OnCall: null, TimeSpan.Zero, Repeat: null, [], [], Digest: null);
}

/// <summary>Who is told when nobody took an incident in time.</summary>
/// <param name="After">How long after the first notice.</param>
/// <param name="Channels">Channels that are told.</param>
/// <param name="MinimumSeverity">Incidents at least as bad.</param>
public sealed record EscalationStep(TimeSpan After, IReadOnlyList<string> Channels, Severity MinimumSeverity = Severity.Warning);
