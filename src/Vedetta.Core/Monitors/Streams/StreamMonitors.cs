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
    EvaluationOptions options, DateTimeOffset now)
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
        var due = EvaluationPlan.WindowsOf(monitor, need, zone, options.Watermark, now);
        var read = new List<(Window Window, IReadOnlyList<StreamFacts> Facts)>();
        if (due.Count == 0) return read;
        var state = new ModelState(model, await models.CatalogAsync(model.Id, cancel), await models.VersionsAsync(model.Id, cancel));
        var sampled = new SampledColumns(state);
        var columns = StreamColumns.Of(monitor, model, sampled.Watched.Select(column => column.Name));
        if (columns.Count == 0) return read;
        var starts = await StreamStarts.ReadAsync(state, monitor, sampler, _ => ValueTask.FromResult(Array.Empty<double>()), cancel);
        var run = new StreamRun(model, monitor, columns, starts, await KnownAsync(monitor, due[0], starts.Rule, cancel));
        var values = new StreamValues(model.Id, sampled, events, monitor.Version, monitor.Segment, starts.ApprovedWord);

        var from = run.Begin(due[0].From, WindowCalendar.At(need.Data.From, monitor.Window, zone).From);
        var until = need.FirstLive is null || need.Data.To > now ? need.Data.To : now;
        foreach (var window in WindowCalendar.Cut(new Window(from, until > due[^1].To ? until : due[^1].To), monitor.Window, zone))
        {
            var (facts, same) = await run.TakeAsync(window, PartsAsync(values, columns, window, monitor, cancel), cancel);
            read.Add((window, facts));
            if (same && window.From >= due[^1].From) break;
        }

        _states.AddRange(run.States);
        return read;
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
        StreamValues values, IReadOnlyList<string> columns, Window window, MonitorDefinition monitor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = (await profiles.ReadAsync(model.Id, [window], [], monitor.Version, monitor.Segment, cancel))[0].Rows;
        if (rows == 0) yield break;
        foreach (var part in rows > RowsAtOnce ? WindowCalendar.Cut(window, WindowSize.Hour, model.Zone) : [window])
            yield return await values.ReadAsync(columns, part, cancel);
    }
}
