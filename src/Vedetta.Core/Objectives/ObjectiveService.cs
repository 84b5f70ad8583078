using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Objectives;

/// <summary>
/// Objectives for every door: the API, pages, evaluation. A model with objectives has a monitor of their burn rates, so that
/// a budget which is spent too fast becomes an incident. Thread-safe. An unknown model throws <see cref="UnknownModelException"/>.
/// </summary>
public sealed class ObjectiveService(
    IModelStore models, IMonitorStore monitors, IProfileReader profiles, IEventStore events, ISettingsStore settings, EvaluationOptions options, TimeProvider clock)
{
    /// <summary>Name of the monitor that a model with objectives has.</summary>
    public const string MonitorName = "slo-burn";

    private const string Document = "objectives";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ModelId, (DateTimeOffset At, IReadOnlyList<BudgetReading> Readings)> _kept = new();
    private readonly ObjectiveReader _reader = new(monitors, profiles, events);

    /// <summary>Whether there is such a model.</summary>
    public async ValueTask<bool> KnowsAsync(ModelId model, CancellationToken cancel) => await models.FindAsync(model, cancel) is not null;

    /// <summary>The objectives of a model, in the order they were written.</summary>
    public async ValueTask<IReadOnlyList<Objective>> ListAsync(ModelId model, CancellationToken cancel)
    {
        await GetAsync(model, cancel);
        return await settings.FindOfModelAsync<IReadOnlyList<Objective>>(model, Document, cancel) ?? [];
    }

    /// <summary>Replaces the objectives of a model, and makes or deletes the monitor of their burn rates.</summary>
    /// <exception cref="InvalidDescriptionException">Lists everything wrong with them.</exception>
    public async ValueTask PutAsync(ModelId model, IReadOnlyList<Objective> objectives, CancellationToken cancel)
    {
        await GetAsync(model, cancel);
        var faults = ObjectiveRules.Check(objectives);
        if (faults.Count > 0) throw new InvalidDescriptionException("objectives", faults);
        await settings.SaveOfModelAsync(model, Document, objectives, cancel);
        _kept.TryRemove(model, out _);
        var known = (await monitors.ListAsync(model, cancel)).FirstOrDefault(monitor => monitor.Metric == MonitorMetric.SloBurn);
        if (objectives.Count == 0 && known is not null) await monitors.DeleteAsync(model, known.Name, cancel);
        if (objectives.Count > 0 && known is null)
            await monitors.SaveAsync([DefaultMonitors.Of(model, MonitorName, MonitorMetric.SloBurn, []) with { Window = WindowSize.Hour, Audience = Audience.Engineering, MinimumSample = Budgets.FewestEvents, Managed = false, WarningFor = TimeSpan.Zero }], cancel);
    }

    /// <summary>How every objective stands now.</summary>
    public async ValueTask<IReadOnlyList<BudgetReading>> ReadAsync(ModelId model, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        var objectives = await ListAsync(model, cancel);
        if (objectives.Count == 0) return [];
        var until = WindowCalendar.At(clock.GetUtcNow() - options.Watermark.Lateness, WindowSize.Hour, definition.Zone).From;
        var longest = objectives.Max(objective => objective.Period);
        var counts = await CountAsync(definition, objectives, new Window(until - longest, until), (await monitors.MarkAsync(model, cancel))?.FirstLive, cancel);
        return [.. counts.Select(each => Budgets.Read(each, each.Until ?? until, definition.Zone))];
    }

    /// <summary>How every objective stood within the last minute: for those who ask often.</summary>
    public async ValueTask<IReadOnlyList<BudgetReading>> RecentAsync(ModelId model, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(model, out var kept) && now - kept.At < Fresh && kept.At <= now) return kept.Readings;
        var readings = await ReadAsync(model, cancel);
        _kept[model] = (now, readings);
        return readings;
    }

    /// <summary>Events of the objectives in a span of whole hours that are closed.</summary>
    internal async ValueTask<IReadOnlyList<EventCounts>> CountAsync(ModelDefinition model, IReadOnlyList<Objective> objectives, Window span, DateTimeOffset? firstLive, CancellationToken cancel)
    {
        // What lies before the first row or after the last needs no reading.
        if (await events.SummaryAsync(model.Id, cancel) is not { FirstEvent: { } first, LastEvent: { } last }) return [.. objectives.Select(objective => new EventCounts(objective, [], null, "no rows have arrived yet"))];
        var from = WindowCalendar.At(first > span.From ? first : span.From, WindowSize.Hour, model.Zone).From;
        var to = WindowCalendar.At(last, WindowSize.Hour, model.Zone).To;
        var clipped = new Window(from, to < span.To ? to : span.To);
        var counts = await _reader.ReadAsync(model, objectives, clipped.To > clipped.From ? clipped : new Window(from, from), firstLive, cancel);
        return [.. counts.Select(each => each.Objective.Grain > TimeSpan.FromHours(1) && each.Until is not null ? each : new EventCounts(each.Objective, each.Counts, span.To, each.Why))];
    }

    private async ValueTask<ModelDefinition> GetAsync(ModelId model, CancellationToken cancel) =>
        await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
}
