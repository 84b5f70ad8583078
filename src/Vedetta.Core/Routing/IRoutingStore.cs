using Vedetta.Core.Channels;

namespace Vedetta.Core.Routing;

/// <summary>The policy, and what channels were told of incidents. Thread-safe.</summary>
public interface IRoutingStore
{
    /// <summary>The policy; null before anybody wrote one.</summary>
    ValueTask<RoutingPolicy?> PolicyAsync(CancellationToken cancel);

    /// <summary>Stores the policy, replacing what was; null goes back to none.</summary>
    ValueTask SavePolicyAsync(RoutingPolicy? policy, CancellationToken cancel);

    /// <summary>What channels were told of these incidents; those nobody was told of are left out.</summary>
    ValueTask<IReadOnlyList<RoutingTrail>> TrailsAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel);

    /// <summary>Trails of incidents of which something may still be to be told.</summary>
    ValueTask<IReadOnlyList<RoutingTrail>> OpenTrailsAsync(CancellationToken cancel);

    /// <summary>
    /// Puts messages into the outbox and stores the trails that know of them, in one transaction: either both are kept or
    /// neither, so that a crash in between neither loses a notice nor sends it twice.
    /// </summary>
    ValueTask QueueAsync(IReadOnlyList<OutboxMessage> messages, IReadOnlyList<RoutingTrail> trails, CancellationToken cancel);
}
