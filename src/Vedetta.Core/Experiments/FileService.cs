using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;

namespace Vedetta.Core.Experiments;

/// <summary>A file of monitors, business metrics and experiments put into effect as one: with a fault in either nothing is changed. Thread-safe.</summary>
public sealed class FileService(MonitorService monitors, ExperimentService experiments)
{
    /// <summary>What the file would change, or everything wrong with it.</summary>
    public async ValueTask<FilePlan> PlanAsync(string text, CancellationToken cancel) =>
        Together(await monitors.PlanAsync(text, cancel), await experiments.PlanAsync(text, cancel));

    /// <summary>Does what the plan says.</summary>
    public async ValueTask<FilePlan> ApplyAsync(string text, CancellationToken cancel)
    {
        var planned = await experiments.PlanAsync(text, cancel);
        var plan = Together(await monitors.PlanAsync(text, cancel), planned);
        if (plan.Problems.Count > 0) return plan;
        await monitors.ApplyAsync(text, cancel);
        await experiments.ApplyAsync(planned, cancel);
        return plan;
    }

    private static FilePlan Together(MonitorPlan monitors, ExperimentPlan experiments)
    {
        IReadOnlyList<MonitorsFileProblem> problems = [.. monitors.Problems.Concat(experiments.Problems).OrderBy(p => p.Line).ThenBy(p => p.Column)];
        return problems.Count > 0
            ? new FilePlan([], problems)
            : new FilePlan(
                [
                    .. monitors.Changes.Select(c => new FileChange(c.Kind, c.Monitor.Model, c.Monitor.Name)),
                    .. (monitors.Business ?? []).Select(c => new FileChange(c.Kind, c.Plan.Model, "business")),
                    .. experiments.Changes.Select(c => new FileChange(c.Kind, c.Experiment.Model, "experiments/" + c.Experiment.Name)),
                ],
                []);
    }
}

/// <summary>One monitor, plan of business metrics or experiment of a file.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Model">Its model.</param>
/// <param name="Name">Its name; of an experiment <c>experiments/NAME</c>, of business metrics <c>business</c>.</param>
public sealed record FileChange(MonitorChangeKind Kind, ModelId Model, string Name);

/// <summary>What a file changes, or everything that is wrong with it.</summary>
public sealed record FilePlan(IReadOnlyList<FileChange> Changes, IReadOnlyList<MonitorsFileProblem> Problems);
