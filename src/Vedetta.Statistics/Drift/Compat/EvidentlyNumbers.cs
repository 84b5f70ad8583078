using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Evidently's tests of a numeric column.</summary>
internal static class EvidentlyNumbers
{
    // The exact p of scipy's ks_2samp ends here.
    private const int KsExact = 10_000;

    private static readonly double[] Significance = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];

    /// <summary>Critical values of Anderson-Darling for two samples: the sum of the table's three columns.</summary>
    public static IReadOnlyList<double> AndersonCritical { get; } =
        [0.675 - 0.245 - 0.105, 1.281 + 0.25 - 0.305, 1.645 + 0.678 - 0.362, 1.96 + 1.149 - 0.391, 2.326 + 1.822 - 0.396, 2.573 + 2.364 - 0.345, 3.085 + 3.615 - 0.154];

    public static EvidentlyScore Compare(DriftMethod method, double[] reference, double[] current, ulong seed)
    {
        switch (method)
        {
            case DriftMethod.Psi or DriftMethod.Kl or DriftMethod.Js:
                return EvidentlyTables.Divergence(method, EvidentlyBins.Of(reference, current));
            case DriftMethod.Hellinger:
                return Hellinger(reference, current);
            case DriftMethod.Chi2 or DriftMethod.ZTest or DriftMethod.GTest or DriftMethod.Fisher or DriftMethod.Tvd:
                return EvidentlyTables.Compare(method, ValueTable.Of(reference, current), seed);
            case DriftMethod.TTest:
                return PooledTTest(reference, current);
            case DriftMethod.Mmd:
                return Kernel(reference, current, seed);
        }
        NumericPair pair = ExactPair.Of(NumericSample.From(reference), NumericSample.From(current));
        return method switch
        {
            DriftMethod.Ks => Kolmogorov(pair),
            DriftMethod.Wasserstein => EvidentlyScore.Distance(pair.Wasserstein(null)!.Value.Low / Math.Max(Deviation(pair.ReferenceMoments), 0.001)),
            DriftMethod.AndersonDarling => Anderson(pair),
            DriftMethod.CramerVonMises => CramerVonMises(pair),
            DriftMethod.Energy => EvidentlyScore.Distance(pair.Energy()!.Value.Raw.Low),
            DriftMethod.EppsSingleton => Epps(pair),
            DriftMethod.MannWhitney => MannWhitneyLess(pair),
            _ => EvidentlyScore.Failed($"Evidently has no test '{DriftMethods.Name(method)}' for a numeric column"),
        };
    }

    private static double Deviation(Profiles.Moments moments) => Math.Sqrt(moments.SquaredDeviations / moments.Count);

    /// <summary>Densities over Sturges' bins of the distinct values of both sides, so that a far outlier blinds it.</summary>
    private static EvidentlyScore Hellinger(double[] reference, double[] current)
    {
        var edges = EqualBins.Sturges(Math.Min(reference[0], current[0]), Math.Max(reference[^1], current[^1]), ValueTable.Of(reference, current).Levels);
        var width = edges[^1] - edges[0];
        var (a, b) = (EqualBins.Counts(reference, edges), EqualBins.Counts(current, edges));
        double common = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var own = edges[i + 1] - edges[i];
            common += Math.Sqrt(a[i] / (reference.Length * own) * (b[i] / (current.Length * own))) * (width / a.Length);
        }
        return EvidentlyScore.Distance(Math.Sqrt(1 - Math.Clamp(common, 0, 1)));
    }

    private static EvidentlyScore Kolmogorov(NumericPair pair)
    {
        var d = pair.KolmogorovSmirnov().Low;
        return new EvidentlyScore(d, Math.Max(pair.N, pair.M) <= KsExact ? KolmogorovExact.PValue(d, pair.N, pair.M) : KolmogorovSmirnov.PValue(d, pair.N, pair.M));
    }

    private static EvidentlyScore Anderson(NumericPair pair)
    {
        if (pair.ReferenceConstant is { } constant && pair.CurrentConstant == constant)
            return EvidentlyScore.Failed("Evidently's anderson needs more than one distinct value");
        if (pair.AndersonDarling(null, midranks: true) is not { } test || double.IsNaN(test.Statistic))
            return EvidentlyScore.Failed("Evidently's anderson needs more values on each side");
        return new EvidentlyScore(test.Statistic, AndersonPValue(test.Statistic));
    }

    /// <summary>A parabola through the logarithms of the tabled levels by least squares; held at 0.25 and 0.001.</summary>
    internal static double AndersonPValue(double statistic)
    {
        if (statistic < AndersonCritical[0])
            return Significance[0];
        if (statistic > AndersonCritical[^1])
            return Significance[^1];
        var c = MathNet.Numerics.Fit.Polynomial([.. AndersonCritical], Array.ConvertAll(Significance, Math.Log), 2);
        return Math.Exp(c[0] + (statistic * (c[1] + (statistic * c[2]))));
    }

    private static EvidentlyScore CramerVonMises(NumericPair pair)
    {
        var facts = RankTests.CramerVonMises(new DriftResult { Method = DriftMethod.CramerVonMises, Numeric = true }, pair);
        return new EvidentlyScore(facts.Statistic, facts.PValue!.Value);
    }

    private static EvidentlyScore Epps(NumericPair pair)
    {
        if (pair.N < EppsSingleton.Smallest || pair.M < EppsSingleton.Smallest)
            return EvidentlyScore.Failed("Evidently's es needs five values on each side");
        if (EppsSingleton.Of(pair.Points(current: false), pair.Points(current: true)) is not { SpreadIsDeviation: false } test)
            return EvidentlyScore.Failed("Evidently's es fails where the quartiles of both sides together are one value");
        return new EvidentlyScore(test.Statistic, test.PValue);
    }

    /// <summary>One-sided: only current values above the reference's are seen.</summary>
    private static EvidentlyScore MannWhitneyLess(NumericPair pair)
    {
        double n = pair.N;
        double m = pair.M;
        var total = n + m;
        var ranks = pair.Ranks();
        var other = ranks.CurrentRanks - (m * (m + 1) / 2);
        var u = (n * m) - other;
        if (Math.Min(n, m) <= MannWhitneyExact.SmallSide && ranks.Ties == 0)
            return new EvidentlyScore(u, MannWhitneyExact.UpperTail(other, pair.N, pair.M));
        var variance = n * m / 12 * (total + 1 - (ranks.Ties / (total * (total - 1))));
        var z = (other - (n * m / 2) - 0.5) / Math.Sqrt(variance);
        return new EvidentlyScore(u, double.IsInfinity(z) ? z < 0 ? 1 : 0 : Normal.CDF(0, 1, -z));
    }

    /// <summary>Student's test with one variance for both sides.</summary>
    private static EvidentlyScore PooledTTest(double[] reference, double[] current)
    {
        var (a, b) = (NumericSample.From(reference).Moments, NumericSample.From(current).Moments);
        double dof = a.Count + b.Count - 2;
        var pooled = (a.SquaredDeviations + b.SquaredDeviations) / dof;
        var t = (a.Mean - b.Mean) / Math.Sqrt(pooled * ((1.0 / a.Count) + (1.0 / b.Count)));
        if (double.IsNaN(t))
            return new EvidentlyScore(null, double.NaN);
        return double.IsInfinity(t) ? new EvidentlyScore(null, 0) : new EvidentlyScore(t, 2 * StudentT.CDF(0, 1, dof, -Math.Abs(t)));
    }

    private static EvidentlyScore Kernel(double[] reference, double[] current, ulong seed)
    {
        if (reference.Length < 2 || current.Length < 2)
            return EvidentlyScore.Failed("Evidently's empirical_mmd needs two values on each side");
        if (reference.Length + current.Length > EvidentlyKernel.MostRows)
            return EvidentlyScore.Failed($"Evidently's empirical_mmd keeps a number for every pair of rows; it is followed up to {EvidentlyKernel.MostRows:N0} rows on both sides together");
        var kernel = EvidentlyKernel.Of(reference, current, seed);
        return new EvidentlyScore(kernel.Value, kernel.PValue);
    }
}
