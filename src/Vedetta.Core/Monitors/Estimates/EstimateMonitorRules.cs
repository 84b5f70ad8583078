using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Readings;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Monitors.Estimates;

/// <summary>What monitors of estimated quality may say. Pure.</summary>
public static class EstimateMonitorRules
{
    /// <summary>Metrics that can be watched before labels come.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        [LabelMonitorRules.UsualMetric, .. PerformanceMetrics.All.Select(metric => metric.Name).Where(name => EstimatedMetrics.Find(name) is { } found && !EstimatedMetrics.IsTotal(found))];

    /// <summary>The outcome whose labels are foretold; null where the model has none.</summary>
    internal static OutcomeDefinition? OutcomeOf(MonitorDefinition monitor, ModelDefinition model)
    {
        if (monitor.Outcome is null) return JudgedOutcome.Of(model);
        try
        {
            return JudgedOutcome.Find(model, monitor.Outcome);
        }
        catch (QuestionException)
        {
            return null; // a model may have lost its outcome: there is nothing to judge
        }
    }

    /// <summary>Everything wrong with such a monitor by itself.</summary>
    internal static void Check(MonitorDefinition monitor, List<FieldFault> faults)
    {
        if (monitor.Population != Population.All) faults.Add(new("population", "estimates are of all predictions; leave it out"));
        if (monitor.MinimumCoverage is not null) faults.Add(new("minimum_coverage", "estimates need no outcomes; leave it out"));
        if (monitor.Baseline != BaselineKind.Reference) faults.Add(new("baseline", "estimates are compared with the labelled reference"));
        if (monitor.Compare == Comparison.Absolute && monitor is { Warning: null, Critical: null }) faults.Add(new("warning", "an absolute comparison needs a threshold: warning, critical or both"));
        if (monitor.Compare == Comparison.Quantile && (monitor.Warning > 1 || monitor.Critical > 1)) faults.Add(new("warning", "a share of the reference's windows lies between 0 and 1"));
    }

    /// <summary>Everything wrong with such a monitor of that model.</summary>
    internal static void CheckAgainst(MonitorDefinition monitor, ModelDefinition model, List<FieldFault> faults)
    {
        var task = MetricChoice.TaskOf(model.Task);
        if (monitor.Method is { } name && name != LabelMonitorRules.UsualMetric && !PerformanceMetrics.TryParse(name, task, out _, out var problem)) faults.Add(new("method", problem!));
        if (monitor.Outcome is null) return;
        try
        {
            JudgedOutcome.Find(model, monitor.Outcome);
        }
        catch (QuestionException wrong)
        {
            faults.Add(new("outcome", wrong.Message));
        }
    }
}
