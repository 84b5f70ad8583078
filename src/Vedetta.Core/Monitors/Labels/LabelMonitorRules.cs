using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Monitors.Labels;

/// <summary>What monitors of outcomes may say. Pure.</summary>
public static class LabelMonitorRules
{
    /// <summary>The method that stands for the metric watched first of the model's task.</summary>
    public const string UsualMetric = "auto";

    /// <summary>Metrics a performance monitor may watch.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [UsualMetric, .. PerformanceMetrics.All.Select(metric => metric.Name)];

    /// <summary>Measures a calibration monitor may watch, with the value of perfect scores.</summary>
    public static IReadOnlyDictionary<string, double> Ideals { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["calibration_in_the_large"] = 0, ["calibration_slope"] = 1, ["calibration_intercept"] = 0, ["ece"] = 0, ["mce"] = 0,
    };

    /// <summary>Names of <see cref="Ideals"/>.</summary>
    public static IReadOnlyList<string> Calibrations { get; } = [.. Ideals.Keys];

    /// <summary>Whether a metric is read from outcomes.</summary>
    public static bool Takes(MonitorMetric metric) => metric is MonitorMetric.Performance or MonitorMetric.Calibration or MonitorMetric.LabelDelay or MonitorMetric.LabelCoverage;

    /// <summary>The metric of quality a monitor watches.</summary>
    public static PerformanceMetric MetricOf(MonitorDefinition monitor, ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentNullException.ThrowIfNull(model);
        var task = MetricChoice.TaskOf(model.Task);
        return monitor.Method is { } name && PerformanceMetrics.TryParse(name, task, out var metric, out _) ? metric : MetricChoice.FirstOf(task);
    }

    /// <summary>Everything wrong with a monitor of outcomes by itself.</summary>
    internal static void Check(MonitorDefinition monitor, List<FieldFault> faults)
    {
        if (monitor.MinimumCoverage is { } coverage && !(coverage is >= 0 and <= 1)) faults.Add(new("minimum_coverage", "a share from 0 to 1"));
        var compares = monitor.Metric == MonitorMetric.Performance;
        if (!compares && monitor.Compare is not (null or Comparison.Absolute)) faults.Add(new("compare", $"{EnumWords.Of(monitor.Metric)} is compared in its own way; leave compare out, or say absolute"));
        if (!compares && monitor.Baseline == BaselineKind.PreviousVersion) faults.Add(new("baseline", "only performance is compared with the previous version"));
        if (compares && monitor.Compare is Comparison.Corridor or Comparison.Quantile && monitor.Baseline != BaselineKind.Reference)
            faults.Add(new("compare", $"{EnumWords.Of(monitor.Compare!.Value)} takes the windows of the reference; with another baseline say relative or difference"));
        if (monitor.Compare == Comparison.Absolute && monitor is { Warning: null, Critical: null }) faults.Add(new("warning", "an absolute comparison needs a threshold: warning, critical or both"));
        if (monitor.Compare == Comparison.Quantile && (monitor.Warning > 1 || monitor.Critical > 1)) faults.Add(new("warning", "a share of the reference's windows lies between 0 and 1"));
        if (monitor.Metric == MonitorMetric.LabelDelay && monitor.Window == WindowSize.Hour) faults.Add(new("window", "delays are judged by the day or longer"));
        if (monitor is { Compare: Comparison.Absolute, Metric: MonitorMetric.Performance, Warning: { } warning, Critical: { } critical } && DirectionOf(monitor.Method) is { } higher && (higher ? critical > warning : critical < warning))
            faults.Add(new("critical", higher ? "the critical threshold lies below the warning one, as higher values are better" : "the critical threshold lies above the warning one, as lower values are better"));
    }

    /// <summary>Settings that only monitors of outcomes have.</summary>
    internal static void CheckOthers(MonitorDefinition monitor, List<FieldFault> faults)
    {
        var metric = EnumWords.Of(monitor.Metric);
        if (monitor.Outcome is not null) faults.Add(new("outcome", $"{metric} is not held against outcomes; leave it out"));
        if (monitor.Population != Population.All) faults.Add(new("population", $"{metric} is of all predictions; leave it out"));
        if (monitor.Compare is not null) faults.Add(new("compare", $"{metric} is compared in its own way; leave it out"));
        if (monitor.MinimumCoverage is not null) faults.Add(new("minimum_coverage", $"{metric} needs no outcomes; leave it out"));
        if (monitor.Baseline == BaselineKind.PreviousVersion) faults.Add(new("baseline", "only performance is compared with the previous version"));
    }

    /// <summary>Everything wrong with a monitor of outcomes of that model.</summary>
    internal static void CheckAgainst(MonitorDefinition monitor, ModelDefinition model, List<FieldFault> faults)
    {
        var task = MetricChoice.TaskOf(model.Task);
        if (monitor.Metric is MonitorMetric.Performance && monitor.Method is { } name && name != UsualMetric && !PerformanceMetrics.TryParse(name, task, out _, out var problem)) faults.Add(new("method", problem!));
        if (monitor.Metric == MonitorMetric.Calibration && task != PerformanceTask.Binary) faults.Add(new("metric", "only the scores of a binary model are checked for calibration"));
        try
        {
            OutcomeOf(monitor, model);
        }
        catch (QuestionException wrong)
        {
            faults.Add(new("outcome", wrong.Message));
        }
    }

    /// <summary>The outcome a monitor is held against; delays and coverage may be of any outcome.</summary>
    /// <exception cref="QuestionException">There is none of that name, or it says nothing of the predictions.</exception>
    internal static OutcomeDefinition OutcomeOf(MonitorDefinition monitor, ModelDefinition model)
    {
        if (monitor.Metric is MonitorMetric.LabelDelay or MonitorMetric.LabelCoverage
            && model.Outcomes.FirstOrDefault(outcome => string.Equals(outcome.Name, monitor.Outcome, StringComparison.Ordinal)) is { Kind: not OutcomeKind.Series } any) return any;
        return JudgedOutcome.Find(model, monitor.Outcome);
    }

    private static bool? DirectionOf(string? method) =>
        PerformanceMetrics.All.FirstOrDefault(metric => string.Equals(metric.Name, method, StringComparison.Ordinal)) is { } known ? known.HigherIsBetter is true : null;
}
