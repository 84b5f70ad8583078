using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Binary;

/// <summary>
/// Largest distance of the two classes' score distributions. The observed maximum is above the true one on average, so
/// the limits differ: below by the one-sided Kolmogorov band, which holds at every threshold at once; above by the
/// binomial errors of the two rates at the maximum. Both sides are safe: the interval is conservative.
/// </summary>
public static class KsScore
{
    /// <summary>The distance with its conservative interval; none below 5 rows of a class.</summary>
    public static MetricValue Of(BinaryScores scores, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!scores.HasBothClasses)
            return MetricValue.None(scores.Total > 0 ? Reasons.OneClass : Reasons.NoRows, scores.Effective);
        var (distance, negativeShare, positiveShare) = Largest(scores);
        var (m, n) = (scores.EffectivePositives, scores.EffectiveNegatives);
        if (Math.Min(m, n) < RocAuc.Fewest)
            return new MetricValue(distance, null, scores.Effective, Reasons.FewOfAClass);
        var tail = (1 - confidence) / 2;
        var band = Math.Sqrt(-Math.Log(tail) / 2 * ((1 / m) + (1 / n)));
        var above = Proportion.Newcombe(negativeShare * n, n, positiveShare * m, m, confidence);
        var below = Proportion.Newcombe(positiveShare * m, m, negativeShare * n, n, confidence);
        var high = Math.Max(above.High, below.High);
        return new MetricValue(distance, new Interval(Math.Max(0, distance - band), Math.Min(1, high)), scores.Effective, "conservative interval");
    }

    // The largest distance, and the shares of negatives and of positives up to its place.
    internal static (double Distance, double Negative, double Positive) Largest(BinaryScores scores)
    {
        var (p, n) = (scores.Positives, scores.Negatives);
        var (positive, negative) = (0.0, 0.0);
        var best = (Distance: 0.0, Negative: 0.0, Positive: 0.0);
        for (var g = 0; g < scores.Groups; g++)
        {
            positive += scores.Positive[g];
            negative += scores.Negative[g];
            var distance = Math.Abs((negative / n) - (positive / p));
            if (distance > best.Distance)
                best = (distance, Math.Min(1, negative / n), Math.Min(1, positive / p));
        }
        return best;
    }
}
