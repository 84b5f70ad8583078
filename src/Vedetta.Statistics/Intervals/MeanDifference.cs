using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Intervals;

/// <summary>Difference of two means without assuming equal variances (Welch 1947).</summary>
/// <param name="Difference">Mean of the second less the mean of the first.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="Dof">Degrees of freedom (Satterthwaite).</param>
/// <param name="PValue">Two-sided p-value of no difference.</param>
public sealed record MeanDifference(double Difference, Interval Interval, double Dof, double PValue)
{
    /// <summary>Compares two sets of moments; null below two values on a side or without any variance.</summary>
    public static MeanDifference? Welch(in Moments first, in Moments second, double confidence = 0.95)
    {
        if (first.Count < 2 || second.Count < 2)
            return null;
        var (va, vb) = (first.Variance / first.Count, second.Variance / second.Count);
        if (!(va + vb > 0))
            return null;
        var dof = (va + vb) * (va + vb) / ((va * va / (first.Count - 1)) + (vb * vb / (second.Count - 1)));
        var error = Math.Sqrt(va + vb);
        var difference = second.Mean - first.Mean;
        var half = StudentT.InvCDF(0, 1, dof, (1 + confidence) / 2) * error;
        return new MeanDifference(difference, new Interval(difference - half, difference + half), dof, 2 * StudentT.CDF(0, 1, dof, -Math.Abs(difference) / error));
    }
}
