using System.Collections.Frozen;

namespace Vedetta.Statistics.Performance;

/// <summary>What is known of a metric before any data.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Name">Its name in the contract.</param>
/// <param name="HigherIsBetter">True or false where one direction is better; null for counts, rates and signed quantities.</param>
/// <param name="Low">Smallest possible value.</param>
/// <param name="High">Largest possible value.</param>
/// <param name="IsDefault">Shown where no metrics were asked for.</param>
/// <param name="Tasks">The tasks it belongs to.</param>
public sealed record MetricDescription(PerformanceMetric Metric, string Name, bool? HigherIsBetter, double Low, double High, bool IsDefault, IReadOnlyList<PerformanceTask> Tasks);

/// <summary>The registry of metrics by the names of the contract.</summary>
public static class PerformanceMetrics
{
    private const double Infinite = double.PositiveInfinity;
    private static readonly PerformanceTask[] Binary = [PerformanceTask.Binary];
    private static readonly PerformanceTask[] Classes = [PerformanceTask.Binary, PerformanceTask.Multiclass];
    private static readonly PerformanceTask[] Multiclass = [PerformanceTask.Multiclass];
    private static readonly PerformanceTask[] Regression = [PerformanceTask.Regression];

    /// <summary>Every metric, in the order of the contract.</summary>
    public static IReadOnlyList<MetricDescription> All { get; } =
    [
        new(PerformanceMetric.RocAuc, "roc_auc", true, 0, 1, true, Binary),
        new(PerformanceMetric.Gini, "gini", true, -1, 1, true, Binary),
        new(PerformanceMetric.KsScore, "ks_score", true, 0, 1, true, Binary),
        new(PerformanceMetric.AveragePrecision, "average_precision", true, 0, 1, true, Binary),
        new(PerformanceMetric.RocAucOvrMacro, "roc_auc_ovr_macro", true, 0, 1, true, Multiclass),
        new(PerformanceMetric.RocAucOvrWeighted, "roc_auc_ovr_weighted", true, 0, 1, false, Multiclass),
        new(PerformanceMetric.Accuracy, "accuracy", true, 0, 1, true, Classes),
        new(PerformanceMetric.Precision, "precision", true, 0, 1, true, Binary),
        new(PerformanceMetric.Recall, "recall", true, 0, 1, true, Binary),
        new(PerformanceMetric.Specificity, "specificity", true, 0, 1, true, Binary),
        new(PerformanceMetric.F1, "f1", true, 0, 1, true, Binary),
        new(PerformanceMetric.PrecisionMacro, "precision_macro", true, 0, 1, true, Multiclass),
        new(PerformanceMetric.RecallMacro, "recall_macro", true, 0, 1, true, Multiclass),
        new(PerformanceMetric.F1Macro, "f1_macro", true, 0, 1, true, Multiclass),
        new(PerformanceMetric.PrecisionWeighted, "precision_weighted", true, 0, 1, false, Multiclass),
        new(PerformanceMetric.RecallWeighted, "recall_weighted", true, 0, 1, false, Multiclass),
        new(PerformanceMetric.F1Weighted, "f1_weighted", true, 0, 1, true, Multiclass),
        new(PerformanceMetric.PrecisionMicro, "precision_micro", true, 0, 1, false, Multiclass),
        new(PerformanceMetric.RecallMicro, "recall_micro", true, 0, 1, false, Multiclass),
        new(PerformanceMetric.F1Micro, "f1_micro", true, 0, 1, false, Multiclass),
        new(PerformanceMetric.LogLoss, "log_loss", false, 0, Infinite, true, Classes),
        new(PerformanceMetric.Brier, "brier", false, 0, 1, true, Binary),
        new(PerformanceMetric.BrierMulti, "brier_multi", false, 0, 2, true, Multiclass),
        new(PerformanceMetric.Ece, "ece", false, 0, 1, true, Binary),
        new(PerformanceMetric.Mce, "mce", false, 0, 1, false, Binary),
        new(PerformanceMetric.CalibrationSlope, "calibration_slope", null, -Infinite, Infinite, false, Binary),
        new(PerformanceMetric.CalibrationIntercept, "calibration_intercept", null, -Infinite, Infinite, false, Binary),
        new(PerformanceMetric.CalibrationInTheLarge, "calibration_in_the_large", null, -Infinite, Infinite, false, Binary),
        new(PerformanceMetric.LabelRate, "label_rate", null, 0, 1, true, Binary),
        new(PerformanceMetric.MeanScore, "mean_score", null, -Infinite, Infinite, true, Binary),
        new(PerformanceMetric.PredictionRate, "prediction_rate", null, 0, 1, true, Binary),
        new(PerformanceMetric.Positives, "positives", null, 0, Infinite, true, Binary),
        new(PerformanceMetric.Tp, "tp", null, 0, Infinite, true, Binary),
        new(PerformanceMetric.Fp, "fp", null, 0, Infinite, true, Binary),
        new(PerformanceMetric.Tn, "tn", null, 0, Infinite, true, Binary),
        new(PerformanceMetric.Fn, "fn", null, 0, Infinite, true, Binary),
        new(PerformanceMetric.Mae, "mae", false, 0, Infinite, true, Regression),
        new(PerformanceMetric.Rmse, "rmse", false, 0, Infinite, true, Regression),
        new(PerformanceMetric.Mape, "mape", false, 0, Infinite, true, Regression),
        new(PerformanceMetric.R2, "r2", true, -Infinite, 1, true, Regression),
        new(PerformanceMetric.MedianAe, "median_ae", false, 0, Infinite, true, Regression),
        new(PerformanceMetric.Bias, "bias", null, -Infinite, Infinite, true, Regression),
        new(PerformanceMetric.Mse, "mse", false, 0, Infinite, false, Regression),
        new(PerformanceMetric.Msle, "msle", false, 0, Infinite, false, Regression),
        new(PerformanceMetric.Rmsle, "rmsle", false, 0, Infinite, false, Regression),
        new(PerformanceMetric.ErrorQ05, "error_q05", null, -Infinite, Infinite, false, Regression),
        new(PerformanceMetric.ErrorQ25, "error_q25", null, -Infinite, Infinite, false, Regression),
        new(PerformanceMetric.ErrorQ50, "error_q50", null, -Infinite, Infinite, false, Regression),
        new(PerformanceMetric.ErrorQ75, "error_q75", null, -Infinite, Infinite, false, Regression),
        new(PerformanceMetric.ErrorQ95, "error_q95", null, -Infinite, Infinite, false, Regression),
    ];

