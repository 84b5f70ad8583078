using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>
/// Expected cells of the confusion matrix and every metric made of them. Their gradient with respect to the probability
/// of a row depends only on its prediction, so sums by prediction and reference bin are all that is needed.
/// </summary>
internal sealed class CellExpectation
{
    private readonly double[] _positiveRows; // predicted positive, by bin
    private readonly double[] _negativeRows;
    private readonly ReferenceBins? _bins;
    private double _positiveChance; // sum of p (1 - p) over predicted positives
    private double _negativeChance;

    private CellExpectation(ReferenceBins? bins)
    {
        _bins = bins;
        (_positiveRows, _negativeRows) = (new double[bins?.Count ?? 1], new double[bins?.Count ?? 1]);
    }

    public double Rows { get; private set; }

    public double Tp { get; private set; }

    public double Fn { get; private set; }

    public double PredictedPositive { get; private set; }

    public double PredictedNegative => Rows - PredictedPositive;

    public double Positives => Tp + Fn;

    public double Negatives => Rows - Positives;

    public double Fp => PredictedPositive - Tp;

    public double Tn => PredictedNegative - Fn;

    public static CellExpectation Of(in BinaryRows rows, ReferenceBins? bins)
    {
        var cells = new CellExpectation(bins) { Rows = rows.Count };
        var edges = bins is null ? [] : bins.Edges;
        var (bin, row) = (0, 0);
        while (row < rows.Count)
        {
            var (hits, ones, missed, chance1, chance0) = (0, 0.0, 0.0, 0.0, 0.0);
            var from = row;
            for (; row < rows.Count && (bin == edges.Length || rows.Scores[row] <= edges[bin]); row++)
            {
                var p = rows.Probabilities[row];
                if (rows.Predicted[row])
                {
                    hits++;
                    ones += p;
                    chance1 += p * (1 - p);
                }
                else
                {
                    missed += p;
                    chance0 += p * (1 - p);
                }
            }
            cells.PredictedPositive += hits;
            cells.Tp += ones;
            cells.Fn += missed;
            cells._positiveChance += chance1;
            cells._negativeChance += chance0;
            cells._positiveRows[bin] += hits;
            cells._negativeRows[bin] += row - from - hits;
            bin++;
        }
        return cells;
    }

    /// <summary>The metric; undefined where its denominator is nothing. Null for metrics not made of cells.</summary>
    public MetricMoments? Metric(EstimatedMetric metric, CellValues? values) => metric switch
    {
        EstimatedMetric.Accuracy => Moments((Tp + Tn) / Rows, 1 / Rows, -1 / Rows),
        EstimatedMetric.Precision => PredictedPositive == 0 ? MetricMoments.Undefined : Moments(Tp / PredictedPositive, 1 / PredictedPositive, 0),
        EstimatedMetric.Recall => Positives <= 0 ? MetricMoments.Undefined : Moments(Tp / Positives, Fn / (Positives * Positives), -Tp / (Positives * Positives)),
        EstimatedMetric.Specificity => Negatives <= 0 ? MetricMoments.Undefined : Moments(Tn / Negatives, Tn / (Negatives * Negatives), -Fp / (Negatives * Negatives)),
        EstimatedMetric.F1 => F1(),
        EstimatedMetric.Tp => Moments(Tp, 1, 0),
        EstimatedMetric.Fp => Moments(Fp, -1, 0),
        EstimatedMetric.Tn => Moments(Tn, 0, -1),
        EstimatedMetric.Fn => Moments(Fn, 0, 1),
        EstimatedMetric.Positives => Moments(Positives, 1, 1),
        EstimatedMetric.LabelRate => Moments(Positives / Rows, 1 / Rows, 1 / Rows),
        EstimatedMetric.BusinessValue => values is null
            ? MetricMoments.Undefined
            : Moments(
                (Tn * values.TrueNegative) + (Fp * values.FalsePositive) + (Fn * values.FalseNegative) + (Tp * values.TruePositive),
                values.TruePositive - values.FalsePositive,
                values.FalseNegative - values.TrueNegative),
        _ => null,
    };

    private MetricMoments F1()
    {
        var sum = PredictedPositive + Positives;
        return sum <= 0 ? MetricMoments.Undefined : Moments(2 * Tp / sum, 2 * (sum - Tp) / (sum * sum), -2 * Tp / (sum * sum));
    }

    /// <summary>Value with variances from its gradient where the prediction is positive and where it is negative.</summary>
    private MetricMoments Moments(double value, double positive, double negative)
    {
        var sampling = (positive * positive * _positiveChance) + (negative * negative * _negativeChance);
        var calibration = 0.0;
        for (var b = 0; _bins is not null && b < _bins.Count; b++)
        {
            var gradient = (positive * _positiveRows[b]) + (negative * _negativeRows[b]);
            calibration += gradient * gradient * _bins.Variances[b];
        }
        return new MetricMoments(value, sampling, calibration);
    }
}
