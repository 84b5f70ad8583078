using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Performance.Calibration;

/// <summary>Logistic recalibration logit P(positive) = intercept + slope logit(score) by maximum likelihood (Cox 1958).</summary>
/// <param name="Slope">1 is right; below 1 the scores are too extreme.</param>
/// <param name="Intercept">0 is right, given slope 1.</param>
/// <param name="SlopeError">Standard error of the slope.</param>
/// <param name="InterceptError">Standard error of the intercept.</param>
public sealed record Recalibration(double Slope, double Intercept, double SlopeError, double InterceptError)
{
    // A score of exactly 0 or 1 has no logit; it is read as this far from it.
    private const double Edge = 1e-6;
    private const int Steps = 60;

    /// <summary>
    /// Fits both; null when a class is missing, scores are no probabilities or all alike, or the classes are perfectly
    /// separated (the slope is then infinite).
    /// </summary>
    public static Recalibration? Fit(BinaryScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!scores.HasBothClasses || !scores.AreProbabilities || scores.Groups < 2)
            return null;
        var logits = Logits(scores);
        var (a, b) = (0.0, 1.0);
        for (var step = 0; step < Steps; step++)
        {
            var sums = Sums(scores, logits, a, b);
            var determinant = (sums.H00 * sums.H11) - (sums.H01 * sums.H01);
            if (!(determinant > 1e-14 * sums.H00 * sums.H11) || !(Math.Abs(b) < 1e4))
                return null;
            var da = ((sums.H11 * sums.G0) - (sums.H01 * sums.G1)) / determinant;
            var db = ((sums.H00 * sums.G1) - (sums.H01 * sums.G0)) / determinant;
            // Steps are held back far from the maximum, where Newton's would leave it.
            var shrink = Math.Min(1, 3 / Math.Max(Math.Abs(da), Math.Abs(db)));
            (a, b) = (a + (shrink * da), b + (shrink * db));
            if (Math.Abs(da) < 1e-11 && Math.Abs(db) < 1e-11)
                return Finish(a, b, Sums(scores, logits, a, b));
        }
        return null;
    }

    /// <summary>
    /// Calibration in the large: the intercept with slope fixed at 1, with its Wald interval. None below 5 rows of a class.
    /// </summary>
    public static MetricValue InTheLarge(BinaryScores scores, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (Refusal(scores) is { } reason)
            return MetricValue.None(reason, scores.Effective);
        var logits = Logits(scores);
        var a = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var sums = Sums(scores, logits, a, 1);
            if (!(sums.H00 > 0))
                return MetricValue.None("every score is 0 or 1", scores.Effective);
            var change = sums.G0 / sums.H00;
            a += Math.Clamp(change, -3, 3);
            if (Math.Abs(change) < 1e-12)
                break;
        }
        var last = Sums(scores, logits, a, 1);
        return Wald(scores, a, Math.Sqrt(last.B00) / last.H00, confidence);
    }

    /// <summary>The slope with its Wald interval; none below 5 rows of a class.</summary>
    public static MetricValue SlopeOf(BinaryScores scores, double confidence = 0.95) => SlopeOf(scores, () => Fit(scores), confidence);

    /// <summary>The intercept with its Wald interval; none below 5 rows of a class.</summary>
    public static MetricValue InterceptOf(BinaryScores scores, double confidence = 0.95) => InterceptOf(scores, () => Fit(scores), confidence);

    internal static MetricValue SlopeOf(BinaryScores scores, Func<Recalibration?> fit, double confidence) => Part(scores, fit, f => (f.Slope, f.SlopeError), confidence);

    internal static MetricValue InterceptOf(BinaryScores scores, Func<Recalibration?> fit, double confidence) => Part(scores, fit, f => (f.Intercept, f.InterceptError), confidence);

    private static MetricValue Part(BinaryScores scores, Func<Recalibration?> fitted, Func<Recalibration, (double, double)> part, double confidence)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (Refusal(scores) is { } reason)
            return MetricValue.None(reason, scores.Effective);
        if (fitted() is not { } fit)
            return MetricValue.None("the scores are all alike or separate the classes perfectly", scores.Effective);
        var (value, error) = part(fit);
        return Wald(scores, value, error, confidence);
    }

    private static string? Refusal(BinaryScores scores) =>
        !(scores.Total > 0) ? Reasons.NoRows : !scores.AreProbabilities ? Reasons.NotProbabilities : !scores.HasBothClasses ? Reasons.OneClass : null;

    private static MetricValue Wald(BinaryScores scores, double value, double error, double confidence)
    {
        if (Math.Min(scores.EffectivePositives, scores.EffectiveNegatives) < RocAuc.Fewest)
            return new MetricValue(value, null, scores.Effective, Reasons.FewOfAClass);
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * error;
        return new MetricValue(value, new Interval(value - half, value + half), scores.Effective);
    }

    private static Recalibration Finish(double a, double b, in Sum s)
    {
        // Inverse of H on both sides of B: equal to the inverse of H without weights, right with them.
        var determinant = (s.H00 * s.H11) - (s.H01 * s.H01);
        var (i00, i01, i11) = (s.H11 / determinant, -s.H01 / determinant, s.H00 / determinant);
        var intercept = (i00 * i00 * s.B00) + (2 * i00 * i01 * s.B01) + (i01 * i01 * s.B11);
        var slope = (i01 * i01 * s.B00) + (2 * i01 * i11 * s.B01) + (i11 * i11 * s.B11);
        return new Recalibration(b, a, Math.Sqrt(slope), Math.Sqrt(intercept));
    }

    private static double[] Logits(BinaryScores scores)
    {
        var logits = new double[scores.Groups];
        for (var g = 0; g < logits.Length; g++)
        {
            var p = Math.Clamp(scores.Scores[g], Edge, 1 - Edge);
            logits[g] = Math.Log(p / (1 - p));
        }
        return logits;
    }

    private static Sum Sums(BinaryScores scores, double[] logits, double a, double b)
    {
        var s = default(Sum);
        for (var g = 0; g < scores.Groups; g++)
        {
            var x = logits[g];
            var q = LogitScale.Logistic(a + (b * x));
            var weight = scores.Positive[g] + scores.Negative[g];
            var gradient = scores.Positive[g] - (weight * q);
            var curvature = weight * q * (1 - q);
            var spread = (scores.PositiveSquares[g] + scores.NegativeSquares[g]) * q * (1 - q);
            s.G0 += gradient;
            s.G1 += gradient * x;
            s.H00 += curvature;
            s.H01 += curvature * x;
            s.H11 += curvature * x * x;
            s.B00 += spread;
            s.B01 += spread * x;
            s.B11 += spread * x * x;
        }
        return s;
    }

    private struct Sum
    {
        public double G0;
        public double G1;
        public double H00;
        public double H01;
        public double H11;
        public double B00;
        public double B01;
        public double B11;
    }
}
