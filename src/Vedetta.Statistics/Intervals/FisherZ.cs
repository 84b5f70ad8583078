using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Intervals;

/// <summary>Interval of a correlation by Fisher's z transformation (Fisher 1915); assumes roughly normal pairs.</summary>
public static class FisherZ
{
    /// <summary>The interval of a Pearson correlation <paramref name="r"/> over <paramref name="n"/> rows; null below four rows.</summary>
    public static Interval? Interval(double r, long n, double confidence = 0.95)
    {
        if (n < 4 || double.IsNaN(r))
            return null;
        if (Math.Abs(r) >= 1)
            return new Interval(r, r);
        var z = Math.Atanh(r);
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) / Math.Sqrt(n - 3);
        return new Interval(Math.Tanh(z - half), Math.Tanh(z + half));
    }

    /// <summary>Two-sided p-value for equal correlations in two independent samples; NaN below four rows in either.</summary>
    public static double Difference(double r1, long n1, double r2, long n2)
    {
        if (n1 < 4 || n2 < 4 || double.IsNaN(r1) || double.IsNaN(r2))
            return double.NaN;
        const double limit = 1 - 1e-15;
        var z = (Math.Atanh(Math.Clamp(r1, -limit, limit)) - Math.Atanh(Math.Clamp(r2, -limit, limit))) / Math.Sqrt((1.0 / (n1 - 3)) + (1.0 / (n2 - 3)));
        return 2 * Normal.CDF(0, 1, -Math.Abs(z));
    }
}
