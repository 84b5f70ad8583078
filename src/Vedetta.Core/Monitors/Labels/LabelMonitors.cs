using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Monitors.Labels;

/// <summary>Reads what monitors of outcomes look at: windows whose outcomes changed or fell due. Not thread-safe.</summary>
internal sealed class LabelMonitors(
    ModelState state, EvaluationNeed need, IEventStore events, RealizedReader reader, MeasuredCells measured, ReferenceQuality reference, EvaluationOptions options, long evaluated, DateTimeOffset now)
{
    private const int MostWindows = 1_000;
    private readonly LabelCells _cells = new(state, reader, now);
    private LabelBaselines? _baselines;

    private LabelBaselines Baseline => _baselines ??= new(state, _cells, measured, reference);

    /// <summary>The facts of every due window that says something.</summary>
    public async ValueTask<IReadOnlyList<(Window Window, double Completeness, LabelFacts Facts)>> ReadAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        if (Find(monitor) is not { } outcome) return [];
        var by = monitor.Metric == MonitorMetric.LabelDelay ? WindowBy.Arrival : WindowBy.Event;
        var due = await DueAsync(monitor, outcome, by, cancel);
        var slice = new Slice(monitor.Version ?? (monitor.Baseline == BaselineKind.PreviousVersion ? PerformanceQuestion.Each : null), monitor.Segment, monitor.Population, Inclusion.UsualOf(state, monitor.Population));
        var read = new List<(Window, double, LabelFacts)>();
        foreach (var run in Runs(due))
        {
            await foreach (var (window, cells) in _cells.ReadAsync(outcome, by, run, slice, cancel))
            {
                cancel.ThrowIfCancellationRequested();
                if (cells.Count > 0 && await FactsAsync(monitor, outcome, by, window, cells, cancel) is { } facts)
                    read.Add((window, CompletenessOf(monitor, outcome, by, facts.Counts, window), facts));
            }
        }

        return [.. read.OrderBy(each => each.Item1.From)];
    }

    private OutcomeDefinition? Find(MonitorDefinition monitor)
    {
        var faults = new List<FieldFault>();
        LabelMonitorRules.CheckAgainst(monitor, state.Definition, faults);

        // A model may have lost its outcome, or may not have one yet: there is nothing to judge.
        return faults.Count == 0 ? LabelMonitorRules.OutcomeOf(monitor, state.Definition) : null;
    }

    private double CompletenessOf(MonitorDefinition monitor, OutcomeDefinition outcome, WindowBy by, QualityCounts counts, Window window) =>
        RealizedPerformance.CompletenessOf(outcome, new PerformanceQuestion([], Every: monitor.Window, By: by), counts, window, options.Watermark, now);

    private async ValueTask<LabelFacts?> FactsAsync(
        MonitorDefinition monitor, OutcomeDefinition outcome, WindowBy by, Window window, IReadOnlyList<KeyValuePair<CellKey, QualityCell>> cells, CancellationToken cancel)
    {
        var version = monitor.Version;
        var cell = cells[0].Value;
        if (monitor.Baseline == BaselineKind.PreviousVersion)
        {
            // Of several versions side by side the newest is judged.
            var newest = cells.Select(pair => (pair.Value, pair.Key.Version ?? version, Place: PlaceOf(pair.Key.Version ?? version))).MaxBy(each => each.Place);
            (cell, version) = (newest.Value, newest.Item2);
        }

        if (cell.Counts.N == 0 || (cell.Counts.Labelled == 0 && monitor.Metric != MonitorMetric.LabelCoverage)) return null;
        var metric = monitor.Metric is MonitorMetric.Performance or MonitorMetric.Calibration ? LabelMonitorRules.MetricOf(monitor, state.Definition) : (PerformanceMetric?)null;
        if (monitor.Metric == MonitorMetric.Calibration && PerformanceMetrics.TryParse(monitor.Method!, PerformanceTask.Binary, out var calibration, out _)) metric = calibration;
        var baseline = monitor.Compare == Comparison.Absolute || monitor.Metric == MonitorMetric.Calibration
            ? null
            : await Baseline.OfAsync(monitor, outcome, by, window, version, metric, ofApproved: IsOfApproved(monitor, cell), cancel);
        return new LabelFacts(metric is { } known ? PerformanceMetrics.Describe(known) : null, LabelBaselines.ValueOf(state.Definition, monitor.Metric, metric, cell, measured), cell.Counts, baseline, outcome.Maturity is not null);
    }

    // Weighted figures speak of all rows again.
    private bool IsOfApproved(MonitorDefinition monitor, QualityCell cell) =>
        Inclusion.UsualOf(state, monitor.Population) is null && (monitor.Population == Population.Approved || cell.IsOfApproved);

    private int PlaceOf(string? version)
    {
        for (var i = 0; i < state.Versions.Count; i++)
            if (string.Equals(state.Versions[i].Version, version, StringComparison.Ordinal)) return i;
        return -1;
    }

    private async ValueTask<IReadOnlyList<Window>> DueAsync(MonitorDefinition monitor, OutcomeDefinition outcome, WindowBy by, CancellationToken cancel)
    {
        var (zone, size) = (state.Zone, monitor.Window);
        var windows = new HashSet<Window>();
        if (by == WindowBy.Arrival)
        {
            var changed = await events.OutcomesChangedAsync(state.Id, outcome.Name, need.Span is null ? evaluated : 0, cancel);
            if (changed is { } known) windows.UnionWith(WindowCalendar.Cut(new Window(known.First, known.Last.AddTicks(1)), size, zone));
            if (need.Span is { } asked) windows.RemoveWhere(window => !window.Overlaps(asked));
        }
        else if (need.Span is { } span)
        {
            var (from, to) = (span.From > need.Data.From ? span.From : need.Data.From, span.To < need.Data.To ? span.To : need.Data.To);
            windows.UnionWith(WindowCalendar.Cut(new Window(from, to), size, zone));
        }
        else
        {
            foreach (var moment in await events.RelabelledAsync(state.Id, outcome.Name, evaluated, cancel)) windows.Add(WindowCalendar.At(moment, size, zone));
            if (monitor.Metric == MonitorMetric.LabelCoverage) windows.UnionWith(need.Hours.Select(hour => WindowCalendar.At(hour, size, zone)));
        }

        if (need is { Span: null, Since: { } since }) windows.UnionWith(FallingDue(outcome, by, size, since));
        return [.. windows.Where(window => window.From < now).OrderBy(window => window.From).TakeLast(MostWindows)];
    }

    // Windows whose last outcomes fell due since the last time.
    private IEnumerable<Window> FallingDue(OutcomeDefinition outcome, WindowBy by, WindowSize size, DateTimeOffset since)
    {
        var after = (by == WindowBy.Event ? outcome.Maturity?.After ?? TimeSpan.Zero : TimeSpan.Zero) + options.Watermark.Lateness;
        var from = since - after - Baselines.LengthOf(size);
        if (from < need.Data.From) from = need.Data.From;
        return WindowCalendar.Cut(new Window(from, now - after), size, state.Zone).Where(window => window.To + after > since && window.To + after <= now);
    }

    // Windows that follow each other are read together; a gap of years between two of them is not.
    private static IEnumerable<IReadOnlyList<Window>> Runs(IReadOnlyList<Window> windows)
    {
        var run = new List<Window>();
        foreach (var window in windows)
        {
            if (run.Count > 0 && window.From - run[^1].To > 3 * (window.To - window.From))
            {
                yield return run;
                run = [];
            }

            run.Add(window);
        }

        if (run.Count > 0) yield return run;
    }
}
