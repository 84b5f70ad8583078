using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Binary;

/// <summary>Means over rows of a function of score and label: log loss, Brier score, mean score.</summary>
public static class ProbabilityErrors
{
    // Below this a probability is taken for it: the logarithm of zero would make one row outweigh all others.
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>Mean of -ln p(what happened); scores must be probabilities.</summary>
    public static MetricValue LogLoss(BinaryScores scores, double confidence = 0.95) =>
        OfClasses(scores, static (score, positive) => -Math.Log(Math.Max(Smallest, positive ? score : 1 - score)), confidence);

    /// <summary>Mean of (score - label)^2; scores must be probabilities.</summary>
    public static MetricValue Brier(BinaryScores scores, double confidence = 0.95) =>
        OfClasses(scores, static (score, positive) => positive ? (1 - score) * (1 - score) : score * score, confidence);

    /// <summary>Mean of the score, with the interval of a skewed mean (Hall 1992).</summary>
    public static MetricValue MeanScore(BinaryScores scores, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(scores.Total > 0))
            return MetricValue.None(Reasons.NoRows);
        var mean = Mean(scores, static (score, _) => score, scores.Positive, scores.Negative);
        if (double.IsInfinity(mean) || double.IsNaN(mean))
            return MetricValue.None("a score is infinite", scores.Effective);
        var (second, third, fourth) = (0.0, 0.0, 0.0);
        for (var g = 0; g < scores.Groups; g++)
        {
            var d = scores.Scores[g] - mean;
            var w = scores.Positive[g] + scores.Negative[g];
            second += w * d * d;
            third += w * d * d * d;
            fourth += w * d * d * d * d;
        }
        return SkewedMean.Of(mean, second / scores.Total, third / scores.Total, fourth / scores.Total, scores.Effective, confidence);
    }

    /// <summary>
    /// Mean loss r L1 + (1 - r) L0 over the rate r of positives and the classes' mean losses. The limits come from those
    /// of the three parts (MOVER, Zou and Donner 2008): Wilson's for r, so that a few positives with large losses count
    /// as what they are, and those of a skewed mean (Hall 1992) for L1 and L0. No interval below 5 rows of a class.
    /// </summary>
    private static MetricValue OfClasses(BinaryScores scores, Func<double, bool, double> loss, double confidence)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(scores.Total > 0))
            return MetricValue.None(Reasons.NoRows);
        if (!scores.AreProbabilities)
            return MetricValue.None(Reasons.NotProbabilities, scores.Effective);
        var value = Mean(scores, loss, scores.Positive, scores.Negative);
        var (m, n) = (scores.EffectivePositives, scores.EffectiveNegatives);
        if (Math.Min(m, n) < RocAuc.Fewest)
            return new MetricValue(value, null, scores.Effective, Reasons.FewOfAClass);
        var rate = scores.Positives / scores.Total;
        var ofRate = Proportion.ModifiedWilson(rate * scores.Effective, scores.Effective, confidence);
        var positive = OfClass(scores, loss, isPositive: true, m, confidence);
        var negative = OfClass(scores, loss, isPositive: false, n, confidence);
        // The rate moves the mean by (L1 - L0) per unit, so its lower limit is on the side of that sign.
        var slope = positive.Mean - negative.Mean;
        var down = slope >= 0 ? slope * (rate - ofRate.Low) : -slope * (ofRate.High - rate);
        var up = slope >= 0 ? slope * (ofRate.High - rate) : -slope * (rate - ofRate.Low);
        down = Math.Sqrt((down * down) + Square(rate * positive.Down) + Square((1 - rate) * negative.Down));
        up = Math.Sqrt((up * up) + Square(rate * positive.Up) + Square((1 - rate) * negative.Up));
        return new MetricValue(value, new Interval(Math.Max(0, value - down), value + up), scores.Effective);
    }

    private static (double Mean, double Down, double Up) OfClass(BinaryScores scores, Func<double, bool, double> loss, bool isPositive, double rows, double confidence)
    {
        var weights = isPositive ? scores.Positive : scores.Negative;
        var total = isPositive ? scores.Positives : scores.Negatives;
        var losses = new double[weights.Length];
        var sum = 0.0;
        for (var g = 0; g < weights.Length; g++)
        {
            if (!(weights[g] > 0))
                continue;
            losses[g] = loss(scores.Scores[g], isPositive);
            sum += weights[g] * losses[g];
        }
        var (mean, second, third, fourth) = (sum / total, 0.0, 0.0, 0.0);
        for (var g = 0; g < weights.Length; g++)
        {
            var d = losses[g] - mean;
            second += weights[g] * d * d;
            third += weights[g] * d * d * d;
            fourth += weights[g] * d * d * d * d;
        }
        var interval = SkewedMean.Of(mean, second / total, third / total, fourth / total, rows, confidence).Interval!.Value;
        return (mean, mean - interval.Low, interval.High - mean);
    }

    private static double Mean(BinaryScores scores, Func<double, bool, double> value, ReadOnlySpan<double> positive, ReadOnlySpan<double> negative)
    {
        var sum = 0.0;
        for (var g = 0; g < scores.Groups; g++)
        {
            if (positive[g] > 0)
                sum += positive[g] * value(scores.Scores[g], true);
            if (negative[g] > 0)
                sum += negative[g] * value(scores.Scores[g], false);
        }
        return sum / scores.Total;
    }

    private static double Square(double x) => x * x;
}
