namespace Vedetta.Statistics.Estimation;

/// <summary>Names, tasks and ranges of the metrics that can be estimated without labels.</summary>
public static class EstimatedMetrics
{
    private static readonly (EstimatedMetric Metric, string Name)[] Names =
    [
        (EstimatedMetric.RocAuc, "roc_auc"),
        (EstimatedMetric.Gini, "gini"),
        (EstimatedMetric.AveragePrecision, "average_precision"),
        (EstimatedMetric.Accuracy, "accuracy"),
        (EstimatedMetric.Precision, "precision"),
        (EstimatedMetric.Recall, "recall"),
        (EstimatedMetric.Specificity, "specificity"),
        (EstimatedMetric.F1, "f1"),
        (EstimatedMetric.LogLoss, "log_loss"),
        (EstimatedMetric.Brier, "brier"),
        (EstimatedMetric.Tp, "tp"),
        (EstimatedMetric.Fp, "fp"),
        (EstimatedMetric.Tn, "tn"),
        (EstimatedMetric.Fn, "fn"),
        (EstimatedMetric.Positives, "positives"),
        (EstimatedMetric.LabelRate, "label_rate"),
        (EstimatedMetric.BusinessValue, "business_value"),
        (EstimatedMetric.PrecisionMacro, "precision_macro"),
        (EstimatedMetric.RecallMacro, "recall_macro"),
        (EstimatedMetric.F1Macro, "f1_macro"),
        (EstimatedMetric.F1Weighted, "f1_weighted"),
        (EstimatedMetric.RocAucOvrMacro, "roc_auc_ovr_macro"),
        (EstimatedMetric.BrierMulti, "brier_multi"),
        (EstimatedMetric.Mae, "mae"),
        (EstimatedMetric.Mse, "mse"),
        (EstimatedMetric.Rmse, "rmse"),
        (EstimatedMetric.Mape, "mape"),
        (EstimatedMetric.Msle, "msle"),
        (EstimatedMetric.Rmsle, "rmsle"),
        (EstimatedMetric.Bias, "bias"),
    ];

    /// <summary>What can be estimated of a binary model without further settings; the business value needs the values of the cells.</summary>
    public static IReadOnlyList<EstimatedMetric> Binary { get; } = [.. Enum.GetValues<EstimatedMetric>().Where(m => m < EstimatedMetric.BusinessValue)];

    /// <summary>What can be estimated of a model of several classes.</summary>
    public static IReadOnlyList<EstimatedMetric> Multiclass { get; } =
    [
        EstimatedMetric.Accuracy, EstimatedMetric.PrecisionMacro, EstimatedMetric.RecallMacro, EstimatedMetric.F1Macro,
        EstimatedMetric.F1Weighted, EstimatedMetric.RocAucOvrMacro, EstimatedMetric.LogLoss, EstimatedMetric.BrierMulti,
    ];

    /// <summary>What can be estimated of a regression.</summary>
    public static IReadOnlyList<EstimatedMetric> Regression { get; } = [.. Enum.GetValues<EstimatedMetric>().Where(m => m >= EstimatedMetric.Mae)];

    /// <summary>The name of the contract.</summary>
    public static string Name(EstimatedMetric metric) => Names[(int)metric].Name;

    /// <summary>The metric of that name; null where it cannot be estimated without labels.</summary>
    public static EstimatedMetric? Find(string name)
    {
        foreach (var (metric, known) in Names)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
                return metric;
        }
        return null;
    }

    /// <summary>True when a larger value is better, false when a smaller one is; null where neither is.</summary>
    public static bool? LargerIsBetter(EstimatedMetric metric) => metric switch
    {
        EstimatedMetric.Positives or EstimatedMetric.LabelRate or EstimatedMetric.Bias => null,
        EstimatedMetric.LogLoss or EstimatedMetric.Brier or EstimatedMetric.BrierMulti or EstimatedMetric.Fp or EstimatedMetric.Fn => false,
        >= EstimatedMetric.Mae => false,
        _ => true,
    };

    /// <summary>True for sums over rows, which grow with the window.</summary>
    public static bool IsTotal(EstimatedMetric metric) => metric is >= EstimatedMetric.Tp and <= EstimatedMetric.Positives or EstimatedMetric.BusinessValue;

    /// <summary>Where a metric stands in a list.</summary>
    /// <exception cref="ArgumentException">It is not in it.</exception>
    internal static int Place(IReadOnlyList<EstimatedMetric> metrics, EstimatedMetric metric)
    {
        for (var i = 0; i < metrics.Count; i++)
        {
            if (metrics[i] == metric)
                return i;
        }
        throw new ArgumentException($"{Name(metric)} is not among the metrics of this estimator: {string.Join(", ", metrics.Select(Name))}.", nameof(metric));
    }

    /// <summary>Smallest and largest value the metric can take in a window of this many rows.</summary>
    internal static (double Low, double High) Range(EstimatedMetric metric, int rows) => metric switch
    {
        EstimatedMetric.Gini => (-1, 1),
        EstimatedMetric.BrierMulti => (0, 2),
        EstimatedMetric.BusinessValue or EstimatedMetric.Bias => (double.NegativeInfinity, double.PositiveInfinity),
        EstimatedMetric.LogLoss or >= EstimatedMetric.Mae => (0, double.PositiveInfinity),
        >= EstimatedMetric.Tp and <= EstimatedMetric.Positives => (0, rows),
        _ => (0, 1),
    };
}
