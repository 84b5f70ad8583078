using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Routing;

/// <summary>The policy for every door: the API, pages and files. Thread-safe.</summary>
public sealed class RoutingPolicies(IRoutingStore store, IChannelStore channels, IIncidentStore incidents)
{
    /// <summary>The policy; null before anybody wrote one.</summary>
    public ValueTask<RoutingPolicy?> FindAsync(CancellationToken cancel) => store.PolicyAsync(cancel);

    /// <summary>Stores a policy; null goes back to none.</summary>
    /// <exception cref="RoutingValidationException">Lists everything wrong with it.</exception>
    public async ValueTask SaveAsync(RoutingPolicy? policy, CancellationToken cancel)
    {
        if (policy is not null && await CheckAsync(policy, cancel) is { Count: > 0 } faults) throw new RoutingValidationException(faults);
        await store.SavePolicyAsync(policy, cancel);
    }

    /// <summary>Stores a policy as it is written.</summary>
    /// <exception cref="RoutingValidationException">Lists everything wrong with it.</exception>
    public async ValueTask<RoutingPolicy> SaveAsync(RoutingDraft draft, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var (policy, unread) = draft.ToPolicy();
        var faults = unread.Concat(await CheckAsync(policy, cancel)).ToList();
        if (faults.Count > 0) throw new RoutingValidationException(faults);
        await store.SavePolicyAsync(policy, cancel);
        return policy;
    }

    /// <summary>Everything wrong with a policy.</summary>
    public async ValueTask<IReadOnlyList<FieldFault>> CheckAsync(RoutingPolicy policy, CancellationToken cancel) =>
        RoutingRules.Check(policy, [.. (await channels.ListAsync(cancel)).Select(channel => channel.Name)]);

    /// <summary>Who would be told, and when, of an incident that fired at a moment and that nobody took.</summary>
    /// <param name="policy">The policy to try; need not be stored.</param>
    /// <param name="model">The model.</param>
    /// <param name="audience">Whose incident.</param>
    /// <param name="severity">How bad.</param>
    /// <param name="moment">When it fires.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async ValueTask<RoutingPreview> PreviewAsync(RoutingPolicy? policy, ModelId model, Audience audience, Severity severity, DateTimeOffset moment, CancellationToken cancel)
    {
        var incident = new Incident(
            "preview", model, "", audience, IncidentState.Firing, severity, "", new IncidentCause("", []), moment, moment, Acknowledged: null, Resolved: null, [], Runbook: null, [],
            Backfilled: false, FiringSince: moment);
        var route = policy?.RouteOf(audience, model);
        var planned = Router.Deliveries(policy, await channels.ListAsync(cancel), incident, new RoutingTrail(incident.Id, []), [], moment);
        return new RoutingPreview(route, planned, route is null ? null : policy!.OnCall(route, moment));
    }

    /// <summary>What channels were told of an incident; null for an unknown one.</summary>
    public async ValueTask<RoutingTrail?> TrailAsync(string incident, CancellationToken cancel) =>
        await incidents.FindAsync(incident, cancel) is null ? null : (await store.TrailsAsync([incident], cancel)) is [var trail] ? trail : new RoutingTrail(incident, []);
}

/// <summary>Who would be told of an incident.</summary>
/// <param name="Route">The route it takes; null when the audience has none.</param>
/// <param name="Deliveries">In order of time, as long as nobody takes it.</param>
/// <param name="OnCall">Who is on call then; null without a rota.</param>
public sealed record RoutingPreview(Route? Route, IReadOnlyList<Delivery> Deliveries, RotaMember? OnCall);

/// <summary>A policy with faults: all of them, each with its field.</summary>
public sealed class RoutingValidationException(IReadOnlyList<FieldFault> faults)
    : Exception(string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    /// <summary>The faults.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}
