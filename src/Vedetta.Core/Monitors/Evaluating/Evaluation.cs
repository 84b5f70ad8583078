using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Monitors.Streams;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Judges one window by one monitor: facts and a rule give readings. Pure: no clock, no storage, no chance.</summary>
public static class Evaluation
{
    /// <summary>A reading per column the monitor speaks of; for metrics of the whole model one with an empty column.</summary>
    public static IReadOnlyList<(string Column, Reading Reading)> Evaluate(WindowFacts facts, MonitorDefinition monitor)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(monitor);
        return monitor.Metric switch
        {
            MonitorMetric.Drift when MonitorRules.ComparesRows(monitor) => [("", MultivariateReadings.Of(facts, monitor))],
            MonitorMetric.Drift => DriftReadings.Of(facts, monitor),
            MonitorMetric.Outliers => [("", OutlierReadings.Of(facts, monitor))],
            MonitorMetric.Performance or MonitorMetric.Calibration or MonitorMetric.LabelDelay or MonitorMetric.LabelCoverage => [("", LabelReadings.Of(facts, monitor))],
            MonitorMetric.EstimatedPerformance => [("", facts.Estimate ?? throw new ArgumentException("There is no estimate.", nameof(facts)))],
            MonitorMetric.Staleness => [("", LifeReadings.Staleness(facts, monitor))],
            MonitorMetric.Activity => [("", LifeReadings.Activity(facts, monitor))],
            MonitorMetric.LowConfidence => [("", ConfidenceReadings.Of(facts, monitor))],
            MonitorMetric.Stream => StreamReadings.Of(facts, monitor),
            MonitorMetric.DriftShare => [("", DriftReadings.ShareOf(facts, monitor))],
            MonitorMetric.Missing or MonitorMetric.OutOfRange or MonitorMetric.TypeErrors
                or MonitorMetric.NewCategories or MonitorMetric.VanishedCategories => RateReadings.Of(facts, monitor),
            MonitorMetric.Duplicates => [("", TrafficReadings.Duplicates(facts, monitor))],
            MonitorMetric.Freshness => [("", TrafficReadings.Late(facts, monitor))],
            MonitorMetric.Volume => [("", TrafficReadings.Volume(facts, monitor))],
            MonitorMetric.Silence => [("", TrafficReadings.Silence(facts, monitor))],
            MonitorMetric.Distinct => ShapeReadings.Distinct(facts, monitor),
            MonitorMetric.Constant => ShapeReadings.Constant(facts, monitor),
            MonitorMetric.Correlation => [("", CorrelationReadings.Of(facts, monitor))],
            _ => throw new ArgumentOutOfRangeException(nameof(monitor), monitor.Metric, "no evaluation is known for this metric"),
        };
    }
}
