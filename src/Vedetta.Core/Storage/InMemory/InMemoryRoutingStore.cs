using Vedetta.Core.Channels;
using Vedetta.Core.Routing;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>The policy and trails in memory, beside an outbox. Thread-safe.</summary>
public sealed class InMemoryRoutingStore(IOutboxStore outbox) : IRoutingStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RoutingTrail> _trails = new(StringComparer.Ordinal);
    private RoutingPolicy? _policy;

    /// <inheritdoc/>
    public ValueTask<RoutingPolicy?> PolicyAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new(_policy);
    }

    /// <inheritdoc/>
    public ValueTask SavePolicyAsync(RoutingPolicy? policy, CancellationToken cancel)
    {
        lock (_lock)
            _policy = policy;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RoutingTrail>> TrailsAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel)
    {
        lock (_lock)
            return new([.. incidents.Distinct(StringComparer.Ordinal).Select(id => _trails.GetValueOrDefault(id)).OfType<RoutingTrail>()]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RoutingTrail>> OpenTrailsAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _trails.Values.Where(trail => trail.Open)]);
    }

    /// <inheritdoc/>
    public async ValueTask QueueAsync(IReadOnlyList<OutboxMessage> messages, IReadOnlyList<RoutingTrail> trails, CancellationToken cancel)
    {
        await outbox.AddAsync(messages, cancel);
        lock (_lock)
            foreach (var trail in trails) _trails[trail.Incident] = trail;
    }
}
