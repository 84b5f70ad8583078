namespace Vedetta.Statistics.Estimation.Regression;

/// <summary>The loss of one row whose mean, or the root of it, is a metric.</summary>
internal enum RowLoss
{
    Absolute,
    Squared,
    Relative,
    SquaredLogarithmic,
    Signed,
}

/// <summary>Which loss a metric is the mean of, and how.</summary>
internal static class RowLosses
{
    public static RowLoss Of(EstimatedMetric metric) => metric switch
    {
        EstimatedMetric.Mae => RowLoss.Absolute,
        EstimatedMetric.Mse or EstimatedMetric.Rmse => RowLoss.Squared,
        EstimatedMetric.Mape => RowLoss.Relative,
        EstimatedMetric.Msle or EstimatedMetric.Rmsle => RowLoss.SquaredLogarithmic,
        _ => RowLoss.Signed,
    };

    public static bool IsRoot(EstimatedMetric metric) => metric is EstimatedMetric.Rmse or EstimatedMetric.Rmsle;

    /// <summary>Loss of a row; NaN where it is not defined: a label of zero for a relative error, a value of -1 or less for a logarithm.</summary>
    public static double Value(RowLoss loss, double prediction, double label) => loss switch
    {
        RowLoss.Absolute => Math.Abs(prediction - label),
        RowLoss.Squared => (prediction - label) * (prediction - label),
        RowLoss.Relative => label == 0 ? double.NaN : Math.Abs(prediction - label) / Math.Abs(label),
        RowLoss.SquaredLogarithmic => prediction <= -1 || label <= -1 ? double.NaN : Square(Math.Log(1 + prediction) - Math.Log(1 + label)),
        _ => prediction - label,
    };

    /// <summary>Losses of all rows.</summary>
    public static double[] All(RowLoss loss, PredictedRows rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(i => Value(loss, rows.Predictions[i], rows.Labels![i]))];

    private static double Square(double x) => x * x;
}
