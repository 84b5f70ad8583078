using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Routing;

/// <summary>Writes the messages of parcels.</summary>
public interface INoticeComposer
{
    /// <summary>The messages, ready for the outbox, in the order of the parcels.</summary>
    /// <param name="parcels">What they tell whom.</param>
    /// <param name="incidents">Their incidents as they are now, by id.</param>
    /// <param name="policy">The policy; null for none.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops waiting.</param>
    ValueTask<IReadOnlyList<OutboxMessage>> ComposeAsync(IReadOnlyList<Parcel> parcels, IReadOnlyDictionary<string, Incident> incidents, RoutingPolicy? policy, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>What a pass did.</summary>
/// <param name="Messages">Messages put into the outbox.</param>
/// <param name="NextDue">When something is due next, as far as can be said; null for nothing.</param>
public sealed record RoutingPass(int Messages, DateTimeOffset? NextDue);

/// <summary>
/// Brings incidents to the outbox by the policy. Everything it needs is stored, so a pass after a crash, a pause or a jump of
/// the clock finds what is still to be told. One pass at a time. Thread-safe.
/// </summary>
public sealed class RoutingService(IRoutingStore store, IChannelStore channels, IIncidentStore incidents, ISilenceStore silences, INoticeComposer composer) : IDisposable
{
    private static readonly IncidentState[] NotResolved = [IncidentState.Firing, IncidentState.Acknowledged];

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Tells of these incidents what is due.</summary>
    public async ValueTask<RoutingPass> TellAsync(IReadOnlyList<Incident> changed, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(changed);
        await _one.WaitAsync(cancel);
        try
        {
            var trails = await store.TrailsAsync([.. changed.Select(incident => incident.Id)], cancel);
            return await RunAsync(changed, trails.ToDictionary(trail => trail.Incident, StringComparer.Ordinal), now, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Tells of every incident what is due.</summary>
    public async ValueTask<RoutingPass> PassAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var known = (await incidents.ListAsync(model: null, NotResolved, int.MaxValue, cancel)).ToList();
            var trails = (await store.OpenTrailsAsync(cancel)).ToDictionary(trail => trail.Incident, StringComparer.Ordinal);
            var open = known.Select(incident => incident.Id).ToHashSet(StringComparer.Ordinal);
            var gone = new List<RoutingTrail>();
            foreach (var trail in trails.Values.Where(trail => !open.Contains(trail.Incident)).ToList())
            {
                if (await incidents.FindAsync(trail.Incident, cancel) is { } over) known.Add(over);
                else gone.Add(trail with { Open = false });
            }

            // A re-opened incident's trail was closed when it was over.
            foreach (var trail in await store.TrailsAsync([.. known.Where(incident => incident.Reopenings > 0 && !trails.ContainsKey(incident.Id)).Select(incident => incident.Id)], cancel))
                trails[trail.Incident] = trail;
            if (gone.Count > 0) await store.QueueAsync([], gone, cancel);
            return await RunAsync([.. known.OrderBy(incident => incident.FiringSince).ThenBy(incident => incident.Id.Length).ThenBy(incident => incident.Id, StringComparer.Ordinal)], trails, now, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async ValueTask<RoutingPass> RunAsync(IReadOnlyList<Incident> known, Dictionary<string, RoutingTrail> trails, DateTimeOffset now, CancellationToken cancel)
    {
        if (known.Count == 0) return new RoutingPass(0, NextDue: null);
        var policy = await store.PolicyAsync(cancel);
        var all = await channels.ListAsync(cancel);
        var holding = await silences.ListAsync(now, cancel);
        var (due, changed, next) = Plan(policy, all, known, trails, holding, now);
        if (due.Count == 0 && changed.Count == 0) return new RoutingPass(0, next);
        var byId = known.ToDictionary(incident => incident.Id, StringComparer.Ordinal);
        var messages = await composer.ComposeAsync(Parcel.Of(due), byId, policy, now, cancel);
        await store.QueueAsync(messages, changed, cancel);
        return new RoutingPass(messages.Count, next);
    }

    /// <summary>What is due of incidents, the trails as they are once it is queued, and when something is due next. Pure.</summary>
    public static (IReadOnlyList<Delivery> Due, IReadOnlyList<RoutingTrail> Changed, DateTimeOffset? NextDue) Plan(
        RoutingPolicy? policy, IReadOnlyList<Channel> channels, IReadOnlyList<Incident> known, IReadOnlyDictionary<string, RoutingTrail> trails, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(trails);
        var due = new List<Delivery>();
        var changed = new List<RoutingTrail>();
        DateTimeOffset? next = null;
        foreach (var incident in known)
        {
            var stored = trails.GetValueOrDefault(incident.Id);
            var trail = stored ?? new RoutingTrail(incident.Id, []);
            var planned = Router.Deliveries(policy, channels, incident, trail, silences, now);
            var ripe = planned.Where(delivery => delivery.At <= now).ToList();
            foreach (var delivery in ripe) trail = trail.With(delivery, now);
            if (ripe.Count > 0) planned = Router.Deliveries(policy, channels, incident, trail, silences, now);
            trail = trail with { Open = Router.IsOpen(incident, planned) };
            due.AddRange(ripe);
            foreach (var later in planned)
                if (next is null || later.At < next) next = later.At;
            if (ripe.Count > 0 || (stored is null ? incident.State == IncidentState.Resolved && trail.Open : stored.Open != trail.Open)) changed.Add(trail);
        }

        return (due, changed, next);
    }
}
