using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Objectives;
using Vedetta.Core.Routing;

namespace Vedetta.Core.Experiments;

/// <summary>A file of monitors, business metrics, experiments, objectives and routing put into effect as one: with a fault in either nothing is changed. Thread-safe.</summary>
public sealed class FileService(MonitorService monitors, ExperimentService experiments, RoutingPolicies? routing = null, ObjectiveService? objectives = null)
{
    // A policy belongs to no model.
    private static readonly ModelId Installation = new("installation");

    /// <summary>What the file would change, or everything wrong with it.</summary>
    public async ValueTask<FilePlan> PlanAsync(string text, CancellationToken cancel) =>
        Together(await monitors.PlanAsync(text, cancel), await experiments.PlanAsync(text, cancel), await RoutingAsync(text, cancel), await ObjectivesAsync(text, cancel));

    /// <summary>Does what the plan says.</summary>
    public async ValueTask<FilePlan> ApplyAsync(string text, CancellationToken cancel)
    {
        var planned = await experiments.PlanAsync(text, cancel);
        var policy = await RoutingAsync(text, cancel);
        var promised = await ObjectivesAsync(text, cancel);
        var plan = Together(await monitors.PlanAsync(text, cancel), planned, policy, promised);
        if (plan.Problems.Count > 0) return plan;
        await monitors.ApplyAsync(text, cancel);
        await experiments.ApplyAsync(planned, cancel);
        foreach (var (document, kind) in promised.Changes)
            if (kind != MonitorChangeKind.Unchanged) await objectives!.PutAsync(document.Model, document.Objectives, cancel);
        if (policy is { Kind: not MonitorChangeKind.Unchanged, Draft: { } draft }) await routing!.SaveAsync(draft, cancel);
        return plan;
    }

    private async ValueTask<RoutingPlan> RoutingAsync(string text, CancellationToken cancel)
    {
        var file = RoutingFile.Parse(text);
        if (file.Problems.Count > 0) return new RoutingPlan(null, MonitorChangeKind.Unchanged, file.Problems);
        if (file.Draft is null || routing is null) return new RoutingPlan(null, MonitorChangeKind.Unchanged, []);
        var (policy, unread) = file.Draft.ToPolicy();
        var faults = unread.Concat(await routing.CheckAsync(policy, cancel)).Select(file.ProblemOf).ToList();
        var stored = await routing.FindAsync(cancel);
        var kind = stored is null ? MonitorChangeKind.Added : RoutingDraft.Same(stored, policy) ? MonitorChangeKind.Unchanged : MonitorChangeKind.Changed;
        return new RoutingPlan(file.Draft, kind, faults);
    }

    private async ValueTask<ObjectivesPlan> ObjectivesAsync(string text, CancellationToken cancel)
    {
        var file = ObjectivesFile.Parse(text);
        if (file.Problems.Count > 0 || objectives is null) return new ObjectivesPlan([], file.Problems);
        var changes = new List<(ObjectivesDocument, MonitorChangeKind)>();
        foreach (var document in file.Documents)
        {
            if (!await objectives.KnowsAsync(document.Model, cancel)) continue; // the plan of monitors says so
            var stored = await objectives.ListAsync(document.Model, cancel);
            changes.Add((document, stored.SequenceEqual(document.Objectives) ? MonitorChangeKind.Unchanged : stored.Count == 0 ? MonitorChangeKind.Added : MonitorChangeKind.Changed));
        }

        return new ObjectivesPlan(changes, []);
    }

    private static FilePlan Together(MonitorPlan monitors, ExperimentPlan experiments, RoutingPlan routing, ObjectivesPlan objectives)
    {
        IReadOnlyList<MonitorsFileProblem> problems = [.. monitors.Problems.Concat(experiments.Problems).Concat(routing.Problems).Concat(objectives.Problems).OrderBy(p => p.Line).ThenBy(p => p.Column)];
        return problems.Count > 0
            ? new FilePlan([], problems)
            : new FilePlan(
                [
                    .. monitors.Changes.Select(c => new FileChange(c.Kind, c.Monitor.Model, c.Monitor.Name)),
                    .. (monitors.Business ?? []).Select(c => new FileChange(c.Kind, c.Plan.Model, "business")),
                    .. experiments.Changes.Select(c => new FileChange(c.Kind, c.Experiment.Model, "experiments/" + c.Experiment.Name)),
                    .. objectives.Changes.Select(c => new FileChange(c.Kind, c.Document.Model, ObjectivesFile.Key)),
                    .. routing.Draft is null ? (FileChange[])[] : [new FileChange(routing.Kind, Installation, RoutingFile.Key)],
                ],
                []);
    }
}

/// <summary>What a file does to the routing policy.</summary>
internal sealed record RoutingPlan(RoutingDraft? Draft, MonitorChangeKind Kind, IReadOnlyList<MonitorsFileProblem> Problems);

/// <summary>What a file does to the objectives of models.</summary>
internal sealed record ObjectivesPlan(IReadOnlyList<(ObjectivesDocument Document, MonitorChangeKind Kind)> Changes, IReadOnlyList<MonitorsFileProblem> Problems);

/// <summary>One monitor, plan of business metrics or experiment of a file.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Model">Its model.</param>
/// <param name="Name">Its name; of an experiment <c>experiments/NAME</c>, of business metrics <c>business</c>, of objectives <c>objectives</c>, of the policy <c>routing</c>.</param>
public sealed record FileChange(MonitorChangeKind Kind, ModelId Model, string Name);

/// <summary>What a file changes, or everything that is wrong with it.</summary>
public sealed record FilePlan(IReadOnlyList<FileChange> Changes, IReadOnlyList<MonitorsFileProblem> Problems);
