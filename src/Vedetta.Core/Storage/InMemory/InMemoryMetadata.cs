using Vedetta.Core.Models;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>The four metadata stores in memory, wired so that deleting a model forgets everything about it. For tests and offline commands.</summary>
public sealed class InMemoryMetadata
{
    /// <summary>Makes empty stores.</summary>
    public InMemoryMetadata() => Models = new InMemoryModelStore(Forget);

    /// <summary>Models, versions, catalogs.</summary>
    public InMemoryModelStore Models { get; }

    /// <summary>Monitors and points.</summary>
    public InMemoryMonitorStore Monitors { get; } = new();

    /// <summary>Incidents.</summary>
    public InMemoryIncidentStore Incidents { get; } = new();

    /// <summary>Business metrics.</summary>
    public InMemoryBusinessStore Business { get; } = new();

    /// <summary>Rejected rows.</summary>
    public InMemoryQuarantineStore Quarantine { get; } = new();

    /// <summary>Experiments.</summary>
    public InMemoryExperimentStore Experiments { get; } = new();

    /// <summary>Small documents.</summary>
    public InMemorySettingsStore Settings { get; } = new();

    private void Forget(ModelId model)
    {
        Experiments.Forget(model);
        Settings.Forget(model);
        Monitors.Forget(model);
        Incidents.Forget(model);
        Business.Forget(model);
        Quarantine.Forget(model);
    }
}
