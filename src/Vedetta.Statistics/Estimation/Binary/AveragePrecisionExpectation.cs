using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>
/// Expected average precision: sum over distinct scores from the highest of (increase of recall) x precision. A row's
/// own label is in both factors, so each tie adds its sum of p (1 - p) to the product of its means.
/// </summary>
internal static class AveragePrecisionExpectation
{
    public static MetricMoments Of(in BinaryRows rows, ReferenceBins? bins, bool withVariance)
    {
        var (positives, top) = (0.0, 0.0);
        for (var end = rows.Count; end > 0;)
        {
            var from = Tie(rows, end, out var ones, out var self);
            positives += ones;
            top += ((ones * positives) + self) / (rows.Count - from);
            end = from;
        }
        if (positives <= 0)
            return MetricMoments.Undefined;
        var value = Math.Clamp(top / positives, 0, 1);
        return withVariance ? WithVariance(rows, bins, value, positives) : new MetricMoments(value, 0, 0);
    }

    private static MetricMoments WithVariance(in BinaryRows rows, ReferenceBins? bins, double value, double positives)
    {
        var sum = new GradientSum(bins);
        var (upTo, below) = (positives, 0.0); // positives at or above the tie; sum of ones / rank over ties below it
        for (var row = 0; row < rows.Count;)
        {
            var end = row;
            var ones = 0.0;
            for (; end < rows.Count && rows.Scores[end] == rows.Scores[row]; end++)
                ones += rows.Probabilities[end];
            var rank = rows.Count - row;
            below += ones / rank;
            var level = (upTo / rank) + below - value;
            var score = rows.Scores[row];
            for (; row < end; row++)
            {
                var p = rows.Probabilities[row];
                sum.Add(score, (level + ((1 - (2 * p)) / rank)) / positives, p);
            }
            upTo -= ones;
        }
        return sum.Moments(value);
    }

    private static int Tie(in BinaryRows rows, int end, out double ones, out double self)
    {
        (ones, self) = (0, 0);
        var score = rows.Scores[end - 1];
        var from = end;
        for (; from > 0 && rows.Scores[from - 1] == score; from--)
        {
            var p = rows.Probabilities[from - 1];
            ones += p;
            self += p * (1 - p);
        }
        return from;
    }
}