    private static readonly FrozenDictionary<string, MetricDescription> ByName = All.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);
    private static readonly FrozenDictionary<PerformanceMetric, MetricDescription> ByMetric = All.ToFrozenDictionary(m => m.Metric);

    /// <summary>What is known of the metric.</summary>
    public static MetricDescription Describe(PerformanceMetric metric) => ByMetric[metric];

    /// <summary>The name of the contract, for example <c>roc_auc</c>.</summary>
    public static string Name(PerformanceMetric metric) => ByMetric[metric].Name;

    /// <summary>The metrics of a task, in the order of the contract.</summary>
    public static IReadOnlyList<PerformanceMetric> Of(PerformanceTask task) => [.. All.Where(m => m.Tasks.Contains(task)).Select(m => m.Metric)];

    /// <summary>The metrics shown for a task where none were asked for.</summary>
    public static IReadOnlyList<PerformanceMetric> DefaultOf(PerformanceTask task) => [.. All.Where(m => m.IsDefault && m.Tasks.Contains(task)).Select(m => m.Metric)];

    /// <summary>Reads a contract name.</summary>
    /// <exception cref="FormatException">The name is unknown; the message lists what is allowed.</exception>
    public static PerformanceMetric Parse(string name) =>
        TryParse(name, task: null, out var metric, out var problem) ? metric : throw new FormatException(problem);

    /// <summary>Reads a contract name for a task (any task when null); false with the problem in words.</summary>
    public static bool TryParse(string? name, PerformanceTask? task, out PerformanceMetric metric, out string? problem)
    {
        problem = null;
        metric = default;
        var allowed = All.Where(m => task is not { } asked || m.Tasks.Contains(asked)).Select(m => m.Name);
        if (name is null || !ByName.TryGetValue(name, out var known))
        {
            problem = $"Metric '{name}' is unknown; use one of: {string.Join(", ", allowed)}.";
            return false;
        }
        metric = known.Metric;
        if (task is not { } wanted || known.Tasks.Contains(wanted))
            return true;
        problem = $"Metric '{name}' does not belong to a {wanted.ToString().ToLowerInvariant()} model; use one of: {string.Join(", ", allowed)}.";
        return false;
    }
}
