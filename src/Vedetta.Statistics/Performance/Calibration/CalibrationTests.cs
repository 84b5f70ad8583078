using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Performance.Calibration;

/// <summary>Answer of a test of calibration.</summary>
/// <param name="Statistic">Its statistic; null where it cannot be computed.</param>
/// <param name="PValue">Its p-value; which side it looks at is said by the test.</param>
/// <param name="Dof">Degrees of freedom, where there are any.</param>
/// <param name="Note">Why there is no statistic; null otherwise.</param>
public sealed record CalibrationTest(double? Statistic, double? PValue, double? Dof = null, string? Note = null);

/// <summary>Tests that scores or PDs agree with what happened.</summary>
public static class CalibrationTests
{
    /// <summary>
    /// Sum over bins of (D - N p)^2 / (N p (1 - p)) against chi-square (Hosmer and Lemeshow 1980). The degrees of freedom
    /// are the caller's to say: the number of bins for probabilities given from outside, two less for a model fitted on
    /// the same rows.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static CalibrationTest HosmerLemeshow(CalibrationBins bins, double dof)
    {
        ArgumentNullException.ThrowIfNull(bins);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dof);
        var sum = 0.0;
        foreach (var bin in bins.Bins.Where(b => b.Rows > 0))
        {
            var spread = bin.Rows * bin.MeanScore * (1 - bin.MeanScore);
            if (!(spread > 0) && bin.Gap != 0)
                return new CalibrationTest(null, null, dof, "a bin of scores that are all 0 or all 1 was wrong");
            if (spread > 0)
                sum += bin.Rows * bin.Gap * bin.Rows * bin.Gap / spread;
        }
        return new CalibrationTest(sum, SpecialFunctions.GammaUpperRegularized(dof / 2, sum / 2), dof);
    }

    /// <summary>
    /// z = (sum (y - p)^2 - sum p (1 - p)) / sqrt(sum (1 - 2p)^2 p (1 - p)), two-sided (Spiegelhalter 1986).
    /// </summary>
    public static CalibrationTest Spiegelhalter(BinaryScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(scores.Total > 0) || !scores.AreProbabilities)
            return new CalibrationTest(null, null, null, scores.Total > 0 ? Reasons.NotProbabilities : Reasons.NoRows);
        var (difference, variance) = (0.0, 0.0);
        for (var g = 0; g < scores.Groups; g++)
        {
            var p = scores.Scores[g];
            var (positive, negative) = (scores.Positive[g], scores.Negative[g]);
            difference += (positive * (1 - p) * (1 - p)) + (negative * p * p) - ((positive + negative) * p * (1 - p));
            variance += (scores.PositiveSquares[g] + scores.NegativeSquares[g]) * (1 - (2 * p)) * (1 - (2 * p)) * p * (1 - p);
        }
        if (!(variance > 0))
            return new CalibrationTest(null, null, null, "every score is 0, 0.5 or 1: the statistic has no spread");
        var z = difference / Math.Sqrt(variance);
        return new CalibrationTest(z, 2 * Normal.CDF(0, 1, -Math.Abs(z)));
    }

    /// <summary>
    /// Jeffreys test of the ECB: probability, with a Beta(1/2, 1/2) prior, that the true rate is at most the PD. Small
    /// means that the PD is too low.
    /// </summary>
    /// <param name="defaults">Defaults seen.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="pd">The PD they were given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The defaults are negative or above the rows, or the PD lies outside 0 to 1.</exception>
    public static CalibrationTest Jeffreys(double defaults, double rows, double pd)
    {
        Check(defaults, rows, pd);
        return new CalibrationTest(defaults / rows, SpecialFunctions.BetaRegularized(defaults + 0.5, rows - defaults + 0.5, pd));
    }

    /// <summary>Probability of so many defaults or more when each has the PD and they are independent. Small means that the PD is too low.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The defaults are negative or above the rows, or the PD lies outside 0 to 1.</exception>
    public static CalibrationTest Binomial(double defaults, double rows, double pd)
    {
        Check(defaults, rows, pd);
        return new CalibrationTest(defaults / rows, defaults == 0 ? 1 : SpecialFunctions.BetaRegularized(defaults, rows - defaults + 1, pd));
    }

    /// <summary>z = (rate - PD) / sqrt(PD (1 - PD) / n), upper tail; an approximation from about n PD (1 - PD) of 9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The defaults are negative or above the rows, or the PD lies outside 0 to 1.</exception>
    public static CalibrationTest ZTest(double defaults, double rows, double pd)
    {
        Check(defaults, rows, pd);
        if (pd is 0 or 1)
            return new CalibrationTest(null, null, null, "a PD of 0 or 1 leaves no room for chance");
        var z = ((defaults / rows) - pd) / Math.Sqrt(pd * (1 - pd) / rows);
        return new CalibrationTest(z, Normal.CDF(0, 1, -z));
    }

    /// <summary>
    /// Normal test over several periods with d = rate - PD: z = sum d / sqrt(T tau^2), tau^2 the variance of d, upper tail
    /// (Basel Committee, working paper 14, 2005). Defaults may depend on each other inside a period.
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static CalibrationTest MultiPeriodNormal(ReadOnlySpan<double> pds, ReadOnlySpan<double> rates)
    {
        if (pds.Length != rates.Length)
            throw new ArgumentException($"There are {rates.Length} rates for {pds.Length} PDs.", nameof(rates));
        var (sum, squares, periods) = (0.0, 0.0, pds.Length);
        if (periods < 2)
            return new CalibrationTest(null, null, null, "fewer than two periods");
        for (var t = 0; t < periods; t++)
            sum += rates[t] - pds[t];
        for (var t = 0; t < periods; t++)
        {
            var d = rates[t] - pds[t] - (sum / periods);
            squares += d * d;
        }
        var variance = squares / (periods - 1);
        if (!(variance > 0))
            return new CalibrationTest(null, null, null, "every period differs by the same amount");
        var z = sum / Math.Sqrt(periods * variance);
        return new CalibrationTest(z, Normal.CDF(0, 1, -z));
    }

    private static void Check(double defaults, double rows, double pd)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(defaults, rows);
        ArgumentOutOfRangeException.ThrowIfNegative(pd);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pd, 1);
    }
}
