using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Gathers what monitors of one window size, version and segment look at: profiles of the windows and their baselines,
/// counts of rows and traffic. Reads each window once. Not thread-safe.
/// </summary>
internal sealed class FactsBuilder(
    ModelDefinition model, WindowSize size, string? version, SegmentKey segment, IProfileReader reader, IEventStore? events,
    DateTimeOffset firstEvent, DateTimeOffset? firstLive, Watermark watermark, DateTimeOffset now, RowSampler? sampler = null, IReadOnlyList<string>? columns = null)
{
    /// <summary>Whether a monitor looks at whole rows.</summary>
    public static bool NeedsSamples(MonitorDefinition monitor, ModelDefinition model) =>
        monitor.Metric == MonitorMetric.Outliers || MonitorRules.ComparesRows(monitor) || (monitor.Metric == MonitorMetric.LowConfidence && ConfidenceReadings.NeedsRows(model));


    private readonly TimeZoneInfo _zone = model.Zone;
    private readonly ProfileWindows _windows = new(reader, model.Id, version, segment, columns);
    private readonly RowCounts _counts = new(reader, model.Id, version, segment);
    private readonly RowCounts _hours = new(reader, model.Id, version, segment);
    private IReadOnlyList<TrafficCount> _traffic = [];
    private (Window Window, RowSample Sample)? _sampled;

    /// <summary>Reads everything these windows need.</summary>
    public async ValueTask LoadAsync(IReadOnlyList<(Window Window, IReadOnlyList<MonitorDefinition> Monitors)> due, CancellationToken cancel)
    {
        var profiles = new HashSet<Window>();
        var counts = new HashSet<Window>();
        foreach (var (window, monitors) in due)
        {
            if (monitors.Any(monitor => monitor.Metric != MonitorMetric.Silence)) profiles.Add(window);
            foreach (var kind in monitors.Where(NeedsBaseline).Select(monitor => monitor.Baseline).Append(BaselineKind.Reference).Distinct())
                if (kind != BaselineKind.Reference) profiles.UnionWith(Baselines.Of(kind, window, size, _zone));
            if (!monitors.Any(monitor => monitor.Metric == MonitorMetric.Volume)) continue;
            counts.UnionWith(UsualRows.Same(window, size, _zone).Concat(UsualRows.Before(window, size, _zone)).Where(earlier => earlier.To > firstEvent));
        }

        await _windows.LoadAsync(profiles, cancel);
        await _counts.LoadAsync(counts, cancel);
        var silent = due.Where(each => each.Monitors.Any(monitor => monitor.Metric == MonitorMetric.Silence)).Select(each => each.Window).ToList();
        if (silent.Count > 0) await _hours.LoadAsync(silent.SelectMany(HoursBefore), cancel);
        var counted = due.Where(each => each.Monitors.Any(monitor => monitor.Metric is MonitorMetric.Duplicates or MonitorMetric.Freshness)).Select(each => each.Window).ToList();
        _traffic = events is null || counted.Count == 0
            ? []
            : await events.TrafficAsync(model.Id, new Window(counted.Min(window => window.From), counted.Max(window => window.To)), cancel);
    }

    /// <summary>The facts of one window for one monitor.</summary>
    public async ValueTask<WindowFacts> FactsAsync(Window window, MonitorDefinition monitor, CancellationToken cancel)
    {
        var current = monitor.Metric == MonitorMetric.Silence
            ? new ProfileSet(window, 0, new Dictionary<string, Vedetta.Statistics.Profiles.ColumnProfile>(StringComparer.Ordinal), null, [], [])
            : _windows[window];
        var baseline = NeedsBaseline(monitor) ? await BaselineAsync(monitor.Baseline, window, current, cancel) : null;
        var usual = monitor.Metric == MonitorMetric.Volume ? UsualRows.Of(window, size, _zone, firstEvent, earlier => _counts[earlier]) : [];
        var silence = monitor.Metric == MonitorMetric.Silence
            ? Gaps.Of([.. HoursBefore(window).Select(hour => _hours[hour])], firstLive is { } live && window.To > live)
            : null;
        var samples = sampler is not null && NeedsSamples(monitor, model) ? await SamplesAsync(sampler, monitor, window, current, cancel) : null;
        var learnt = monitor.Metric == MonitorMetric.Staleness ? await LearntAsync(current, cancel) : null;
        return new WindowFacts(model, window, watermark.Completeness(window, now), current, baseline, TrafficOf(window), usual, silence, samples, Learnt: learnt);
    }

    private async ValueTask<LearntFacts?> LearntAsync(ProfileSet current, CancellationToken cancel) =>
        await _windows.ReferencesAsync(current.Versions, cancel) is [var (_, reference), ..] ? new LearntFacts(reference.OfVersion, reference.Info.To ?? reference.Info.UploadedAt) : null;

    /// <summary>The baseline of a window; when there is no reference at all, the windows before stand in for it, and a note says so.</summary>
    public async ValueTask<BaselineFacts?> BaselineAsync(BaselineKind kind, Window window, ProfileSet current, CancellationToken cancel)
    {
        if (kind == BaselineKind.Reference)
        {
            var references = await _windows.ReferencesAsync(current.Versions, cancel);
            if (references.Count > 0) return OfReferences(references);
            var missing = BaselineKind.Trailing;
            await EnsureAsync(Baselines.Of(missing, window, size, _zone), cancel);
            var stand = OfWindows(missing, window);
            return stand is null ? null : stand with { Notes = [$"there is no reference; compared with {stand.Name}"] };
        }

        await EnsureAsync(Baselines.Of(kind, window, size, _zone), cancel);
        return OfWindows(kind, window);
    }

    // The reference of the last version, or the windows the baseline was merged from; all of them were read for the baseline.
    private async ValueTask<SampleFacts> SamplesAsync(RowSampler rows, MonitorDefinition monitor, Window window, ProfileSet current, CancellationToken cancel)
    {
        if (_sampled?.Window != window)
            _sampled = (window, await rows.OfWindowsAsync(model, [window], version, segment, current.Rows, RowSampler.UsualRows, cancel));
        var rowsNow = _sampled.Value.Sample;
        if (monitor.Baseline == BaselineKind.Reference && await _windows.ReferencesAsync(current.Versions, cancel) is [var (_, reference), ..])
            return new SampleFacts(rowsNow, await rows.OfReferenceAsync(model, reference.OfVersion, segment, reference.Rows, RowSampler.UsualRows, cancel));
        var kind = monitor.Baseline == BaselineKind.Reference ? BaselineKind.Trailing : monitor.Baseline;
        var earlier = Baselines.Of(kind, window, size, _zone).Where(each => each.To > firstEvent && _windows[each].Rows > 0).ToList();
        if (earlier.Count == 0) return new SampleFacts(rowsNow, null);
        return new SampleFacts(rowsNow, await rows.OfWindowsAsync(model, earlier, version, segment, earlier.Sum(each => _windows[each].Rows), RowSampler.UsualRows, cancel));
    }

    private static BaselineFacts OfReferences(IReadOnlyList<(string Version, ReferenceSet Reference)> references)
    {
        var notes = references
            .Where(pair => !string.Equals(pair.Version, pair.Reference.OfVersion, StringComparison.Ordinal))
            .Select(pair => $"version '{pair.Version}' has no reference of its own; compared with that of version '{pair.Reference.OfVersion}'")
            .ToList();
        return new BaselineFacts(
            Baselines.NameOf(BaselineKind.Reference, WindowSize.Day), notes,
            [.. references.Select(pair => new BaselineSide(pair.Reference.Rows, pair.Reference.Columns, pair.Reference.Correlation))]);
    }

    private BaselineFacts? OfWindows(BaselineKind kind, Window window)
    {
        var sets = Baselines.Of(kind, window, size, _zone).Where(earlier => earlier.To > firstEvent).Select(earlier => _windows[earlier]).Where(set => set.Rows > 0).ToList();
        return sets.Count == 0 ? null : new BaselineFacts(Baselines.NameOf(kind, size), [], [MergedWindows.Of(sets)]);
    }

    private async ValueTask EnsureAsync(IReadOnlyList<Window> windows, CancellationToken cancel) =>
        await _windows.AddAsync([.. windows.Where(window => window.To > firstEvent)], cancel);

    private IEnumerable<Window> HoursBefore(Window window)
    {
        var from = window.To.AddHours(-Gaps.HistoryHours);
        return WindowCalendar.Cut(new Window(from > firstEvent ? from : firstEvent, window.To), WindowSize.Hour, _zone);
    }

    private TrafficFacts TrafficOf(Window window)
    {
        var (duplicates, rejected, late) = (0L, 0L, 0L);
        foreach (var count in _traffic)
        {
            if (!window.Contains(count.Hour)) continue;
            duplicates += count.Duplicates;
            rejected += count.Rejected;
            late += count.Late;
        }

        return new TrafficFacts(duplicates, rejected, late);
    }

    private static bool NeedsBaseline(MonitorDefinition monitor) =>
        monitor.Metric is not (MonitorMetric.Silence or MonitorMetric.Volume or MonitorMetric.Duplicates or MonitorMetric.Freshness or MonitorMetric.Stream
            or MonitorMetric.Staleness or MonitorMetric.Activity);
}
