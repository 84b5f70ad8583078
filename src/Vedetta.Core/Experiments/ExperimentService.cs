using Vedetta.Core.Experiments.Files;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Experiments;

/// <summary>Experiments for every door: the API, files, pages. Thread-safe. An unknown model throws <see cref="UnknownModelException"/>.</summary>
public sealed class ExperimentService(IModelStore models, IExperimentStore store, TimeProvider clock)
{
    /// <summary>The experiments of a model by name.</summary>
    public async ValueTask<IReadOnlyList<ExperimentDefinition>> ListAsync(ModelId model, CancellationToken cancel)
    {
        await ModelAsync(model, cancel);
        return await store.ListAsync(model, cancel);
    }

    /// <summary>The experiment, or null.</summary>
    public async ValueTask<ExperimentDefinition?> FindAsync(ModelId model, string name, CancellationToken cancel) =>
        (await ListAsync(model, cancel)).FirstOrDefault(experiment => string.Equals(experiment.Name, name, StringComparison.Ordinal));

    /// <summary>Makes or replaces an experiment, and keeps the moment its rule got its present form.</summary>
    /// <returns>The experiment as it is stored.</returns>
    /// <exception cref="ExperimentValidationException">Lists everything wrong with it.</exception>
    public async ValueTask<ExperimentDefinition> PutAsync(ExperimentDefinition experiment, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var model = await ModelAsync(experiment.Model, cancel);
        List<FieldFault> faults = [.. ExperimentRules.Alone(experiment), .. ExperimentRules.AgainstModel(experiment, model)];
        if (faults.Count > 0) throw new ExperimentValidationException(faults);
        var known = (await store.ListAsync(experiment.Model, cancel)).FirstOrDefault(e => string.Equals(e.Name, experiment.Name, StringComparison.Ordinal));
        var stored = Dated(experiment, known);
        await store.SaveAsync([stored], cancel);
        return stored;
    }

    /// <summary>Deletes an experiment; answers whether it was there.</summary>
    public async ValueTask<bool> DeleteAsync(ModelId model, string name, CancellationToken cancel)
    {
        await ModelAsync(model, cancel);
        return await store.DeleteAsync(model, name, cancel);
    }

    /// <summary>What a file would change, or everything wrong with it. Experiments that the file does not name stay as they are.</summary>
    public async ValueTask<ExperimentPlan> PlanAsync(string text, CancellationToken cancel)
    {
        var file = ExperimentsFile.Parse(text);
        var problems = file.Problems.ToList();
        var changes = new List<ExperimentChange>();
        foreach (var document in file.Documents)
        {
            // The file of monitors says so of a model nobody knows.
            if (await models.FindAsync(document.Model, cancel) is not { } model) continue;
            var known = (await store.ListAsync(document.Model, cancel)).ToDictionary(e => e.Name, StringComparer.Ordinal);
            foreach (var entry in document.Experiments)
            {
                problems.AddRange(ExperimentRules.AgainstModel(entry.Experiment, model).Select(entry.ProblemOf));
                var was = known.GetValueOrDefault(entry.Experiment.Name);
                var kind = was is null ? MonitorChangeKind.Added : was.Same(entry.Experiment) ? MonitorChangeKind.Unchanged : MonitorChangeKind.Changed;
                changes.Add(new ExperimentChange(kind, Dated(entry.Experiment, was)));
            }
        }

        return problems.Count > 0 ? new ExperimentPlan([], problems) : new ExperimentPlan(changes, []);
    }

    /// <summary>Does what a plan says, in one transaction; with problems nothing is done.</summary>
    public async ValueTask ApplyAsync(ExperimentPlan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var changed = plan.Changes.Where(change => change.Kind != MonitorChangeKind.Unchanged).Select(change => change.Experiment).ToList();
        if (plan.Problems.Count == 0 && changed.Count > 0) await store.SaveAsync(changed, cancel);
    }

    private ExperimentDefinition Dated(ExperimentDefinition experiment, ExperimentDefinition? known) =>
        experiment with { FixedAt = known is not null && known.SameRule(experiment) ? known.FixedAt : clock.GetUtcNow() };

    private async ValueTask<ModelDefinition> ModelAsync(ModelId model, CancellationToken cancel) =>
        await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
}

/// <summary>An experiment with faults: all of them, each with its field.</summary>
public sealed class ExperimentValidationException(IReadOnlyList<FieldFault> faults)
    : Exception(string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    /// <summary>The faults.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}

/// <summary>One experiment of a plan.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Experiment">As the file has it.</param>
public sealed record ExperimentChange(MonitorChangeKind Kind, ExperimentDefinition Experiment);

/// <summary>What a file changes, or everything that is wrong with it.</summary>
public sealed record ExperimentPlan(IReadOnlyList<ExperimentChange> Changes, IReadOnlyList<MonitorsFileProblem> Problems);
