using System.Collections.Concurrent;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Readings;

/// <summary>
/// The rows of the fleet. While somebody refreshes them in the background they are kept for a minute, so that a page of
/// two hundred models costs no more than one of two; without refreshing every question reads everything anew. Models
/// that are new or edited are read at once, and open incidents are always those of the moment. Thread-safe.
/// </summary>
internal sealed class FleetBoard(IModelStore models, IIncidentStore incidents, Func<ModelDefinition, DateTimeOffset, CancellationToken, ValueTask<FleetRow>> read, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly IncidentState[] Fired = [IncidentState.Firing, IncidentState.Acknowledged];

    private readonly ConcurrentDictionary<ModelId, Entry> _rows = new();
    private DateTimeOffset _refreshed = DateTimeOffset.MinValue;

    /// <summary>Every model, the worst first.</summary>
    public async ValueTask<IReadOnlyList<FleetRow>> ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var open = (await incidents.ListAsync(model: null, Fired, int.MaxValue, cancel)).GroupBy(incident => incident.Model).ToDictionary(group => group.Key, group => group.Count());
        var rows = new List<FleetRow>();
        foreach (var model in await models.ListAsync(cancel))
        {
            var row = Known(model, now) ?? await KeepAsync(model, now, cancel);
            rows.Add(row with { OpenIncidents = open.GetValueOrDefault(model.Id) });
        }

        return [.. rows.OrderBy(row => StatusReader.Rank(row.Status)).ThenByDescending(row => row.WorstDrift?.Excess ?? 0).ThenBy(row => row.Model.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>Reads again what is older than half of the time it is kept, the oldest first; forgets models that are gone.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancel)
    {
        var all = await models.ListAsync(cancel);
        foreach (var gone in _rows.Keys.Except(all.Select(model => model.Id)).ToList()) _rows.TryRemove(gone, out _);
        foreach (var model in all.OrderBy(model => _rows.TryGetValue(model.Id, out var entry) ? entry.At : DateTimeOffset.MinValue))
        {
            var now = time.GetUtcNow();
            if (!_rows.TryGetValue(model.Id, out var entry) || entry.Revision != model.Revision || now - entry.At > Kept / 2) await KeepAsync(model, now, cancel);
        }

        _refreshed = time.GetUtcNow();
    }

    private FleetRow? Known(ModelDefinition model, DateTimeOffset now) =>
        now - _refreshed <= Kept && _rows.TryGetValue(model.Id, out var entry) && entry.Revision == model.Revision && now - entry.At <= Kept * 2 ? entry.Row : null;

    private async ValueTask<FleetRow> KeepAsync(ModelDefinition model, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await read(model, now, cancel);
        _rows[model.Id] = new Entry(row, model.Revision, now);
        return row;
    }

    private sealed record Entry(FleetRow Row, long Revision, DateTimeOffset At);
}
