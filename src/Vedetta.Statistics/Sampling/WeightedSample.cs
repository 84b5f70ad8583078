using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Sampling;

/// <summary>A ratio estimated from rows drawn with known probabilities.</summary>
/// <param name="Value">The ratio; null when its denominator is empty.</param>
/// <param name="StandardError">Linearised standard error of the Poisson design; null without a value.</param>
/// <param name="Interval">Interval on the logit scale, inside 0 to 1; null without a standard error.</param>
/// <param name="EffectiveRows">Kish's effective rows of the denominator.</param>
public sealed record WeightedRatio(double? Value, double? StandardError, Interval? Interval, double EffectiveRows);

/// <summary>
/// Estimates from a sample with unequal inclusion probabilities pi: totals by Horvitz and Thompson (1952), ratios by
/// Hajek (1971) with the linearised variance sum (1 - pi) / pi^2 e^2 / B^2, e = a - R b (Saerndal, Swensson and Wretman 1992).
/// Weights are 1 / pi. The area under the ROC curve takes the same weights in <c>RocAuc</c>.
/// </summary>
public static class WeightedSample
{
    /// <summary>Total of a value over the population: sum of w y.</summary>
    /// <exception cref="ArgumentException">The spans differ in length, or a weight is below 1.</exception>
    public static double Total(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        Check(values.Length, weights);
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += weights[i] * values[i];
        return sum;
    }

    /// <summary>
    /// Ratio of two totals, for example true positives over predicted positives (precision). Both are 0 or 1 per row and
    /// the numerator's rows are among the denominator's.
    /// </summary>
    /// <param name="numerator">1 where the row counts above the line.</param>
    /// <param name="denominator">1 where the row counts below the line.</param>
    /// <param name="weights">1 / pi per row.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a weight is below 1.</exception>
    public static WeightedRatio Ratio(ReadOnlySpan<bool> numerator, ReadOnlySpan<bool> denominator, ReadOnlySpan<double> weights, double confidence = 0.95)
    {
        Check(numerator.Length, weights);
        Check(denominator.Length, weights);
        var (above, below, squares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (numerator[i])
                above += weights[i];
            if (!denominator[i])
                continue;
            below += weights[i];
            squares += weights[i] * weights[i];
        }
        if (!(below > 0))
            return new WeightedRatio(null, null, null, 0);
        var ratio = above / below;
        var variance = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var error = (numerator[i] ? 1 : 0) - (denominator[i] ? ratio : 0);
            variance += weights[i] * (weights[i] - 1) * error * error;
        }
        var standardError = Math.Sqrt(variance) / below;
        var effective = below * below / squares;
        return new WeightedRatio(ratio, standardError, IntervalOf(ratio, standardError, effective, confidence), effective);
    }

    /// <summary>Kish's effective number of rows, (sum w)^2 / sum w^2; 0 without rows.</summary>
    public static double EffectiveRows(ReadOnlySpan<double> weights)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }
        return squares > 0 ? sum * sum / squares : 0;
    }

    private static Interval IntervalOf(double ratio, double error, double effective, double confidence)
    {
        // At 0 and 1 the linearised error is 0: the exact interval of the effective rows says what is known.
        if (!(error > 0) || ratio is <= 0 or >= 1)
            return Proportion.ClopperPearson(ratio * effective, effective, confidence);
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * error / (ratio * (1 - ratio));
        var logit = Math.Log(ratio / (1 - ratio));
        return new Interval(1 / (1 + Math.Exp(-(logit - half))), 1 / (1 + Math.Exp(-(logit + half))));
    }

    private static void Check(int rows, ReadOnlySpan<double> weights)
    {
        if (rows != weights.Length)
            throw new ArgumentException($"There are {weights.Length} weights for {rows} rows.", nameof(weights));
        foreach (var weight in weights)
        {
            if (!(weight >= 1) || double.IsInfinity(weight))
                throw new ArgumentException($"A weight is 1 / probability, at least 1 and finite, not {weight}.", nameof(weights));
        }
    }
}
