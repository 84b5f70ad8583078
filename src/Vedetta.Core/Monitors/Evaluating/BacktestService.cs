using Vedetta.Core.Business;
using Vedetta.Core.Business.Monitors;
using Vedetta.Core.Models;
using Vedetta.Core.Objectives;
using Vedetta.Core.Monitors.Estimates;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Readings;
using Vedetta.Core.Samples;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Tries a monitor on history before it is switched on: the same judging as an evaluation, and nothing is kept. Thread-safe.
/// </summary>
public sealed class BacktestService(
    IModelStore models, IMonitorStore marks, MonitorService monitors, IProfileReader profiles, IEventStore events, EvaluationOptions options, IEstimatedPerformance? estimates = null, BusinessService? business = null, ObjectiveService? objectives = null)
{
    /// <summary>What the monitor would have said, in order of window.</summary>
    /// <param name="monitor">The rule; it need not be stored.</param>
    /// <param name="span">Every window that shares a moment with it; null for all rows.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops between windows.</param>
    /// <exception cref="UnknownModelException">No such model.</exception>
    /// <exception cref="MonitorValidationException">Lists everything wrong with the rule.</exception>
    public async ValueTask<IReadOnlyList<BacktestReading>> RunAsync(MonitorDefinition monitor, Window? span, DateTimeOffset now, CancellationToken cancel)
    {
        var model = await models.FindAsync(monitor.Model, cancel) ?? throw new UnknownModelException(monitor.Model);
        List<FieldFault> faults = [.. MonitorRules.Alone(monitor), .. MonitorRules.AgainstModel(monitor, model, await monitors.NamesAsync(model, cancel))];
        if (faults.Count > 0) throw new MonitorValidationException(faults);
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (summary is not { FirstEvent: { } first, LastEvent: { } last }) return [];
        var data = new Window(WindowCalendar.At(first, WindowSize.Hour, model.Zone).From, WindowCalendar.At(last, WindowSize.Hour, model.Zone).To);

        var mark = await marks.MarkAsync(model.Id, cancel);
        var need = new EvaluationNeed(span ?? data, [], mark?.EvaluatedAt, data, mark?.FirstLive);
        var sampler = new RowSampler(models, events);
        var streams = new StreamMonitors(model, need, models, marks, profiles, events, sampler, options, 0, now);
        var state = new ModelState(model, await models.CatalogAsync(model.Id, cancel), await models.VersionsAsync(model.Id, cancel));
        var measured = new MeasuredCells();
        var reference = new ReferenceQuality(events, measured);
        var labels = new LabelMonitors(state, need, events, new RealizedReader(events, profiles), measured, reference, options, 0, now);
        var run = new EvaluationRun(model, [monitor], need, profiles, events, sampler, streams, labels, new EstimateMonitors(state, need, estimates, reference, options, now), options, now,
            business is null ? null : new BusinessMonitors(model, need, business, options, now), objectives is null ? null : new ObjectiveMonitors(model, need, objectives, options, now));
        return [.. (await run.ReadAsync(cancel))
            .Select(reading => new BacktestReading(reading.Key.Column, reading.Key.Window, reading.Reading))
            .OrderBy(reading => reading.Window.From).ThenBy(reading => reading.Column, StringComparer.Ordinal)];
    }
}

/// <summary>What a tried monitor says of one window and column.</summary>
/// <param name="Column">The column; empty for metrics of the whole model.</param>
/// <param name="Window">The span judged.</param>
/// <param name="Reading">The numbers and the verdict.</param>
public sealed record BacktestReading(string Column, Window Window, Reading Reading);
