using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Backtest;

/// <summary>Estimates windows of the labelled reference as if their labels were not known, and compares with the labels.</summary>
internal static class BinaryBacktest
{
    /// <summary>A factor for each metric.</summary>
    public static ConformalFactor[] Factors(ScoredRows reference, LabelledScores sorted, CalibratorKind kind, IReadOnlyList<EstimatedMetric> metrics, EstimationOptions options)
    {
        var plan = BacktestPlan.Of(reference.Count, options.WindowRows);
        if (!options.Backtest || plan.Windows < ConformalFactor.FewestWindows)
            return [.. metrics.Select(_ => new ConformalFactor(null, options.Backtest ? plan.Windows : 0))];
        var ratios = new double[plan.Windows][];
        Parallel.For(0, plan.Folds, fold =>
        {
            var (from, to) = plan.FoldRows(fold);
            var calibration = ScoreCalibration.Fit(kind, sorted.Without(from, to));
            for (var window = plan.FirstWindow(fold); window < plan.FirstWindow(fold + 1); window++)
                ratios[window] = Ratios(LabelledScores.Of(reference, window * plan.WindowRows, plan.WindowRows), calibration, metrics, options);
        });
        return [.. metrics.Select((_, i) => ConformalFactor.Of(ratios.Select(r => r[i]), options.Confidence))];
    }

    private static double[] Ratios(LabelledScores window, ScoreCalibration calibration, IReadOnlyList<EstimatedMetric> metrics, EstimationOptions options)
    {
        var rows = new BinaryRows(window.Scores, calibration.Probabilities(window.Scores), window.Predicted);
        var estimated = BinaryExpectation.Of(rows, calibration.Bins, metrics, options.CellValues, withVariance: true, out _);
        var realized = BinaryExpectation.Of(window.Realized(), null, metrics, options.CellValues, withVariance: false, out _);
        var ratios = new double[metrics.Count];
        for (var i = 0; i < ratios.Length; i++)
            ratios[i] = estimated[i].Variance > 0 ? Math.Abs(realized[i].Value - estimated[i].Value) / Math.Sqrt(estimated[i].Variance) : double.NaN;
        return ratios;
    }
}
