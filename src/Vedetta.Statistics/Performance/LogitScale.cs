using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance;

/// <summary>Intervals of a share on the logit scale, which never leave 0 to 1.</summary>
internal static class LogitScale
{
    /// <summary>expit(logit v plus and minus z s / (v (1 - v))) for a value strictly between 0 and 1; t in place of z where degrees of freedom are told.</summary>
    public static Interval Interval(double value, double variance, double confidence, double dof = double.PositiveInfinity)
    {
        var tail = (1 + confidence) / 2;
        var quantile = double.IsInfinity(dof) ? Normal.InvCDF(0, 1, tail) : StudentT.InvCDF(0, 1, dof, tail);
        var half = quantile * Math.Sqrt(variance) / (value * (1 - value));
        var centre = Math.Log(value / (1 - value));
        return new Interval(Logistic(centre - half), Logistic(centre + half));
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
