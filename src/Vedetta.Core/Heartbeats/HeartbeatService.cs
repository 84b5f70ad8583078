using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Heartbeats;

/// <summary>Heartbeats of pipelines: which are expected, which came, and incidents of those that did not. Thread-safe.</summary>
public sealed class HeartbeatService(IModelStore models, ISettingsStore settings, IncidentService incidents, TimeProvider clock) : IDisposable
{
    private const string Document = "heartbeats/all";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Every heartbeat with its state, by name.</summary>
    public async ValueTask<IReadOnlyList<HeartbeatStatus>> ListAsync(CancellationToken cancel)
    {
        var list = new List<HeartbeatStatus>();
        foreach (var heartbeat in await KnownAsync(cancel)) list.Add(new HeartbeatStatus(heartbeat, await StateAsync(heartbeat.Name, cancel)));
        return list;
    }

    /// <summary>Expects a heartbeat; one that is expected already keeps its state.</summary>
    /// <exception cref="InvalidDescriptionException">Lists everything wrong with it.</exception>
    /// <exception cref="UnknownModelException">No such model.</exception>
    public async ValueTask<HeartbeatStatus> PutAsync(Heartbeat heartbeat, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        var faults = heartbeat.Check();
        if (faults.Count > 0) throw new InvalidDescriptionException("heartbeat", faults);
        if (await models.FindAsync(new ModelId(heartbeat.Model), cancel) is null) throw new UnknownModelException(new ModelId(heartbeat.Model));
        return await AloneAsync(async () =>
        {
            var known = await KnownAsync(cancel);
            var kept = heartbeat with { Since = known.FirstOrDefault(each => each.Name == heartbeat.Name)?.Since ?? clock.GetUtcNow() };
            await settings.SaveDocumentAsync<IReadOnlyList<Heartbeat>>(Document, [.. known.Where(each => each.Name != heartbeat.Name).Append(kept).OrderBy(each => each.Name, StringComparer.Ordinal)], cancel);
            return new HeartbeatStatus(kept, await StateAsync(kept.Name, cancel));
        }, cancel);
    }

    /// <summary>Expects a heartbeat no more; answers whether it was expected. An open incident of it ends.</summary>
    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancel) => AloneAsync(async () =>
    {
        var known = await KnownAsync(cancel);
        if (known.FirstOrDefault(each => each.Name == name) is not { } heartbeat) return false;
        await settings.SaveDocumentAsync<IReadOnlyList<Heartbeat>>(Document, [.. known.Where(each => each.Name != name)], cancel);
        var state = await StateAsync(name, cancel);
        if (state.IsMissing) await TellAsync(heartbeat, HeartbeatFacts.Back(heartbeat, state, clock.GetUtcNow()), cancel);
        await settings.SaveDocumentAsync(DocumentOf(name), HeartbeatState.None, cancel);
        return true;
    }, cancel);

    /// <summary>A heartbeat came; null when nobody expects one of this name.</summary>
    public ValueTask<HeartbeatStatus?> BeatAsync(string name, CancellationToken cancel) => AloneAsync<HeartbeatStatus?>(async () =>
    {
        if ((await KnownAsync(cancel)).FirstOrDefault(each => each.Name == name) is not { } heartbeat) return null;
        var (state, now) = (await StateAsync(name, cancel), clock.GetUtcNow());
        if (state.IsMissing) await TellAsync(heartbeat, HeartbeatFacts.Back(heartbeat, state, now), cancel);
        var next = new HeartbeatState(now, IsMissing: false, null);
        await settings.SaveDocumentAsync(DocumentOf(name), next, cancel);
        return new HeartbeatStatus(heartbeat, next);
    }, cancel);

    /// <summary>Opens an incident for every heartbeat whose deadline has passed; answers their names.</summary>
    public ValueTask<IReadOnlyList<string>> CheckAsync(DateTimeOffset now, CancellationToken cancel) => AloneAsync<IReadOnlyList<string>>(async () =>
    {
        var missing = new List<string>();
        foreach (var heartbeat in await KnownAsync(cancel))
        {
            var state = await StateAsync(heartbeat.Name, cancel);
            if (state.IsMissing || now < state.Deadline(heartbeat)) continue;
            if (await models.FindAsync(new ModelId(heartbeat.Model), cancel) is null) continue;

            // The incident first: after a crash in between it is told again, and taking a fact twice changes nothing.
            await TellAsync(heartbeat, HeartbeatFacts.Missing(heartbeat, state), cancel);
            await settings.SaveDocumentAsync(DocumentOf(heartbeat.Name), state with { IsMissing = true, MissedAt = state.Deadline(heartbeat) }, cancel);
            missing.Add(heartbeat.Name);
        }

        return missing;
    }, cancel);

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static string DocumentOf(string name) => "heartbeats/state/" + name;

    private async ValueTask<IReadOnlyList<Heartbeat>> KnownAsync(CancellationToken cancel) => await settings.FindDocumentAsync<IReadOnlyList<Heartbeat>>(Document, cancel) ?? [];

    private async ValueTask<HeartbeatState> StateAsync(string name, CancellationToken cancel) => await settings.FindDocumentAsync<HeartbeatState>(DocumentOf(name), cancel) ?? HeartbeatState.None;

    private async ValueTask TellAsync(Heartbeat heartbeat, IncidentFact fact, CancellationToken cancel)
    {
        var monitor = HeartbeatFacts.MonitorOf(heartbeat);
        var context = new IncidentContext(new ModelId(heartbeat.Model), VersionHistory.Only(""), new Watermark(TimeSpan.Zero), new Dictionary<string, MonitorDefinition>(StringComparer.Ordinal) { [monitor.Name] = monitor });
        await incidents.TakeAsync([fact], context, clock.GetUtcNow(), cancel);
    }

    private async ValueTask<T> AloneAsync<T>(Func<ValueTask<T>> work, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }
}
