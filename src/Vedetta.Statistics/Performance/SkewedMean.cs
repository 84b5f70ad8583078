using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance;

/// <summary>
/// Interval of the mean of a skewed quantity by Hall's cubic transformation of the t statistic (Hall 1992): losses and
/// absolute errors have long right tails, for which the plain t interval covers too little. The degrees of freedom are
/// those of the variance's estimate, 2 n / (kurtosis - 1) (Satterthwaite 1946): few large values make it uncertain.
/// </summary>
internal static class SkewedMean
{
    /// <summary>
    /// The interval from weighted central moments; null below two effective rows. A quantity without any spread has an
    /// interval of no width.
    /// </summary>
    /// <param name="mean">The mean.</param>
    /// <param name="variance">Variance with divisor n - 1.</param>
    /// <param name="skewness">Third standardised moment.</param>
    /// <param name="kurtosis">Fourth standardised moment; 3 for a normal quantity.</param>
    /// <param name="rows">Effective rows.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    public static Interval? Interval(double mean, double variance, double skewness, double kurtosis, double rows, double confidence)
    {
        if (!(rows >= 2))
            return null;
        if (!(variance > 0))
            return new Interval(mean, mean);
        var quantile = StudentT.InvCDF(0, 1, Dof(kurtosis, rows), (1 + confidence) / 2);
        var error = Math.Sqrt(variance / rows);
        return new Interval(mean - (error * Inverse(quantile, skewness, rows)), mean - (error * Inverse(-quantile, skewness, rows)));
    }

    /// <summary>Mean, variance and skewness of weighted values, then the interval.</summary>
    public static MetricValue Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double confidence)
    {
        var (sum, squares, total) = (0.0, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            total += w;
            squares += w * w;
            sum += w * values[i];
        }
        if (!(total > 0))
            return MetricValue.None(Reasons.NoRows);
        var mean = sum / total;
        var (second, third, fourth) = (0.0, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            var d = values[i] - mean;
            second += w * d * d;
            third += w * d * d * d;
            fourth += w * d * d * d * d;
        }
        return Of(mean, second / total, third / total, fourth / total, WeightedShare.EffectiveRows(total, squares), confidence);
    }

    /// <summary>Degrees of freedom of a variance estimated from so many rows of this kurtosis; at least 2, at most rows - 1.</summary>
    public static double Dof(double kurtosis, double rows) => Math.Max(Math.Min(2, rows - 1), Math.Min(rows - 1, 2 * rows / Math.Max(1e-9, kurtosis - 1)));

    /// <summary>The metric from its mean and its second to fourth central moments (divisor n).</summary>
    public static MetricValue Of(double mean, double second, double third, double fourth, double rows, double confidence)
    {
        var (skewness, kurtosis) = second > 0 ? (third / Math.Pow(second, 1.5), fourth / (second * second)) : (0, 3);
        var interval = Interval(mean, second * rows / Math.Max(1, rows - 1), skewness, kurtosis, rows, confidence);
        return new MetricValue(mean, interval, rows, interval is null ? "one row has no interval" : null);
    }

    // Solves T + (2 T^2 + 1) g / (6 sqrt n) + g^2 T^3 / (27 n) = x, which is increasing in T.
    private static double Inverse(double x, double skewness, double n)
    {
        var scaled = skewness / Math.Sqrt(n);
        if (Math.Abs(scaled) < 1e-9)
            return x;
        return 3 / scaled * (Math.Cbrt(1 + (scaled * (x - (scaled / 6)))) - 1);
    }
}
