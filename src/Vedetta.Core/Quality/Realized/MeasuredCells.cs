using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>
/// Metrics of cells that were measured before: a cell with the same labelled rows has the same metrics, so that a new commit
/// makes only the windows it touches be measured again. Bounded. Thread-safe.
/// </summary>
internal sealed class MeasuredCells
{
    private const int Most = 200_000;
    private readonly ConcurrentDictionary<Key, MetricValue> _values = new();

    /// <summary>The metrics of a cell.</summary>
    public IReadOnlyDictionary<PerformanceMetric, MetricValue> Measure(ModelDefinition model, QualityCell cell, IReadOnlyList<PerformanceMetric> metrics)
    {
        var values = new Dictionary<PerformanceMetric, MetricValue>(metrics.Count);
        var missing = new List<PerformanceMetric>();
        foreach (var metric in metrics)
        {
            if (_values.TryGetValue(KeyOf(model, cell, metric), out var known)) values[metric] = known;
            else missing.Add(metric);
        }

        if (missing.Count == 0) return values;
        if (_values.Count > Most) _values.Clear();
        foreach (var (metric, value) in cell.Measure(missing)) values[metric] = _values[KeyOf(model, cell, metric)] = value;
        return values;
    }

    private static Key KeyOf(ModelDefinition model, QualityCell cell, PerformanceMetric metric) =>
        new(model.Id, model.CreatedAt, model.Revision, cell.Counts.Labelled, cell.Fingerprint, metric);

    private readonly record struct Key(ModelId Model, DateTimeOffset CreatedAt, long Revision, long Labelled, UInt128 Fingerprint, PerformanceMetric Metric);
}
