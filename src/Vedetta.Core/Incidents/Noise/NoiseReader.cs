using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents.Noise;

/// <summary>Reads the report of noisy monitors. Thread-safe.</summary>
public sealed class NoiseReader(IModelStore models, IMonitorStore monitors, IIncidentStore incidents, TimeProvider time)
{
    /// <summary>The span looked at when none is asked for.</summary>
    public const int UsualDays = 90;

    private const int MostIncidents = 2_000;

    /// <summary>Monitors that fired in the last days, the noisiest first.</summary>
    /// <param name="model">Only of this model; null for all.</param>
    /// <param name="days">How many days back.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async ValueTask<IReadOnlyList<NoisyMonitor>> ReadAsync(ModelId? model, int days, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var span = new Window(now.AddDays(-days), now.AddTicks(1));
        var rows = new List<NoisyMonitor>();
        var found = await incidents.ListAsync(model, states: null, MostIncidents, cancel);
        foreach (var group in found.Where(incident => incident.FiredAt >= span.From).GroupBy(incident => incident.Model))
        {
            if (await models.FindAsync(group.Key, cancel) is null) continue;
            var names = group.SelectMany(incident => incident.Members).Select(member => member.Monitor).ToHashSet(StringComparer.Ordinal);
            var rules = (await monitors.ListAsync(group.Key, cancel)).Where(monitor => names.Contains(monitor.Name)).ToList();
            var points = new Dictionary<string, IReadOnlyList<Point>>(StringComparer.Ordinal);
            foreach (var rule in rules) points[rule.Name] = await monitors.PointsAsync(group.Key, rule.Name, span, cancel);
            rows.AddRange(NoiseReport.Of([.. group], rules, rule => points[rule.Name], span));
        }

        return NoiseReport.Sorted(rows);
    }
}
