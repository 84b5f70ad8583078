using System.Diagnostics.CodeAnalysis;
using Vedetta.Core.Models;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality;

/// <summary>Which metrics are asked for. Pure.</summary>
public static class MetricChoice
{
    /// <summary>Metrics by name: nothing takes those usual for the task, <c>*</c> alone takes all.</summary>
    /// <param name="names">Names as in the contract.</param>
    /// <param name="task">The task.</param>
    /// <param name="metrics">The metrics, each once; null when a name is wrong.</param>
    /// <param name="problem">What is wrong and what is allowed.</param>
    public static bool TryChoose(IReadOnlyList<string> names, PerformanceTask task, [NotNullWhen(true)] out IReadOnlyList<PerformanceMetric>? metrics, [NotNullWhen(false)] out string? problem)
    {
        (metrics, problem) = (null, null);
        if (names.Count == 0) metrics = PerformanceMetrics.DefaultOf(task);
        else if (names is ["*"]) metrics = PerformanceMetrics.Of(task);
        if (metrics is not null) return true;
        var chosen = new List<PerformanceMetric>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (!PerformanceMetrics.TryParse(name, task, out var metric, out var wrong))
            {
                problem = wrong ?? $"'{name}' is no metric";
                return false;
            }

            chosen.Add(metric);
        }

        metrics = chosen;
        return true;
    }

    /// <summary>The metrics of a model's task.</summary>
    public static PerformanceTask TaskOf(ModelTask task) => task switch
    {
        ModelTask.Binary => PerformanceTask.Binary,
        ModelTask.Multiclass => PerformanceTask.Multiclass,
        _ => PerformanceTask.Regression,
    };

    /// <summary>The metric watched first of a task.</summary>
    public static PerformanceMetric FirstOf(PerformanceTask task) => task switch
    {
        PerformanceTask.Binary => PerformanceMetric.RocAuc,
        PerformanceTask.Multiclass => PerformanceMetric.F1Macro,
        _ => PerformanceMetric.Rmse,
    };
}
