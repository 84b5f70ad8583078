using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Drift;

/// <summary>Mann-Whitney and Cramer-von Mises.</summary>
internal static class RankTests
{
    /// <summary>Two-sided: exact with at most eight values on a side and no ties, else normal with tie and continuity correction.</summary>
    public static DriftResult MannWhitney(DriftResult facts, NumericPair pair)
    {
        double n = pair.N;
        double m = pair.M;
        var total = n + m;
        var ranks = pair.Ranks();
        // U of the reference: pairs in which the reference value is the larger one, ties half.
        var u = (n * m) - (ranks.CurrentRanks - (m * (m + 1) / 2));
        var variance = n * m / 12 * (total + 1 - (ranks.Ties / (total * (total - 1))));
        var larger = Math.Max(u, (n * m) - u);
        var p = variance <= 0 ? 1
            : Math.Min(n, m) <= MannWhitneyExact.SmallSide && ranks.Ties == 0 ? Math.Min(1, 2 * MannWhitneyExact.UpperTail(larger, pair.N, pair.M))
            : Math.Min(1, 2 * Normal.CDF(0, 1, -((larger - (n * m / 2) - 0.5) / Math.Sqrt(variance))));
        return facts with
        {
            Statistic = u,
            PValue = p,
            Effects = [new("rank-biserial correlation", Math.Abs((2 * u / (n * m)) - 1), 0.1, 0.25)],
            Notes = Notes(facts, pair),
        };
    }

    /// <summary>Midrank statistic T; p exact up to 20 values on each side, else the limit law after matching mean and variance (Anderson 1962).</summary>
    public static DriftResult CramerVonMises(DriftResult facts, NumericPair pair)
    {
        double n = pair.N;
        double m = pair.M;
        var total = n + m;
        var squares = pair.Ranks().Squares;
        var t = (squares / (n * m * total)) - (((4 * n * m) - 1) / (6 * total));
        return facts with
        {
            Statistic = t,
            PValue = Math.Max(n, m) <= CramerVonMisesExact.LargeSide && pair.Inexact is null ? CramerVonMisesExact.PValue(squares, (int)pair.N, (int)pair.M)
                : CramerVonMisesAsymptotic(t, n, m),
            Effects = pair.Wasserstein(null) is { } w ? NumericMethods.DistanceInDeviations(pair, w.Low) : [],
            Notes = Notes(facts, pair),
        };
    }

    /// <summary>Upper tail of T by the limit law after matching mean and variance.</summary>
    internal static double CramerVonMisesAsymptotic(double t, double n, double m)
    {
        var total = n + m;
        var mean = (1 + (1 / total)) / 6;
        var variance = (total + 1) * ((4 * m * n * total) - (3 * ((m * m) + (n * n))) - (2 * m * n)) / (45 * total * total * 4 * m * n);
        var z = (1.0 / 6) + ((t - mean) / Math.Sqrt(45 * variance));
        return z < 0.003 ? 1 : Math.Max(0, 1 - LimitCdf(z));
    }

    private static IReadOnlyList<string> Notes(DriftResult facts, NumericPair pair) =>
        pair.Inexact is null ? facts.Notes : [.. facts.Notes, "ranks within one cell of the profile count as ties"];

    /// <summary>Limit distribution of Cramer-von Mises (Anderson and Darling 1952; series as in Csorgo and Faraway 1996).</summary>
    internal static double LimitCdf(double x)
    {
        double sum = 0;
        double coefficient = 1; // (2k)! / (4^k k!^2)
        for (var k = 0; k < 60; k++)
        {
            double odd = (4 * k) + 1;
            var y = odd * odd / (16 * x);
            var term = coefficient * Math.Sqrt(odd) * ScaledBessel(y) * Math.Exp(-2 * y);
            sum += term;
            if (term < 1e-17 * sum)
                break;
            coefficient *= ((2 * k) + 1) / ((2.0 * k) + 2);
        }
        return Math.Min(1, sum / (Math.PI * Math.Sqrt(x)));
    }

    /// <summary>exp(y) K(1/4, y) by the trapezoid rule on its integral, which converges exponentially.</summary>
    private static double ScaledBessel(double y)
    {
        const double step = 0.05;
        var sum = 0.5;
        for (var i = 1; i < 2000; i++)
        {
            var t = i * step;
            var term = Math.Exp(-y * (Math.Cosh(t) - 1)) * Math.Cosh(t / 4);
            sum += term;
            if (term < 1e-18 * sum)
                break;
        }
        return sum * step;
    }
}
