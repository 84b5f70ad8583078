using System.Collections.Concurrent;
using Vedetta.Core.Business;
using Vedetta.Core.Business.Monitors;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
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
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Runs monitors: finds the windows that changed or closed, reads their profiles, judges them, keeps the points and
/// hands them to the incidents. One evaluation per model at a time; what a failed one took is looked at again.
/// After a restart rows of commits beyond the stored mark are found again. Thread-safe.
/// </summary>
public sealed class EvaluationService(
    IModelStore models, IMonitorStore monitors, IProfileReader profiles, IEventStore events, ChangedHours changes,
    IncidentService incidents, EvaluationOptions options, IEstimatedPerformance? estimates = null, BusinessService? business = null, ObjectiveService? objectives = null) : IDisposable
{
    // Windows whose end states are kept: late rows for older ones run again from the first row.
    private const int StatesKept = 400;

    private readonly ConcurrentDictionary<ModelId, ModelAgenda> _agendas = new();
    private readonly RowSampler _sampler = new(models, events);
    private readonly RealizedReader _realized = new(events, profiles);
    private readonly MeasuredCells _measured = new();
    private readonly ReferenceQuality _reference = new(events, new MeasuredCells());

    /// <summary>Evaluates a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="span">Every window that shares a moment with it; null for what changed or closed since the last time.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops between windows; nothing is kept then.</param>
    /// <exception cref="UnknownModelException">No such model.</exception>
    public async ValueTask<EvaluationAnswer> EvaluateAsync(ModelId model, Window? span, DateTimeOffset now, CancellationToken cancel)
    {
        var definition = await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        Distribute();
        var agenda = AgendaOf(model);
        await agenda.Gate.WaitAsync(cancel);
        try
        {
            return await EvaluateAsync(definition, agenda, span, now, cancel);
        }
        finally
        {
            agenda.Gate.Release();
        }
    }

    /// <summary>Evaluates every model that has something due; a model whose evaluation fails is tried again the next time.</summary>
    /// <returns>An answer per model that was evaluated, and the failures.</returns>
    public async ValueTask<(IReadOnlyList<EvaluationAnswer> Done, IReadOnlyList<(ModelId Model, Exception Failure)> Failed)> EvaluateDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        Distribute();
        var done = new List<EvaluationAnswer>();
        var failed = new List<(ModelId Model, Exception Failure)>();
        foreach (var definition in await models.ListAsync(cancel))
        {
            try
            {
                if (await IsDueAsync(definition, now, cancel)) done.Add(await EvaluateAsync(definition.Id, null, now, cancel));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failed.Add((definition.Id, failure));
            }
        }

        return (done, failed);
    }

    /// <summary>The monitors of a model, its default ones made when it has never had any.</summary>
    public async ValueTask<IReadOnlyList<MonitorDefinition>> MonitorsAsync(ModelDefinition definition, CancellationToken cancel)
    {
        var known = await monitors.ListAsync(definition.Id, cancel);
        var mark = await monitors.MarkAsync(definition.Id, cancel);
        return await MonitorSync.FollowAsync(definition, known, mark is null, monitors, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var agenda in _agendas.Values) agenda.Gate.Dispose();
    }

    private ModelAgenda AgendaOf(ModelId model) => _agendas.GetOrAdd(model, static _ => new ModelAgenda());

    private void Distribute()
    {
        foreach (var hour in changes.Take()) AgendaOf(hour.Model).Add(hour);
        foreach (var model in changes.TakeOutcomes()) AgendaOf(model).HasOutcomes = true;
    }

    private async ValueTask<bool> IsDueAsync(ModelDefinition definition, DateTimeOffset now, CancellationToken cancel)
    {
        var agenda = AgendaOf(definition.Id);
        if (!agenda.Recovered) return true;
        if (await monitors.MarkAsync(definition.Id, cancel) is not { } mark) return agenda.HasHours;
        if (agenda.HasOutcomes && now - mark.EvaluatedAt >= options.OpenCadence) return true;
        if (agenda.HasHours && (agenda.HasClosed(options.Watermark, now) || now - mark.EvaluatedAt >= options.OpenCadence)) return true;
        var next = EvaluationPlan.NextDue(await monitors.ListAsync(definition.Id, cancel), definition.Zone, options.Watermark, mark.EvaluatedAt);
        return next <= now;
    }

    private async ValueTask<EvaluationAnswer> EvaluateAsync(ModelDefinition definition, ModelAgenda agenda, Window? span, DateTimeOffset now, CancellationToken cancel)
    {
        var model = definition.Id;
        var summary = await events.SummaryAsync(model, cancel);
        var mark = await monitors.MarkAsync(model, cancel);
        var active = (await MonitorSync.FollowAsync(definition, await monitors.ListAsync(model, cancel), mark is null, monitors, cancel)).Where(monitor => monitor.Enabled).ToList();
        if (!agenda.Recovered) agenda.Recover(await UnseenRows.HoursAsync(events, definition, mark?.Sequence ?? 0, summary, cancel));
        var taken = agenda.Take();
        var outcomes = agenda.HasOutcomes;
        agenda.HasOutcomes = false;
        try
        {
            var firstLive = FirstLive(mark?.FirstLive, taken, now);
            var answer = summary.FirstEvent is { } first && summary.LastEvent is { } last
                ? await RunAsync(definition, last, active, new EvaluationNeed(span, [.. taken.Select(hour => hour.Hour)], mark?.EvaluatedAt, DataSpan(first, last, definition.Zone), firstLive), mark?.Sequence ?? 0, now, cancel)
                : new EvaluationAnswer(model, now, 0, 0, [], []);
            await monitors.SaveMarkAsync(new EvaluationMark(model, now, agenda.SafeSequence(mark?.Sequence ?? 0, summary.LastSequence), firstLive), cancel);

            // Hours taken for a span that does not hold them are still to be looked at.
            if (span is { } asked) agenda.Return(taken.Where(hour => !asked.Contains(hour.Hour)));
            return answer;
        }
        catch
        {
            agenda.Return(taken);
            agenda.HasOutcomes |= outcomes;
            throw;
        }
    }

    private async ValueTask<EvaluationAnswer> RunAsync(ModelDefinition definition, DateTimeOffset last, IReadOnlyList<MonitorDefinition> active, EvaluationNeed need, long evaluated, DateTimeOffset now, CancellationToken cancel)
    {
        var streams = new StreamMonitors(definition, need, models, monitors, profiles, events, _sampler, options, evaluated, now);
        var state = new ModelState(definition, await models.CatalogAsync(definition.Id, cancel), await models.VersionsAsync(definition.Id, cancel));
        var labels = new LabelMonitors(state, need, events, _realized, _measured, _reference, options, evaluated, now);
        var run = new EvaluationRun(definition, active, need, profiles, events, _sampler, streams, labels, new EstimateMonitors(state, need, estimates, _reference, options, now), options, now,
            business is null ? null : new BusinessMonitors(definition, need, business, options, now), objectives is null ? null : new ObjectiveMonitors(definition, need, objectives, options, now));
        var readings = await run.ReadAsync(cancel);
        var stored = await StoredAsync(definition.Id, readings, cancel);
        var (changed, facts) = PointChanges.Of(readings, stored, await AilingAsync(definition.Id, cancel), need.FirstLive, options, now);
        IReadOnlyList<Incident> moved = [];
        if (facts.Count > 0)
        {
            var live = await LiveVersion.ReadAsync(profiles, definition, last, cancel) ?? "";
            var versions = new VersionHistory(live, run.Versions, await models.VersionsAsync(definition.Id, cancel));
            var context = new IncidentContext(definition.Id, versions, options.Watermark, active.ToDictionary(monitor => monitor.Name, StringComparer.Ordinal));
            moved = await incidents.TakeAsync(facts, context, now, cancel);
        }

        // Incidents first: after a crash in between the points look new again and the incidents take them without a change.
        if (changed.Count > 0) await monitors.SavePointsAsync([.. changed.Select(change => change.Point)], cancel);
        await KeepAsync(definition, active, streams.States, cancel);
        return new EvaluationAnswer(definition.Id, now, run.Windows, readings.Count, changed, moved);
    }

    // After the points: should the process end in between, the same windows are due again and run from the same states.
    private async ValueTask KeepAsync(ModelDefinition definition, IReadOnlyList<MonitorDefinition> active, IReadOnlyList<StreamState> states, CancellationToken cancel)
    {
        if (states.Count == 0) return;
        await monitors.SaveStreamStatesAsync(states, cancel);
        foreach (var monitor in active.Where(monitor => monitor.Metric == MonitorMetric.Stream))
        {
            var last = states.Where(state => string.Equals(state.Monitor, monitor.Name, StringComparison.Ordinal)).Select(state => state.Window.To).DefaultIfEmpty().Max();
            var kept = Baselines.LengthOf(monitor.Window) * StatesKept;
            if (last - DateTimeOffset.UnixEpoch > kept) await monitors.ForgetStreamStatesAsync(definition.Id, monitor.Name, last - kept, cancel);
        }
    }

    private async ValueTask<Dictionary<PointKey, Point>> StoredAsync(ModelId model, IReadOnlyList<MonitorReading> readings, CancellationToken cancel)
    {
        if (readings.Count == 0) return [];
        var span = new Window(readings.Min(reading => reading.Key.Window.From), readings.Max(reading => reading.Key.Window.To));
        return (await monitors.PointsAsync(model, null, span, cancel)).ToDictionary(point => point.Key);
    }

    private async ValueTask<HashSet<(string Monitor, string Column)>> AilingAsync(ModelId model, CancellationToken cancel)
    {
        var open = await incidents.ListAsync(model, [IncidentState.Pending, IncidentState.Firing, IncidentState.Acknowledged], int.MaxValue, cancel);
        return [.. open.SelectMany(incident => incident.Members).Where(member => member.Recovered is null).Select(member => (member.Monitor, member.Column))];
    }

    private DateTimeOffset? FirstLive(DateTimeOffset? known, IReadOnlyList<ChangedHour> taken, DateTimeOffset now)
    {
        foreach (var hour in taken)
            if (hour.Live && hour.Hour >= now - options.HistoryAfter && (known is null || hour.Hour < known)) known = hour.Hour;
        return known;
    }

    private static Window DataSpan(DateTimeOffset first, DateTimeOffset last, TimeZoneInfo zone) =>
        new(WindowCalendar.At(first, WindowSize.Hour, zone).From, WindowCalendar.At(last, WindowSize.Hour, zone).To);
}
