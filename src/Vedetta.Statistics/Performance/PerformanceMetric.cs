namespace Vedetta.Statistics.Performance;

/// <summary>Metrics of quality. Names in files and answers are the snake_case of these, see <see cref="PerformanceMetrics"/>.</summary>
public enum PerformanceMetric
{
    /// <summary>Area under the ROC curve.</summary>
    RocAuc,

    /// <summary>Twice the area under the ROC curve less one.</summary>
    Gini,

    /// <summary>Largest difference of true and false positive rate over all thresholds.</summary>
    KsScore,

    /// <summary>Area under the precision-recall curve, step-wise.</summary>
    AveragePrecision,

    /// <summary>Share of right predictions.</summary>
    Accuracy,

    /// <summary>Share of positives among rows predicted positive.</summary>
    Precision,

    /// <summary>Share of positives that were predicted positive.</summary>
    Recall,

    /// <summary>Share of negatives that were predicted negative.</summary>
    Specificity,

    /// <summary>Harmonic mean of precision and recall.</summary>
    F1,

    /// <summary>Mean negative logarithm of the probability given to what happened.</summary>
    LogLoss,

    /// <summary>Mean squared error of the probability.</summary>
    Brier,

    /// <summary>Expected calibration error over ten bins of equal width.</summary>
    Ece,

    /// <summary>Largest calibration error among ten bins of equal width.</summary>
    Mce,

    /// <summary>Slope of the logistic recalibration; 1 is right, below 1 the scores are too extreme.</summary>
    CalibrationSlope,

    /// <summary>Intercept of the logistic recalibration with a free slope.</summary>
    CalibrationIntercept,

    /// <summary>Intercept of the logistic recalibration with slope 1; above 0 the scores are too low.</summary>
    CalibrationInTheLarge,

    /// <summary>True positives.</summary>
    Tp,

    /// <summary>False positives.</summary>
    Fp,

    /// <summary>True negatives.</summary>
    Tn,

    /// <summary>False negatives.</summary>
    Fn,

    /// <summary>Rows labelled positive.</summary>
    Positives,

    /// <summary>Share of rows labelled positive.</summary>
    LabelRate,

    /// <summary>Mean of the score.</summary>
    MeanScore,

    /// <summary>Share of rows predicted positive.</summary>
    PredictionRate,

    /// <summary>Unweighted mean of the classes' precision.</summary>
    PrecisionMacro,

    /// <summary>Unweighted mean of the classes' recall.</summary>
    RecallMacro,

    /// <summary>Unweighted mean of the classes' F1.</summary>
    F1Macro,

    /// <summary>Precision of all decisions together; equals accuracy with one class per row.</summary>
    PrecisionMicro,

    /// <summary>Recall of all decisions together; equals accuracy with one class per row.</summary>
    RecallMicro,

    /// <summary>F1 of all decisions together; equals accuracy with one class per row.</summary>
    F1Micro,

    /// <summary>Mean of the classes' precision, weighted by the classes' rows.</summary>
    PrecisionWeighted,

    /// <summary>Mean of the classes' recall, weighted by the classes' rows; equals accuracy.</summary>
    RecallWeighted,

    /// <summary>Mean of the classes' F1, weighted by the classes' rows.</summary>
    F1Weighted,

    /// <summary>Unweighted mean of the classes' area under the ROC curve, each against the rest.</summary>
    RocAucOvrMacro,

    /// <summary>The same weighted by the classes' rows.</summary>
    RocAucOvrWeighted,

    /// <summary>Mean over rows of the summed squared errors of the probabilities.</summary>
    BrierMulti,

    /// <summary>Mean absolute error.</summary>
    Mae,

    /// <summary>Mean squared error.</summary>
    Mse,

    /// <summary>Root of the mean squared error.</summary>
    Rmse,

    /// <summary>Mean absolute error relative to the label, over rows whose label is not zero.</summary>
    Mape,

    /// <summary>Mean squared difference of log(1 + value).</summary>
    Msle,

    /// <summary>Root of <see cref="Msle"/>.</summary>
    Rmsle,

    /// <summary>Share of the labels' variance that the predictions explain.</summary>
    R2,

    /// <summary>Median absolute error.</summary>
    MedianAe,

    /// <summary>Mean of prediction less label.</summary>
    Bias,

    /// <summary>5 % quantile of prediction less label.</summary>
    ErrorQ05,

    /// <summary>25 % quantile of prediction less label.</summary>
    ErrorQ25,

    /// <summary>Median of prediction less label.</summary>
    ErrorQ50,

    /// <summary>75 % quantile of prediction less label.</summary>
    ErrorQ75,

    /// <summary>95 % quantile of prediction less label.</summary>
    ErrorQ95,
}
