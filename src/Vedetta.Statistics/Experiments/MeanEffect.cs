using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Experiments;

/// <summary>Two arms compared by a mean per unit: revenue, amount, time.</summary>
public static class MeanEffect
{
    /// <summary>Welch's t with Satterthwaite's degrees of freedom (Welch 1947); null below two units in an arm or without any variance.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ArmEffect? Welch(ReadOnlySpan<double> control, ReadOnlySpan<double> treatment, double confidence = 0.95)
    {
        var (a, b) = (MomentsOf(control, nameof(control)), MomentsOf(treatment, nameof(treatment)));
        if (MeanDifference.Welch(a, b, confidence) is not { } welch)
            return null;
        var error = Math.Sqrt((a.Variance / a.Count) + (b.Variance / b.Count));
        return new ArmEffect(welch.Difference, welch.Interval, error, welch.Difference / error, welch.PValue, a.Mean, b.Mean, a.Count, b.Count);
    }

    /// <summary>
    /// CUPED: y less theta (x - mean x) with theta = cov(x, y) / var(x) over both arms takes out of the metric what was
    /// known of the unit before (Deng, Xu, Kohavi and Walker 2013); the variance shrinks by 1 - r^2. The covariate must come from before
    /// the experiment. Null below two units in an arm, or where the covariate is constant.
    /// </summary>
    /// <exception cref="ArgumentException">Spans differ in length, or a value is not finite.</exception>
    public static CupedEffect? Cuped(
        ReadOnlySpan<double> controlBefore, ReadOnlySpan<double> control, ReadOnlySpan<double> treatmentBefore, ReadOnlySpan<double> treatment, double confidence = 0.95)
    {
        Same(controlBefore.Length, control.Length, nameof(controlBefore));
        Same(treatmentBefore.Length, treatment.Length, nameof(treatmentBefore));
        var x = MomentsOf(controlBefore, nameof(controlBefore));
        x.Merge(MomentsOf(treatmentBefore, nameof(treatmentBefore)));
        var y = MomentsOf(control, nameof(control));
        y.Merge(MomentsOf(treatment, nameof(treatment)));
        if (x.Count < 4 || !(x.SquaredDeviations > 0) || Welch(control, treatment, confidence) is not { } raw)
            return null;
        var products = Products(controlBefore, control, x.Mean, y.Mean) + Products(treatmentBefore, treatment, x.Mean, y.Mean);
        var theta = products / x.SquaredDeviations;
        var (a, b) = (Adjusted(controlBefore, control, theta, x.Mean), Adjusted(treatmentBefore, treatment, theta, x.Mean));
        if (Welch(a, b, confidence) is not { } adjusted)
            return null;
        return new CupedEffect(adjusted, raw, theta, products * products / (x.SquaredDeviations * y.SquaredDeviations));
    }

    /// <summary>
    /// Ratio of two sums per arm (revenue per order, clicks per view), the unit being what was randomised: its variance by
    /// the delta method, (s_x^2 - 2 R s_xy + R^2 s_y^2) / (n mean(y)^2) (Deng, Knoblich and Lu 2018). Null below two units
    /// in an arm, or where the denominator's mean is 0.
    /// </summary>
    /// <exception cref="ArgumentException">Spans differ in length, or a value is not finite.</exception>
    public static ArmEffect? Ratio(
        ReadOnlySpan<double> controlAbove, ReadOnlySpan<double> controlBelow, ReadOnlySpan<double> treatmentAbove, ReadOnlySpan<double> treatmentBelow, double confidence = 0.95)
    {
        if (RatioOf(controlAbove, controlBelow) is not { } a || RatioOf(treatmentAbove, treatmentBelow) is not { } b)
            return null;
        var error = Math.Sqrt((a.StandardError * a.StandardError) + (b.StandardError * b.StandardError));
        if (!(error > 0))
            return null;
        var difference = b.Value - a.Value;
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * error;
        return new ArmEffect(
            difference, new Interval(difference - half, difference + half), error, difference / error, 2 * Normal.CDF(0, 1, -Math.Abs(difference) / error),
            a.Value, b.Value, controlAbove.Length, treatmentAbove.Length);
    }

    /// <summary>The ratio of sums of one arm with its standard error by the delta method; null below two units or where the denominator's mean is 0.</summary>
    /// <exception cref="ArgumentException">Spans differ in length, or a value is not finite.</exception>
    public static (double Value, double StandardError)? RatioOf(ReadOnlySpan<double> above, ReadOnlySpan<double> below)
    {
        Same(below.Length, above.Length, nameof(below));
        var (x, y) = (MomentsOf(above, nameof(above)), MomentsOf(below, nameof(below)));
        if (x.Count < 2 || y.Mean == 0)
            return null;
        var ratio = x.Sum / y.Sum;
        var covariance = Products(above, below, x.Mean, y.Mean) / (x.Count - 1);
        var variance = (x.Variance - (2 * ratio * covariance) + (ratio * ratio * y.Variance)) / (x.Count * y.Mean * y.Mean);
        return (ratio, Math.Sqrt(Math.Max(0, variance)));
    }

    private static Moments MomentsOf(ReadOnlySpan<double> values, string name)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException($"A value is {value}; leave units without a finite value out.", name);
        }
        var moments = default(Moments);
        moments.Add(values);
        return moments;
    }

    private static double Products(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double meanX, double meanY)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += (x[i] - meanX) * (y[i] - meanY);
        return sum;
    }

    private static double[] Adjusted(ReadOnlySpan<double> before, ReadOnlySpan<double> values, double theta, double mean)
    {
        var adjusted = values.ToArray();
        for (var i = 0; i < adjusted.Length; i++)
            adjusted[i] -= theta * (before[i] - mean);
        return adjusted;
    }

    private static void Same(int length, int other, string name)
    {
        if (length != other)
            throw new ArgumentException($"There are {length} values where {other} are needed: one a unit.", name);
    }
}
