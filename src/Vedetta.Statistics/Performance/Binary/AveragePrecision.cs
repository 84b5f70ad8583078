using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Binary;

/// <summary>Area under the precision-recall curve, step-wise: the mean precision at the positive rows, equal scores taken together.</summary>
public static class AveragePrecision
{
    /// <summary>
    /// The value with an interval on the logit scale. Its variance is the larger of the linearised one (influence of each
    /// row on the functional) and v (1 - v) / positives (Boyd, Eng and Page 2013), with t's quantile by the positives; none below 5 rows of a class.
    /// </summary>
    public static MetricValue Of(BinaryScores scores, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(scores.Positives > 0))
            return MetricValue.None(scores.Total > 0 ? "no row is labelled positive" : Reasons.NoRows, scores.Effective);
        var value = Value(scores);
        if (Math.Min(scores.EffectivePositives, scores.EffectiveNegatives) < RocAuc.Fewest)
            return new MetricValue(value, null, scores.Effective, Reasons.FewOfAClass);
        var least = 0.5 / (scores.EffectivePositives + scores.EffectiveNegatives);
        var inside = Math.Clamp(value, least, 1 - least);
        var variance = Math.Max(Linearised(scores, value), inside * (1 - inside) / scores.EffectivePositives);
        return new MetricValue(value, LogitScale.Interval(inside, variance, confidence, scores.EffectivePositives - 1), scores.Effective,
            scores.EffectivePositives < 10 ? Reasons.FewForVerdict : null);
    }

    private static double Value(BinaryScores scores)
    {
        var (tp, all, sum) = (0.0, 0.0, 0.0);
        for (var g = scores.Groups - 1; g >= 0; g--)
        {
            tp += scores.Positive[g];
            all += scores.Positive[g] + scores.Negative[g];
            if (scores.Positive[g] > 0)
                sum += scores.Positive[g] * (tp / all);
        }
        return sum / scores.Positives;
    }

    /// <summary>
    /// Variance from the influence of a row at score s: a positive adds its own precision less the value, and both kinds
    /// move the precision at every positive of score t up to s, by B(t) / (A + B)^2 and -A(t) / (A + B)^2, where A and B
    /// are the weights of positives and negatives from t up.
    /// </summary>
    private static double Linearised(BinaryScores scores, double value)
    {
        var (above, aboveNegative) = (scores.Positives, scores.Negatives);
        var (gain, loss, variance) = (0.0, 0.0, 0.0);
        for (var g = 0; g < scores.Groups; g++)
        {
            var (p, n) = (scores.Positive[g], scores.Negative[g]);
            var all = above + aboveNegative;
            gain += p * aboveNegative / (all * all);
            loss += p * above / (all * all);
            var ofPositive = (above / all) - value + gain;
            variance += (scores.PositiveSquares[g] * ofPositive * ofPositive) + (scores.NegativeSquares[g] * loss * loss);
            above = Math.Max(0, above - p);
            aboveNegative = Math.Max(0, aboveNegative - n);
        }
        return variance / (scores.Positives * scores.Positives);
    }
}
