using Vedetta.Core.Business.Monitors;
using Vedetta.Core.Models;
using Vedetta.Core.Objectives;
using Vedetta.Core.Monitors.Estimates;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>What a monitor read in one window for one column.</summary>
internal sealed record MonitorReading(MonitorDefinition Monitor, PointKey Key, Reading Reading);

/// <summary>One pass over everything that is due of a model: reads profiles, judges, keeps nothing. Not thread-safe.</summary>
internal sealed class EvaluationRun(
    ModelDefinition model, IReadOnlyList<MonitorDefinition> monitors, EvaluationNeed need, IProfileReader profiles, IEventStore events,
    RowSampler sampler, StreamMonitors streams, LabelMonitors labels, EstimateMonitors estimates, EvaluationOptions options, DateTimeOffset now, BusinessMonitors? business = null, ObjectiveMonitors? objectives = null)
{
    private readonly Dictionary<Window, IReadOnlyList<string>> _versions = [];

    /// <summary>Windows looked at, over all monitors.</summary>
    public int Windows { get; private set; }

    /// <summary>Versions that have rows, by window that was read.</summary>
    public IReadOnlyDictionary<Window, IReadOnlyList<string>> Versions => _versions;

    /// <summary>Reads every due window of every monitor.</summary>
    public async ValueTask<IReadOnlyList<MonitorReading>> ReadAsync(CancellationToken cancel)
    {
        var readings = new List<MonitorReading>();
        var zone = model.Zone;
        foreach (var group in monitors.Where(ReadsProfiles).GroupBy(monitor => (monitor.Window, monitor.Version, monitor.Segment)))
        {
            var due = new SortedDictionary<Window, List<MonitorDefinition>>(Comparer<Window>.Create((a, b) => a.From.CompareTo(b.From)));
            foreach (var monitor in group)
            {
                foreach (var window in EvaluationPlan.WindowsOf(monitor, need, zone, options.Watermark, now))
                {
                    // The safety net says nothing of a month that is still open: it is not read again with every row.
                    // Comparing whole rows costs too much for a preview.
                    if ((IsSafetyNet(monitor) || FactsBuilder.NeedsSamples(monitor, model)) && !options.Watermark.IsClosed(window, now)) continue;
                    if (!due.TryGetValue(window, out var asked)) due[window] = asked = [];
                    asked.Add(monitor);
                }
            }

            if (due.Count == 0) continue;
            var (size, version, segment) = group.Key;
            var builder = new FactsBuilder(model, size, version, segment, profiles, events, need.Data.From, need.FirstLive, options.Watermark, now, sampler);
            foreach (var chunk in due.Select(pair => (pair.Key, (IReadOnlyList<MonitorDefinition>)pair.Value)).Chunk(options.WindowsAtOnce))
            {
                await builder.LoadAsync(chunk, cancel);
                foreach (var (window, asked) in chunk)
                    await ReadAsync(builder, window, asked, readings, cancel);
            }
        }

        foreach (var monitor in monitors.Where(monitor => monitor.Metric == MonitorMetric.Stream)) await ReadStreamAsync(monitor, readings, cancel);
        foreach (var monitor in monitors.Where(monitor => LabelMonitorRules.Takes(monitor.Metric))) await ReadLabelsAsync(monitor, readings, cancel);
        foreach (var monitor in monitors.Where(monitor => monitor.Metric == MonitorMetric.EstimatedPerformance)) await ReadEstimatesAsync(monitor, readings, cancel);
        foreach (var monitor in monitors.Where(monitor => monitor.Metric == MonitorMetric.Business)) await ReadBusinessAsync(monitor, readings, cancel);
        foreach (var monitor in monitors.Where(monitor => monitor.Metric == MonitorMetric.SloBurn)) await ReadObjectivesAsync(monitor, readings, cancel);
        return readings;
    }

    private static bool ReadsProfiles(MonitorDefinition monitor) =>
        monitor.Metric is not (MonitorMetric.Stream or MonitorMetric.EstimatedPerformance or MonitorMetric.Business or MonitorMetric.SloBurn) && !LabelMonitorRules.Takes(monitor.Metric);

    private async ValueTask ReadStreamAsync(MonitorDefinition monitor, List<MonitorReading> readings, CancellationToken cancel)
    {
        foreach (var (window, streams) in await streams.ReadAsync(monitor, cancel))
        {
            Windows++;
            var nothing = new ProfileSet(window, 0, new Dictionary<string, Vedetta.Statistics.Profiles.ColumnProfile>(StringComparer.Ordinal), null, [], []);
            var facts = new WindowFacts(model, window, options.Watermark.Completeness(window, now), nothing, null, default, [], null, Streams: streams);
            foreach (var (column, reading) in Evaluation.Evaluate(facts, monitor))
                readings.Add(new MonitorReading(monitor, new PointKey(model.Id, monitor.Name, column, window), reading));
        }
    }

    private async ValueTask ReadLabelsAsync(MonitorDefinition monitor, List<MonitorReading> readings, CancellationToken cancel)
    {
        foreach (var (window, completeness, said) in await labels.ReadAsync(monitor, cancel))
        {
            Windows++;
            var nothing = new ProfileSet(window, said.Counts.N, new Dictionary<string, Vedetta.Statistics.Profiles.ColumnProfile>(StringComparer.Ordinal), null, [], []);
            var facts = new WindowFacts(model, window, completeness, nothing, null, default, [], null, Labels: said);
            foreach (var (column, reading) in Evaluation.Evaluate(facts, monitor))
                readings.Add(new MonitorReading(monitor, new PointKey(model.Id, monitor.Name, column, window), reading));
        }
    }

    private async ValueTask ReadEstimatesAsync(MonitorDefinition monitor, List<MonitorReading> readings, CancellationToken cancel)
    {
        foreach (var (window, said) in await estimates.ReadAsync(monitor, cancel))
        {
            Windows++;
            var nothing = new ProfileSet(window, said.N, new Dictionary<string, Vedetta.Statistics.Profiles.ColumnProfile>(StringComparer.Ordinal), null, [], []);
            foreach (var (column, reading) in Evaluation.Evaluate(new WindowFacts(model, window, said.Completeness, nothing, null, default, [], null, Estimate: said), monitor))
                readings.Add(new MonitorReading(monitor, new PointKey(model.Id, monitor.Name, column, window), reading));
        }
    }

    private async ValueTask ReadBusinessAsync(MonitorDefinition monitor, List<MonitorReading> readings, CancellationToken cancel)
    {
        if (business is null) return;
        foreach (var (metric, window, reading) in await business.ReadAsync(monitor, cancel))
        {
            Windows++;
            readings.Add(new MonitorReading(monitor, new PointKey(model.Id, monitor.Name, metric, window), reading));
        }
    }

    private async ValueTask ReadObjectivesAsync(MonitorDefinition monitor, List<MonitorReading> readings, CancellationToken cancel)
    {
        if (objectives is null) return;
        foreach (var (objective, window, reading) in await objectives.ReadAsync(monitor, cancel))
        {
            Windows++;
            readings.Add(new MonitorReading(monitor, new PointKey(model.Id, monitor.Name, objective, window), reading));
        }
    }

    private async ValueTask ReadAsync(FactsBuilder builder, Window window, IReadOnlyList<MonitorDefinition> asked, List<MonitorReading> readings, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var monitor in asked)
        {
            var facts = await builder.FactsAsync(window, monitor, cancel);
            Windows++;
            Remember(facts);
            if (!Speaks(monitor, facts)) continue;
            foreach (var (column, reading) in Evaluation.Evaluate(facts, monitor))
                readings.Add(new MonitorReading(monitor, new PointKey(model.Id, monitor.Name, column, window), reading));
        }
    }

    private void Remember(WindowFacts facts)
    {
        // Silence reads no profiles, and a monitor of one version or segment sees only a part.
        if (!_versions.TryGetValue(facts.Window, out var known) || known.Count < facts.Current.Versions.Count) _versions[facts.Window] = facts.Current.Versions;
    }

    private static bool IsSafetyNet(MonitorDefinition monitor) => monitor is { Managed: true, Window: WindowSize.Month };

    private bool Speaks(MonitorDefinition monitor, WindowFacts facts)
    {
        if (monitor.Metric == MonitorMetric.Silence) return true;

        // Nobody expects rows in the gaps of an imported history; once a model is live, an empty window is news to the volume alone.
        if (facts.Current.Rows == 0)
            return monitor.Metric is MonitorMetric.Volume or MonitorMetric.Activity && facts.Completeness >= 1 && need.FirstLive is { } live && facts.Window.From >= live;

        // Rows that an import brings are late by nature.
        if (monitor.Metric == MonitorMetric.Freshness) return need.FirstLive is { } first && facts.Window.From >= first;

        // The safety net of models with few rows: silent where days have enough rows of their own.
        if (IsSafetyNet(monitor))
            return facts.Completeness >= 1 && facts.Current.Rows < monitor.MinimumSample * (facts.Window.To - facts.Window.From).TotalDays;
        return true;
    }
}
