using Vedetta.Core.Business;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Monitors;

/// <summary>Monitors for every door: the API, files, pages. Thread-safe. An unknown model throws <see cref="UnknownModelException"/>.</summary>
public sealed class MonitorService(IModelStore models, IMonitorStore store, BusinessService? business = null)
{
    /// <summary>The monitors of a model by name; a model that never had any gets its default ones.</summary>
    public async ValueTask<IReadOnlyList<MonitorDefinition>> ListAsync(ModelId model, CancellationToken cancel)
    {
        var definition = await GetModelAsync(model, cancel);
        var mark = await store.MarkAsync(model, cancel);
        return await MonitorSync.FollowAsync(definition, await store.ListAsync(model, cancel), mark is null, store, cancel);
    }

    /// <summary>The monitor, or null.</summary>
    public async ValueTask<MonitorDefinition?> FindAsync(ModelId model, string name, CancellationToken cancel) =>
        (await ListAsync(model, cancel)).FirstOrDefault(monitor => string.Equals(monitor.Name, name, StringComparison.Ordinal));

    /// <summary>Adds a monitor; false when the name is taken by another rule. Adding the same again changes nothing.</summary>
    /// <exception cref="MonitorValidationException">Lists everything wrong with it.</exception>
    public async ValueTask<bool> CreateAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        var known = await FindAsync(monitor.Model, monitor.Name, cancel);
        await CheckAsync(monitor, cancel);
        if (known is not null) return MonitorSync.Same(known, monitor with { Managed = false });
        await store.SaveAsync([monitor with { Managed = false }], cancel);
        return true;
    }

    /// <summary>Makes or replaces a monitor. What it said before stays; evaluate a span to judge history by the new rule.</summary>
    /// <exception cref="MonitorValidationException">Lists everything wrong with it.</exception>
    public async ValueTask PutAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        await ListAsync(monitor.Model, cancel);
        await CheckAsync(monitor, cancel);
        await store.SaveAsync([monitor with { Managed = false }], cancel);
    }

    /// <summary>Deletes a monitor with its points; answers whether it was there. A deleted default monitor does not come back.</summary>
    public async ValueTask<bool> DeleteAsync(ModelId model, string name, CancellationToken cancel)
    {
        await ListAsync(model, cancel);

        // The mark says that the model has had its monitors, so the deleted one is not made again.
        if (await store.MarkAsync(model, cancel) is null)
            await store.SaveMarkAsync(new EvaluationMark(model, DateTimeOffset.UnixEpoch, 0, null), cancel);
        return await store.DeleteAsync(model, name, cancel);
    }

    /// <summary>What a file would change, or everything wrong with it. Monitors that the file does not name stay as they are.</summary>
    public async ValueTask<MonitorPlan> PlanAsync(string text, CancellationToken cancel)
    {
        var file = MonitorsFile.Parse(text);
        var definitions = new Dictionary<ModelId, ModelDefinition?>();
        var columns = new Dictionary<ModelId, IReadOnlyCollection<string>>();
        foreach (var document in file.Documents.DistinctBy(document => document.Model))
        {
            var definition = await models.FindAsync(document.Model, cancel);
            definitions[document.Model] = definition;
            if (definition is not null) columns[document.Model] = [.. await NamesAsync(definition, cancel), .. document.Business?.Plan.Metrics.Select(metric => MonitorRules.BusinessPrefix + metric.Name) ?? []];
        }

        var problems = file.Problems
            .Concat(file.CheckAgainst(definitions.GetValueOrDefault, model => columns[model.Id]))
            .Concat(await BusinessProblemsAsync(file, definitions, cancel))
            .OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToList();
        if (problems.Count > 0) return new MonitorPlan([], problems);
        var changes = new List<MonitorChange>();
        foreach (var document in file.Documents)
        {
            var known = (await ListAsync(document.Model, cancel)).ToDictionary(monitor => monitor.Name, StringComparer.Ordinal);
            foreach (var entry in document.Monitors)
            {
                var stored = known.GetValueOrDefault(entry.Monitor.Name);
                var kind = stored is null ? MonitorChangeKind.Added : MonitorSync.Same(stored, entry.Monitor) ? MonitorChangeKind.Unchanged : MonitorChangeKind.Changed;
                changes.Add(new MonitorChange(kind, entry.Monitor, stored));
            }
        }

        return new MonitorPlan(changes, [], await BusinessChangesAsync(file, cancel));
    }

    /// <summary>Does what the plan of a file says, in one transaction; with problems nothing is done.</summary>
    public async ValueTask<MonitorPlan> ApplyAsync(string text, CancellationToken cancel)
    {
        var plan = await PlanAsync(text, cancel);
        if (plan.Problems.Count > 0) return plan;
        var changed = plan.Changes.Where(change => change.Kind != MonitorChangeKind.Unchanged).Select(change => change.Monitor).ToList();
        foreach (var change in plan.Business ?? [])
            if (change.Kind != MonitorChangeKind.Unchanged) await business!.PutPlanAsync(change.Plan, "vedetta apply", cancel);
        if (changed.Count > 0) await store.SaveAsync(changed, cancel);
        return plan;
    }

    /// <summary>Names that monitors of a model may use: its outputs and its columns.</summary>
    public async ValueTask<IReadOnlyCollection<string>> ColumnsAsync(ModelDefinition model, CancellationToken cancel)
    {
        var classes = (await models.CatalogAsync(model.Id, cancel)).Where(column => column.Family == ColumnFamily.Probability).Select(column => "score_" + column.Name);
        return [.. new[] { "score" }.Concat(classes).Concat(["prediction", "decision"]).Concat(model.Schema.Columns.Select(column => column.Name)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The same with the business metrics of the model, each after <see cref="MonitorRules.BusinessPrefix"/>.</summary>
    public async ValueTask<IReadOnlyCollection<string>> NamesAsync(ModelDefinition model, CancellationToken cancel)
    {
        var columns = await ColumnsAsync(model, cancel);
        return business is null ? columns : [.. columns, .. (await business.PlanAsync(model.Id, cancel)).Metrics.Select(metric => MonitorRules.BusinessPrefix + metric.Name)];
    }

    private async ValueTask<IReadOnlyList<MonitorsFileProblem>> BusinessProblemsAsync(MonitorsFile file, Dictionary<ModelId, ModelDefinition?> definitions, CancellationToken cancel)
    {
        var problems = new List<MonitorsFileProblem>();
        foreach (var document in file.Documents)
        {
            if (document.Business is not { } entry || definitions.GetValueOrDefault(document.Model) is not { } model) continue;
            foreach (var fault in BusinessRules.AgainstModel(entry.Plan, model, await models.CatalogAsync(document.Model, cancel)))
            {
                var (line, column) = entry.Places.TryGetValue(fault.Field, out var place) ? place : (entry.Line, 1);
                problems.Add(new MonitorsFileProblem(line, column, fault.Field, fault.Message));
            }
        }

        return problems;
    }

    private async ValueTask<IReadOnlyList<BusinessChange>> BusinessChangesAsync(MonitorsFile file, CancellationToken cancel)
    {
        var changes = new List<BusinessChange>();
        if (business is null) return changes;
        foreach (var document in file.Documents)
        {
            if (document.Business is not { } entry) continue;
            var known = await business.PlanAsync(document.Model, cancel);
            changes.Add(new BusinessChange(known.Managed ? MonitorChangeKind.Added : BusinessService.Same(known, entry.Plan) ? MonitorChangeKind.Unchanged : MonitorChangeKind.Changed, entry.Plan));
        }

        return changes;
    }

    private async ValueTask CheckAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        var definition = await GetModelAsync(monitor.Model, cancel);
        List<FieldFault> faults = [.. MonitorRules.Alone(monitor), .. MonitorRules.AgainstModel(monitor, definition, await NamesAsync(definition, cancel))];
        if (monitor.Name.Length == 0) faults.Add(new FieldFault("name", $"a name is {MonitorRules.AllowedName}"));
        if (faults.Count > 0) throw new MonitorValidationException(faults);
    }

    private async ValueTask<ModelDefinition> GetModelAsync(ModelId model, CancellationToken cancel) =>
        await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
}

/// <summary>A monitor with faults: all of them, each with its field.</summary>
public sealed class MonitorValidationException(IReadOnlyList<FieldFault> faults)
    : Exception(string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    /// <summary>The faults.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}

/// <summary>What a file does to a monitor.</summary>
public enum MonitorChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>Its rule differs.</summary>
    Changed,

    /// <summary>It is the same.</summary>
    Unchanged,
}

/// <summary>One monitor of a plan.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Monitor">As the file has it.</param>
/// <param name="Was">As it is stored; null when it is new.</param>
public sealed record MonitorChange(MonitorChangeKind Kind, MonitorDefinition Monitor, MonitorDefinition? Was);

/// <summary>What a file changes, or everything that is wrong with it.</summary>
/// <param name="Changes">What happens to monitors.</param>
/// <param name="Problems">What is wrong; then nothing happens.</param>
/// <param name="Business">What happens to business metrics; null for none.</param>
public sealed record MonitorPlan(IReadOnlyList<MonitorChange> Changes, IReadOnlyList<MonitorsFileProblem> Problems, IReadOnlyList<BusinessChange>? Business = null);

/// <summary>What a file does to the business metrics of a model.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Plan">As the file has them.</param>
public sealed record BusinessChange(MonitorChangeKind Kind, BusinessPlan Plan);
