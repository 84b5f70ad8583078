using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Binary;

/// <summary>Area under the ROC curve with its variances.</summary>
/// <param name="Value">P(score of a positive &gt; score of a negative) + half of P(equal).</param>
/// <param name="DeLong">Variance by DeLong, DeLong and Clarke-Pearson (1988); 0 for one row of a class.</param>
/// <param name="HanleyMcNeil">Variance by Hanley and McNeil (1982).</param>
/// <param name="Positives">Effective positive rows.</param>
/// <param name="Negatives">Effective negative rows.</param>
public sealed record RocAuc(double Value, double DeLong, double HanleyMcNeil, double Positives, double Negatives)
{
    /// <summary>From so many rows of each class DeLong's variance stands alone.</summary>
    public const int Plenty = 100;

    /// <summary>Below so many rows of a class there is no honest interval.</summary>
    public const int Fewest = 5;

    /// <summary>
    /// The area in one pass over sorted scores, the variance in a second (mid-ranks, as Sun and Xu 2014, without ranks:
    /// the groups of equal scores are the ranks); null when a class is missing. Weights give the weighted area
    /// sum w_i w_j psi_ij / sum w_i w_j.
    /// </summary>
    public static RocAuc? Of(BinaryScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!scores.HasBothClasses)
            return null;
        var positive = scores.Positive;
        var negative = scores.Negative;
        var (p, n) = (scores.Positives, scores.Negatives);
        var (below, area) = (0.0, 0.0);
        for (var g = 0; g < positive.Length; g++)
        {
            area += positive[g] * (below + (0.5 * negative[g]));
            below += negative[g];
        }
        area /= p * n;

        var positiveSquares = scores.PositiveSquares;
        var negativeSquares = scores.NegativeSquares;
        var (negativeBelow, positiveBelow, first, second) = (0.0, 0.0, 0.0, 0.0);
        for (var g = 0; g < positive.Length; g++)
        {
            var ofPositive = ((negativeBelow + (0.5 * negative[g])) / n) - area;
            var ofNegative = ((p - positiveBelow - (0.5 * positive[g])) / p) - area;
            first += positiveSquares[g] * ofPositive * ofPositive;
            second += negativeSquares[g] * ofNegative * ofNegative;
            negativeBelow += negative[g];
            positiveBelow += positive[g];
        }
        var (m, k) = (scores.EffectivePositives, scores.EffectiveNegatives);
        var variance = (m > 1 ? first / (p * p) * m / (m - 1) : 0) + (k > 1 ? second / (n * n) * k / (k - 1) : 0);
        return new RocAuc(area, variance, HanleyMcNeilVariance(area, m, k), m, k);
    }

    /// <summary>Variance by Hanley and McNeil (1982), which assumes the shape of exponential scores.</summary>
    public static double HanleyMcNeilVariance(double area, double positives, double negatives)
    {
        var q1 = area / (2 - area);
        var q2 = 2 * area * area / (1 + area);
        return Math.Max(0, ((area * (1 - area)) + ((positives - 1) * (q1 - (area * area))) + ((negatives - 1) * (q2 - (area * area)))) / (positives * negatives));
    }

    /// <summary>The plain interval value plus and minus z standard errors (DeLong); shown for comparison, it covers too little near 1.</summary>
    public Interval Wald(double confidence = 0.95)
    {
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * Math.Sqrt(DeLong);
        return new Interval(Value - half, Value + half);
    }

    /// <summary>Interval on the logit scale with DeLong's variance.</summary>
    public Interval Logit(double confidence = 0.95) => Logit(DeLong, confidence);

    /// <summary>
    /// The area with the interval that covers: on the logit scale, by DeLong's variance from 100 rows of each class and
    /// by the larger of DeLong's and Hanley and McNeil's below (which is conservative); none below 5 of a class.
    /// </summary>
    public MetricValue Measure(double confidence = 0.95)
    {
        var fewest = Math.Min(Positives, Negatives);
        if (fewest < Fewest)
            return new MetricValue(Value, null, Positives + Negatives, Reasons.FewOfAClass);
        var variance = fewest >= Plenty ? DeLong : Math.Max(DeLong, HanleyMcNeil);
        return new MetricValue(Value, Logit(variance, confidence), Positives + Negatives, fewest < 10 ? Reasons.FewForVerdict : null);
    }

    private Interval Logit(double variance, double confidence)
    {
        // Perfect separation of few rows is no certainty: the point is kept half a pair away from 0 and 1.
        var least = Math.Min(0.5, 0.5 / (Positives * Negatives));
        return LogitScale.Interval(Math.Clamp(Value, least, 1 - least), variance, confidence);
    }
}
