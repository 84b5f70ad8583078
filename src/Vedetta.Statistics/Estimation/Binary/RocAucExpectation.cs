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
        var area = Area(rows);
        if (!withVariance || !double.IsFinite(area.Value))
            return new MetricMoments(area.Value, 0, 0);
        var sum = new GradientSum(bins);
        Visit(rows, area, ref sum, []);
        return sum.Moments(area.Value);
    }

    /// <summary>The area, and its gradient with respect to each row's probability where there is room for it.</summary>
    public static double Gradient(in BinaryRows rows, Span<double> gradient)
    {
        var area = Area(rows);
        if (!gradient.IsEmpty && double.IsFinite(area.Value))
        {
            var unused = new GradientSum(null);
            Visit(rows, area, ref unused, gradient);
        }
        return area.Value;
    }

    private static (double Value, double Pairs, double Positives, double Negatives) Area(in BinaryRows rows)
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
        return (pairs > 0 ? Math.Clamp((concordance - (self / 2)) / pairs, 0, 1) : double.NaN, pairs, positives, negatives);
    }

    private static void Visit(in BinaryRows rows, (double Value, double Pairs, double Positives, double Negatives) area, ref GradientSum sum, Span<double> gradients)
    {
        var (value, pairs, positives, negatives) = area;
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
                // The term 1 - 2p is the row's own share of v.
                var gradient = level - ((1 - (2 * p)) * (0.5 - value) / pairs);
                if (!gradients.IsEmpty)
                    gradients[row] = gradient;
                sum.Add(score, gradient, p);
            }
            negativesBelow += zeros;
            positivesBelow += ones;
        }
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
