using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>
/// Expected area under the ROC curve of rows whose labels are independent with known probabilities. With P and Q the
/// expected positives and negatives, S the expected concordance with ties as one half and v the sum of p (1 - p), the
/// chance that a row meets itself is taken out: A = (S - v / 2) / (P Q - v).
/// </summary>
internal static class RocAucExpectation
{
    public static MetricMoments Of(in BinaryRows rows, ReferenceBins? bins, bool withVariance)
    {
        var (positives, negatives, self, concordance) = (0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < rows.Count;)
        {
            var (ones, zeros) = Tie(rows, row, out var end, ref self);
            concordance += ones * (negatives + (zeros / 2));
            positives += ones;
            negatives += zeros;
            row = end;
        }
        var pairs = (positives * negatives) - self;
        if (pairs <= 0)
            return MetricMoments.Undefined;
        var top = concordance - (self / 2);
        var value = Math.Clamp(top / pairs, 0, 1);
        return withVariance ? WithVariance(rows, bins, value, pairs, positives, negatives) : new MetricMoments(value, 0, 0);
    }

    private static MetricMoments WithVariance(in BinaryRows rows, ReferenceBins? bins, double value, double pairs, double positives, double negatives)
    {
        var sum = new GradientSum(bins);
        var (negativesBelow, positivesBelow, self) = (0.0, 0.0, 0.0);
        for (var row = 0; row < rows.Count;)
        {
            var (ones, zeros) = Tie(rows, row, out var end, ref self);
            var positivesAbove = positives - positivesBelow - ones;
            var concordant = negativesBelow + (zeros / 2) - positivesAbove - (ones / 2);
            var level = (concordant - (value * (negatives - positives))) / pairs;
            var score = rows.Scores[row];
            for (; row < end; row++)
            {
                var p = rows.Probabilities[row];
                // A row of certain label has no chance; the term 1 - 2p is its own share of v.
                sum.Add(score, level - ((1 - (2 * p)) * (0.5 - value) / pairs), p);
            }
            negativesBelow += zeros;
            positivesBelow += ones;
        }
        return sum.Moments(value);
    }

    /// <summary>Expected positives and negatives of the rows tied with this one, and where they end.</summary>
    private static (double Ones, double Zeros) Tie(in BinaryRows rows, int row, out int end, ref double self)
    {
        var score = rows.Scores[row];
        var ones = 0.0;
        end = row;
        for (; end < rows.Count && rows.Scores[end] == score; end++)
        {
            var p = rows.Probabilities[end];
            ones += p;
            self += p * (1 - p);
        }
        return (ones, end - row - ones);
    }
}
