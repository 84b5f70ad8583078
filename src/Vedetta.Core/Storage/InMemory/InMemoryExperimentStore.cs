using Vedetta.Core.Experiments;
using Vedetta.Core.Models;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Experiments in memory. Thread-safe.</summary>
public sealed class InMemoryExperimentStore : IExperimentStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, SortedDictionary<string, ExperimentDefinition>> _experiments = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExperimentDefinition>> ListAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_experiments.TryGetValue(model, out var known) ? [.. known.Values] : []);
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(IReadOnlyList<ExperimentDefinition> experiments, CancellationToken cancel)
    {
        lock (_lock)
        {
            foreach (var experiment in experiments)
            {
                if (!_experiments.TryGetValue(experiment.Model, out var known)) _experiments[experiment.Model] = known = new(StringComparer.Ordinal);
                known[experiment.Name] = experiment;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(ModelId model, string name, CancellationToken cancel)
    {
        lock (_lock)
            return new(_experiments.TryGetValue(model, out var known) && known.Remove(name));
    }

    internal void Forget(ModelId model)
    {
        lock (_lock)
            _experiments.Remove(model);
    }
}
