using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>
/// Coverage where the assumption of CBPE holds exactly: labels of reference and windows are drawn anew from one smooth
/// curve of the real scores of a set.
/// </summary>
internal static class ExactAssumption
{
    /// <summary>Windows, and by metric how many realized values lay inside the plain and the back-tested interval.</summary>
    internal static (int[] Windows, int[] Plain, int[] Backtested) Cover(LabelledSet set, IReadOnlyList<EstimatedMetric> metrics, int seeds)
    {
        var curve = Curve(set.Reference);
        var (early, late) = (Chances(curve, set.Reference.Scores), Chances(curve, set.Production.Scores));
        var (windows, plain, tested) = (new int[metrics.Count], new int[metrics.Count], new int[metrics.Count]);
        var options = new EstimationOptions { Method = EstimationMethod.Cbpe, Metrics = metrics, WindowRows = set.WindowRows, Calibrator = CalibratorKind.Isotonic };
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            var estimator = BinaryEstimator.Fit(new ScoredRows(set.Reference.Scores, set.Reference.Predicted, Draw(early, random)), options);
            var drawn = set with { Production = new ScoredRows(set.Production.Scores, set.Production.Predicted, Draw(late, random)) };
            foreach (var window in drawn.Windows())
            {
                var estimate = estimator.Estimate(window);
                var realized = estimator.Realized(window);
                for (int m = 0; m < metrics.Count; m++)
                {
                    if (estimate.Metrics[m] is not { Value: { } value, StandardError: { } error } || realized[m] is not { } truth) continue;
                    windows[m]++;
                    double miss = Math.Abs(value - truth);
                    if (miss <= 1.96 * error) plain[m]++;
                    if (miss <= Math.Max(1.96, estimator.Reference[m].Factor ?? 0) * error) tested[m]++;
                }
            }
        }

        return (windows, plain, tested);
    }

    // A beta curve is smooth, and near the real one of every set.
    private static ICalibrator Curve(ScoredRows rows)
    {
        var (scores, labels) = ((double[])rows.Scores.Clone(), (double[])rows.Labels!.Clone());
        Array.Sort(scores, labels);
        return Calibrators.Fit(CalibratorKind.Beta, scores, labels);
    }

    private static double[] Chances(ICalibrator curve, double[] scores)
    {
        var (sorted, places) = ((double[])scores.Clone(), Enumerable.Range(0, scores.Length).ToArray());
        Array.Sort(sorted, places);
        var (chances, ordered) = (new double[scores.Length], new double[scores.Length]);
        curve.Calibrate(sorted, ordered);
        for (int i = 0; i < places.Length; i++) chances[places[i]] = ordered[i];
        return chances;
    }

    private static double[] Draw(double[] chances, Random random) => Array.ConvertAll(chances, p => random.NextDouble() < p ? 1.0 : 0);
}
