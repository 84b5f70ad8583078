using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Drift;

/// <summary>Interval of the noncentrality of a chi-square statistic: what PSI, X2 and JS become under change.</summary>
internal static class NoncentralChiSquare
{
    /// <summary>Noncentralities under which neither a statistic as large nor as small is surprising.</summary>
    public static (double Low, double High) Noncentrality(double x, double dof, double confidence)
    {
        var tail = (1 - confidence) / 2;
        return (Solve(x, dof, 1 - tail), Solve(x, dof, tail));
    }

    private static double Solve(double x, double dof, double cdf)
    {
        if (Cdf(x, dof, 0) <= cdf)
            return 0;
        double low = 0;
        var high = Math.Max(1, x);
        while (Cdf(x, dof, high) > cdf)
            high *= 2;
        for (var i = 0; i < 60 && high - low > 1e-9 * high; i++)
        {
            var middle = (low + high) / 2;
            if (Cdf(x, dof, middle) > cdf)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>P(X &lt;= x): Poisson mixture for small noncentrality, Sankaran's (1963) normal form for large.</summary>
    internal static double Cdf(double x, double dof, double noncentrality)
    {
        if (x <= 0)
            return 0;
        if (noncentrality > 60)
            return Sankaran(x, dof, noncentrality);
        var weight = Math.Exp(-noncentrality / 2);
        double sum = 0;
        for (var j = 0; j < 400; j++)
        {
            sum += weight * SpecialFunctions.GammaLowerRegularized((dof / 2) + j, x / 2);
            weight *= noncentrality / 2 / (j + 1);
            if (weight < 1e-14 && j > noncentrality / 2)
                break;
        }
        return sum;
    }

    private static double Sankaran(double x, double k, double l)
    {
        var h = 1 - (2.0 / 3 * (k + l) * (k + (3 * l)) / ((k + (2 * l)) * (k + (2 * l))));
        var p = (k + (2 * l)) / ((k + l) * (k + l));
        var q = (h - 1) * (1 - (3 * h));
        var z = (Math.Pow(x / (k + l), h) - (1 + (h * p * (h - 1 - (0.5 * (2 - h) * q * p))))) / (h * Math.Sqrt(2 * p) * (1 + (0.5 * q * p)));
        return Normal.CDF(0, 1, z);
    }
}
