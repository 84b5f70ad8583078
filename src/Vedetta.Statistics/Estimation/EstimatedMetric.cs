namespace Vedetta.Statistics.Estimation;

/// <summary>Metrics that can be estimated without labels; names are those of the contract, see <see cref="EstimatedMetrics"/>.</summary>
public enum EstimatedMetric
{
    /// <summary>Area under the ROC curve.</summary>
    RocAuc,

    /// <summary>2 AUC - 1.</summary>
    Gini,

    /// <summary>Average precision, step by step over distinct scores.</summary>
    AveragePrecision,

    /// <summary>Share of right predictions.</summary>
    Accuracy,

    /// <summary>Share of positives among predicted positives.</summary>
    Precision,

    /// <summary>Share of positives that are predicted.</summary>
    Recall,

    /// <summary>Share of negatives that are predicted.</summary>
    Specificity,

    /// <summary>Harmonic mean of precision and recall.</summary>
    F1,

    /// <summary>Mean negative log-likelihood of the raw scores.</summary>
    LogLoss,

    /// <summary>Mean squared difference of raw score and label.</summary>
    Brier,

    /// <summary>Number of true positives.</summary>
    Tp,

    /// <summary>Number of false positives.</summary>
    Fp,

    /// <summary>Number of true negatives.</summary>
    Tn,

    /// <summary>Number of false negatives.</summary>
    Fn,

    /// <summary>Number of positives.</summary>
    Positives,

    /// <summary>Share of positives.</summary>
    LabelRate,

    /// <summary>Sum over rows of the value of their cell of the confusion matrix.</summary>
    BusinessValue,

    /// <summary>Mean over classes of precision.</summary>
    PrecisionMacro,

    /// <summary>Mean over classes of recall.</summary>
    RecallMacro,

    /// <summary>Mean over classes of F1.</summary>
    F1Macro,

    /// <summary>Mean over classes of F1, weighted by their rows.</summary>
    F1Weighted,

    /// <summary>Mean over classes of the area under the ROC curve of each against the rest.</summary>
    RocAucOvrMacro,

    /// <summary>Mean over rows of the summed squared differences of raw scores and label.</summary>
    BrierMulti,

    /// <summary>Mean absolute error.</summary>
    Mae,

    /// <summary>Mean squared error.</summary>
    Mse,

    /// <summary>Root of the mean squared error.</summary>
    Rmse,

    /// <summary>Mean absolute error relative to the label.</summary>
    Mape,

    /// <summary>Mean squared difference of log(1 + value).</summary>
    Msle,

    /// <summary>Root of <see cref="Msle"/>.</summary>
    Rmsle,

    /// <summary>Mean of prediction less label.</summary>
    Bias,
}
