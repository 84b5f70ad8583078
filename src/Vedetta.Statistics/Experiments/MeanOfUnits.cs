using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Experiments;

/// <summary>The comparisons of <see cref="MeanEffect"/> from moments, for experiments too large to keep their units.</summary>
public static class MeanOfUnits
{
    /// <summary>Welch's t (Welch 1947), treatment less control; null below two units in an arm or without any variance.</summary>
    public static ArmEffect? Welch(in PairedMoments control, in PairedMoments treatment, double confidence = 0.95) =>
        Effect(control.Count, control.Mean, control.Squares, treatment.Count, treatment.Mean, treatment.Squares, confidence);

    /// <summary>
    /// CUPED (Deng, Xu, Kohavi and Walker 2013) with theta over both arms; null below two units in an arm or where the
    /// covariate is constant.
    /// </summary>
    public static CupedEffect? Cuped(in PairedMoments control, in PairedMoments treatment, double confidence = 0.95)
    {
        var both = control;
        both.Merge(treatment);
        if (both.Count < 4 || !(both.BeforeSquares > 0) || Welch(control, treatment, confidence) is not { } raw)
            return null;

        // Products and squares over both arms, around the means of both.
        var theta = both.Products / both.BeforeSquares;
        var adjusted = Effect(
            control.Count, control.Mean - (theta * (control.BeforeMean - both.BeforeMean)), Remaining(control, theta),
            treatment.Count, treatment.Mean - (theta * (treatment.BeforeMean - both.BeforeMean)), Remaining(treatment, theta), confidence);
        return adjusted is null ? null : new CupedEffect(adjusted, raw, theta, both.Squares > 0 ? both.Products * both.Products / (both.BeforeSquares * both.Squares) : 0);
    }

    /// <summary>One mean against 0 by Student's t: the paired comparison of two versions on the same rows. Null below two units or without any variance.</summary>
    /// <param name="differences">Difference of each row, second less first.</param>
    /// <param name="control">Mean of the first.</param>
    /// <param name="treatment">Mean of the second.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    public static ArmEffect? Paired(in PairedMoments differences, double control, double treatment, double confidence = 0.95)
    {
        if (differences.Count < 2 || !(differences.Squares > 0))
            return null;
        var error = Math.Sqrt(differences.Variance / differences.Count);
        var half = StudentT.InvCDF(0, 1, differences.Count - 1, (1 + confidence) / 2) * error;
        var (d, t) = (differences.Mean, differences.Mean / error);
        return new ArmEffect(
            d, new Interval(d - half, d + half), error, t, 2 * StudentT.CDF(0, 1, differences.Count - 1, -Math.Abs(t)), control, treatment, differences.Count, differences.Count);
    }

    private static double Remaining(in PairedMoments arm, double theta) =>
        Math.Max(0, arm.Squares - (2 * theta * arm.Products) + (theta * theta * arm.BeforeSquares));

    private static ArmEffect? Effect(long n, double mean, double squares, long m, double other, double otherSquares, double confidence)
    {
        if (n < 2 || m < 2)
            return null;
        var (va, vb) = (squares / (n - 1) / n, otherSquares / (m - 1) / m);
        if (!(va + vb > 0))
            return null;
        var error = Math.Sqrt(va + vb);
        var dof = (va + vb) * (va + vb) / ((va * va / (n - 1)) + (vb * vb / (m - 1)));
        var (difference, half) = (other - mean, StudentT.InvCDF(0, 1, dof, (1 + confidence) / 2) * error);
        var t = difference / error;
        return new ArmEffect(difference, new Interval(difference - half, difference + half), error, t, 2 * StudentT.CDF(0, 1, dof, -Math.Abs(t)), mean, other, n, m);
    }
}
