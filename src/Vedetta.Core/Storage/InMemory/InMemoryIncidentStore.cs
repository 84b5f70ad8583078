using System.Globalization;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Incidents in memory. Thread-safe.</summary>
public sealed class InMemoryIncidentStore : IIncidentStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Incident> _incidents = new(StringComparer.Ordinal);
    private long _lastId;

    /// <inheritdoc/>
    public ValueTask<string> NextIdAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new(string.Create(CultureInfo.InvariantCulture, $"INC-{++_lastId}"));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> NextIdsAsync(int count, CancellationToken cancel)
    {
        var ids = new List<string>(count);
        for (var i = 0; i < count; i++) ids.Add(await NextIdAsync(cancel));
        return ids;
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(IReadOnlyList<Incident> incidents, CancellationToken cancel)
    {
        lock (_lock)
            foreach (var incident in incidents) _incidents[incident.Id] = incident;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        lock (_lock)
            foreach (var id in ids) _incidents.Remove(id);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Incident?> FindAsync(string id, CancellationToken cancel)
    {
        lock (_lock)
            return new(_incidents.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Incident>> ListAsync(ModelId? model, IReadOnlyList<IncidentState>? states, int limit, CancellationToken cancel)
    {
        lock (_lock)
        {
            return new([.. _incidents.Values
                .Where(incident => (model is null || incident.Model == model) && (states is null || states.Contains(incident.State)))
                .OrderByDescending(incident => incident.Opened)
                .ThenByDescending(incident => incident.Id.Length)
                .ThenByDescending(incident => incident.Id, StringComparer.Ordinal)
                .Take(limit)]);
        }
    }

    /// <summary>Forgets everything of a model.</summary>
    internal void Forget(ModelId model)
    {
        lock (_lock)
            foreach (var incident in _incidents.Values.Where(incident => incident.Model == model).ToList()) _incidents.Remove(incident.Id);
    }
}
