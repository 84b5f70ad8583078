using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>Decides to which kind of problem a bad point belongs. Pure.</summary>
public static class IncidentCauses
{
    /// <summary>Values are missing, constant, of the wrong type or out of range.</summary>
    public const string DataFault = "data_fault";

    /// <summary>Distributions or their relations moved.</summary>
    public const string Drift = "drift";

    /// <summary>Categories came or went.</summary>
    public const string Categories = "categories";

    /// <summary>Too many or too few rows, or repeated ones.</summary>
    public const string Volume = "volume";

    /// <summary>Events stopped or come late.</summary>
    public const string Silence = "silence";

    /// <summary>Business metrics out of bounds.</summary>
    public const string Business = "business";

    /// <summary>The outputs moved when a new version took over.</summary>
    public const string Release = "release";

    /// <summary>Predictions were worse, or scores no longer agree with what happens.</summary>
    public const string Performance = "performance";

    /// <summary>What the model learnt is old.</summary>
    public const string Age = "age";

    /// <summary>Outcomes are missing or late.</summary>
    public const string Labels = "labels";

    /// <summary>The error budget of an objective is spent too fast.</summary>
    public const string Objective = "objective";

    private static readonly HashSet<string> Outputs = new(["score", "prediction", "decision"], StringComparer.Ordinal);

    /// <summary>The kind a metric belongs to by itself.</summary>
    public static string KindOf(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Missing or MonitorMetric.OutOfRange or MonitorMetric.TypeErrors or MonitorMetric.Constant => DataFault,
        MonitorMetric.Drift or MonitorMetric.DriftShare or MonitorMetric.Correlation or MonitorMetric.Distinct
            or MonitorMetric.Outliers or MonitorMetric.Stream => Drift,
        MonitorMetric.NewCategories or MonitorMetric.VanishedCategories => Categories,
        MonitorMetric.Volume or MonitorMetric.Duplicates => Volume,
        MonitorMetric.Silence or MonitorMetric.Freshness => Silence,
        MonitorMetric.Performance or MonitorMetric.Calibration or MonitorMetric.EstimatedPerformance => Performance,
        MonitorMetric.Staleness => Age,
        MonitorMetric.Activity => Silence,
        MonitorMetric.LowConfidence => Drift,
        MonitorMetric.Business => Business,
        MonitorMetric.LabelDelay or MonitorMetric.LabelCoverage => Labels,
        MonitorMetric.SloBurn => Objective,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no kind of problem is known for this metric"),
    };

    /// <summary>
    /// The kind a bad point belongs to among everything that is bad: a column whose values are missing or constant
    /// also drifts, and the outputs and the relations of columns follow it; all of that is one data fault.
    /// </summary>
    /// <param name="fact">The bad point.</param>
    /// <param name="faults">Columns with a data fault and the spans in which they have it.</param>
    public static string KindOf(IncidentFact fact, IReadOnlyList<(string Column, Window Span)> faults)
    {
        var kind = KindOf(fact.Monitor.Metric);
        if (kind is not (Drift or Categories)) return kind;
        foreach (var (column, span) in faults)
            if (span.Overlaps(fact.Window) && (string.Equals(column, fact.Column, StringComparison.Ordinal) || Follows(fact)))
                return DataFault;
        return kind;
    }

    /// <summary>Whether a column is what the model answers.</summary>
    public static bool IsOutput(string column) => Outputs.Contains(column) || column.StartsWith("score_", StringComparison.Ordinal);

    private static bool Follows(IncidentFact fact) => fact.Column.Length == 0 || IsOutput(fact.Column);
}
