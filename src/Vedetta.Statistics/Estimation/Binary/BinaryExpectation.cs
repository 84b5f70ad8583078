using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Expected metrics of one window. With labels for probabilities these are the realized metrics.</summary>
internal static class BinaryExpectation
{
    /// <summary>Values and variances of the metrics.</summary>
    /// <param name="rows">The rows, sorted by score; at least one.</param>
    /// <param name="bins">Bins of the reference for the variance of calibration; null for none.</param>
    /// <param name="metrics">What to compute.</param>
    /// <param name="values">Values of the cells for the business value.</param>
    /// <param name="withVariance">Whether variances are wanted.</param>
    /// <param name="cells">The expected cells.</param>
    public static MetricMoments[] Of(in BinaryRows rows, ReferenceBins? bins, IReadOnlyList<EstimatedMetric> metrics, CellValues? values, bool withVariance, out CellExpectation cells)
    {
        cells = CellExpectation.Of(rows, bins);
        var results = new MetricMoments[metrics.Count];
        MetricMoments? area = null;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = cells.Metric(metrics[i], values) ?? metrics[i] switch
            {
                EstimatedMetric.AveragePrecision => AveragePrecisionExpectation.Of(rows, bins, withVariance),
                EstimatedMetric.LogLoss => ScoreLossExpectation.Of(rows, bins, logarithmic: true),
                EstimatedMetric.Brier => ScoreLossExpectation.Of(rows, bins, logarithmic: false),
                EstimatedMetric.RocAuc => area ??= RocAucExpectation.Of(rows, bins, withVariance),
                _ => Doubled(area ??= RocAucExpectation.Of(rows, bins, withVariance)),
            };
        }
        return results;
    }

    private static MetricMoments Doubled(MetricMoments area) => new((2 * area.Value) - 1, 4 * area.Sampling, 4 * area.Calibration);
}
