using System.Runtime.CompilerServices;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>Runs monitors of streams over what is due: reads rows in order, goes on from stored states, keeps nothing itself. Not thread-safe.</summary>
internal sealed class StreamMonitors(
    ModelDefinition model, EvaluationNeed need, IModelStore models, IMonitorStore store, IProfileReader profiles, IEventStore events, RowSampler sampler,
    EvaluationOptions options, long evaluated, DateTimeOffset now)
{
    // More rows than this are read hour by hour, so that memory stays bounded.
    private const long RowsAtOnce = 500_000;
    private readonly List<StreamState> _states = [];

    /// <summary>States that are to be kept.</summary>
    public IReadOnlyList<StreamState> States => _states;

    /// <summary>Everything the detectors of a monitor did in the windows that were read.</summary>
    public async ValueTask<IReadOnlyList<(Window Window, IReadOnlyList<StreamFacts> Facts)>> ReadAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        var zone = model.Zone;
        var read = new List<(Window Window, IReadOnlyList<StreamFacts> Facts)>();
        var state = new ModelState(model, await models.CatalogAsync(model.Id, cancel), await models.VersionsAsync(model.Id, cancel));
        var sampled = new SampledColumns(state);
        var columns = StreamColumns.Of(monitor, model, sampled.Watched.Select(column => column.Name));
        if (columns.Count == 0) return read;
        var outcome = columns.Contains(StreamColumns.Error, StringComparer.Ordinal) && sampled.Find(StreamColumns.Error) is null ? StreamColumns.LabelOf(model) : null;
        var (due, data) = await DueAsync(monitor, outcome, cancel);
        if (due.Count == 0) return read;
        var errors = outcome is null ? null : new PredictionErrors(state, outcome, events);
        var starts = await StreamStarts.ReadAsync(state, monitor, sampler, errors, options.CalibrationValues, cancel);
        var run = new StreamRun(model, monitor, columns, starts, await KnownAsync(monitor, due[0], starts.Rule, cancel));
        var values = new StreamValues(model.Id, sampled, events, monitor.Version, monitor.Segment, starts.ApprovedWord);

        var from = run.Begin(due[0].From, WindowCalendar.At(data.From, monitor.Window, zone).From);
        var until = need.FirstLive is null || data.To > now ? data.To : now;
        foreach (var window in WindowCalendar.Cut(new Window(from, until > due[^1].To ? until : due[^1].To), monitor.Window, zone))
        {
            var (facts, same) = await run.TakeAsync(window, PartsAsync(values, errors, columns, window, monitor, cancel), cancel);
            read.Add((window, facts));
            if (same && window.From >= due[^1].From) break;
        }

        _states.AddRange(run.States);
        return read;
    }

    // Outcomes become known at other moments than predictions are made: their windows are due when they, or what they speak of, are new.
    private async ValueTask<(IReadOnlyList<Window> Due, Window Data)> DueAsync(MonitorDefinition monitor, OutcomeDefinition? outcome, CancellationToken cancel)
    {
        var zone = model.Zone;
        var due = EvaluationPlan.WindowsOf(monitor, need, zone, options.Watermark, now);
        if (outcome is null || await events.OutcomesChangedAsync(model.Id, outcome.Name, 0, cancel) is not { } all) return (due, need.Data);
        var data = new Window(all.First < need.Data.From ? all.First : need.Data.From, all.Last >= need.Data.To ? all.Last.AddTicks(1) : need.Data.To);
        var changed = need.Span is null ? await events.OutcomesChangedAsync(model.Id, outcome.Name, evaluated, cancel) : all;
        if (changed is not { } known) return (due, data);
        var more = WindowCalendar.Cut(new Window(known.First, known.Last.AddTicks(1)), monitor.Window, zone);
        return ([.. due.Concat(more).Distinct().OrderBy(window => window.From)], data);
    }

    // The window before the first due one is enough in the usual case; after a gap the last one before it is looked for among all.
    private async ValueTask<IReadOnlyList<StreamState>> KnownAsync(MonitorDefinition monitor, Window first, string rule, CancellationToken cancel)
    {
        var known = await store.StreamStatesAsync(model.Id, monitor.Name, first.From, cancel);
        return known.Any(state => state.Window.To == first.From && state.Rule == rule)
            ? known
            : await store.StreamStatesAsync(model.Id, monitor.Name, DateTimeOffset.MinValue, cancel);
    }

    private async IAsyncEnumerable<IReadOnlyList<StreamPart>> PartsAsync(
        StreamValues values, PredictionErrors? errors, IReadOnlyList<string> columns, Window window, MonitorDefinition monitor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var place = errors is null ? -1 : columns.ToList().IndexOf(StreamColumns.Error);
        var rows = (await profiles.ReadAsync(model.Id, [window], [], monitor.Version, monitor.Segment, cancel))[0].Rows;
        if (rows == 0 && errors is null) yield break;
        foreach (var part in rows > RowsAtOnce ? WindowCalendar.Cut(window, WindowSize.Hour, model.Zone) : [window])
        {
            var streams = (await values.ReadAsync(columns, part, cancel)).ToList();
            if (errors is not null) streams[place] = await errors.ReadAsync(part, monitor.Version, cancel);
            yield return streams;
        }
    }
}
