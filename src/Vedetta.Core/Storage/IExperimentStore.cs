using Vedetta.Core.Experiments;
using Vedetta.Core.Models;

namespace Vedetta.Core.Storage;

/// <summary>Definitions of experiments. Thread-safe.</summary>
public interface IExperimentStore
{
    /// <summary>Experiments of a model by name.</summary>
    ValueTask<IReadOnlyList<ExperimentDefinition>> ListAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores experiments by (model, name), replacing those of the same name, in one transaction.</summary>
    ValueTask SaveAsync(IReadOnlyList<ExperimentDefinition> experiments, CancellationToken cancel);

    /// <summary>Deletes an experiment; answers whether it was there.</summary>
    ValueTask<bool> DeleteAsync(ModelId model, string name, CancellationToken cancel);
}
