using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Time;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Regression;

namespace Vedetta.Core.Monitors.Labels;

/// <summary>What windows of outcomes are compared with. Not thread-safe.</summary>
internal sealed class LabelBaselines(ModelState state, LabelCells cells, MeasuredCells measured, ReferenceQuality reference)
{
    private const int WindowsBeforeVersion = 4;

    /// <summary>The baseline of a window; null when there is nothing. Figures of approved rows are held against the approved rows of a reference.</summary>
    public async ValueTask<QualityBaseline?> OfAsync(
        MonitorDefinition monitor, OutcomeDefinition outcome, WindowBy by, Window window, string? version, PerformanceMetric? metric, bool ofApproved, CancellationToken cancel)
    {
        if (monitor.Baseline == BaselineKind.Reference && metric is { } known)
        {
            var of = version ?? ReferenceQuality.VersionAt(state, window);
            if (await reference.OfAsync(state, outcome, of, monitor.Segment, monitor.Window, known, ofApproved, cancel) is { } found) return found;
        }

        if (monitor.Baseline == BaselineKind.PreviousVersion) return await OfPreviousVersionAsync(monitor, outcome, by, version, metric, cancel);
        var kind = monitor.Baseline == BaselineKind.Reference ? BaselineKind.Trailing : monitor.Baseline;
        var earlier = Baselines.Of(kind, window, monitor.Window, state.Zone);
        if (earlier.Count == 0) return null;
        return await OfWindowsAsync(monitor, outcome, by, [.. earlier.Reverse()], version, metric, Baselines.NameOf(kind, monitor.Window), cancel);
    }

    /// <summary>What a monitor measures of a cell.</summary>
    public static MetricValue ValueOf(ModelDefinition model, MonitorMetric what, PerformanceMetric? metric, QualityCell cell, MeasuredCells measured)
    {
        if (metric is { } known) return measured.Measure(model, cell, [known])[known];
        if (what == MonitorMetric.LabelCoverage)
            return cell.Counts.Mature == 0
                ? MetricValue.None("no prediction is mature")
                : new MetricValue(cell.Counts.MatureCoverage, Proportion.Wilson(cell.Counts.Labelled, cell.Counts.Mature), cell.Counts.Mature);
        double[] days = [.. cell.Delays.Select(each => (double)each)];
        return new RegressionPerformance(days, new double[days.Length]).Measure(PerformanceMetric.ErrorQ50);
    }

    private async ValueTask<QualityBaseline?> OfPreviousVersionAsync(
        MonitorDefinition monitor, OutcomeDefinition outcome, WindowBy by, string? version, PerformanceMetric? metric, CancellationToken cancel)
    {
        var place = state.Versions.ToList().FindIndex(each => string.Equals(each.Version, version, StringComparison.Ordinal));
        if (place < 1 || state.Versions[place].FirstSeen is not { } came) return null;
        var last = WindowCalendar.At(came, monitor.Window, state.Zone);
        var before = state.Versions[place - 1].Version;
        IReadOnlyList<Window> earlier = [.. Baselines.Before(last, monitor.Window, state.Zone, WindowsBeforeVersion).Reverse(), last];
        return await OfWindowsAsync(monitor, outcome, by, earlier, before, metric, $"version '{before}' before it", cancel);
    }

    private async ValueTask<QualityBaseline?> OfWindowsAsync(
        MonitorDefinition monitor, OutcomeDefinition outcome, WindowBy by, IReadOnlyList<Window> windows, string? version, PerformanceMetric? metric, string name, CancellationToken cancel)
    {
        var cell = await cells.TogetherAsync(outcome, by, windows, new Slice(version, monitor.Segment, monitor.Population, Inclusion.UsualOf(state, monitor.Population)), cancel);
        if (cell is null || cell.Counts.Labelled == 0) return null;
        var rows = monitor.Metric == MonitorMetric.LabelCoverage ? cell.Counts.Mature : cell.Counts.Labelled;
        return new QualityBaseline(name, ValueOf(state.Definition, monitor.Metric, metric, cell, measured), rows, []);
    }
}
