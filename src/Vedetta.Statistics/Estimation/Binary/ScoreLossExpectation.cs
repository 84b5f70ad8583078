using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Expected log loss and Brier score of the raw score, which must be a probability.</summary>
internal static class ScoreLossExpectation
{
    private const double Floor = 1e-15; // as scikit-learn clips: a certain score that is wrong costs 34.5, not infinity

    public static MetricMoments Of(in BinaryRows rows, ReferenceBins? bins, bool logarithmic)
    {
        if (rows.Scores[0] < 0 || rows.Scores[^1] > 1)
            return MetricMoments.Undefined;
        var sum = new GradientSum(bins);
        var total = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var (score, p) = (rows.Scores[row], rows.Probabilities[row]);
            var (one, zero) = logarithmic
                ? (-Math.Log(Math.Max(score, Floor)), -Math.Log(Math.Max(1 - score, Floor)))
                : ((1 - score) * (1 - score), score * score);
            total += (p * one) + ((1 - p) * zero);
            sum.Add(score, (one - zero) / rows.Count, p);
        }
        return sum.Moments(total / rows.Count);
    }
}
