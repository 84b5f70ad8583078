using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Drift.Compat;

/// <summary>A number of Evidently: the statistic behind it, the score it decides by, or why it fails.</summary>
/// <param name="Statistic">The statistic; null where it is not a finite number.</param>
/// <param name="Score">The p-value or distance; NaN where Evidently gets NaN.</param>
/// <param name="Problem">Why Evidently raises an error; null where it does not.</param>
internal readonly record struct EvidentlyScore(double? Statistic, double Score, string? Problem = null)
{
    public static EvidentlyScore Distance(double score) => new(score, score);

    public static EvidentlyScore Failed(string problem) => new(null, double.NaN, problem);
}

/// <summary>Evidently's tests over counts per value.</summary>
internal static class EvidentlyTables
{
    private const int Draws = 1000;

    public static EvidentlyScore Compare(DriftMethod method, ValueTable table, ulong seed) => method switch
    {
        DriftMethod.Psi or DriftMethod.Kl or DriftMethod.Js => Divergence(method, EvidentlyBins.Of(table)),
        DriftMethod.Hellinger => Hellinger(EvidentlyBins.Of(table)),
        DriftMethod.Chi2 => ChiSquare(table),
        DriftMethod.ZTest => ZTest(table),
        DriftMethod.GTest => GTest(table),
        DriftMethod.Fisher => Fisher(table),
        DriftMethod.Tvd => TotalVariation(table, seed),
        _ => EvidentlyScore.Failed($"Evidently has no test '{DriftMethods.Name(method)}' for such a column"),
    };

    public static EvidentlyScore Divergence(DriftMethod method, EvidentlyBins bins)
    {
        if (method == DriftMethod.Js)
            return EvidentlyScore.Distance(Shares.JensenShannon(Shares.Normalised(bins.Reference), Shares.Normalised(bins.Current)));
        var filled = bins.Filled();
        return EvidentlyScore.Distance(method == DriftMethod.Psi
            ? Shares.Psi(filled.Reference, filled.Current)
            : Shares.Kl(Shares.Normalised(filled.Reference), Shares.Normalised(filled.Current)));
    }

    private static EvidentlyScore Hellinger(EvidentlyBins bins)
    {
        double common = 0;
        for (var i = 0; i < bins.Reference.Length; i++)
            common += Math.Sqrt(bins.Reference[i] * bins.Current[i]);
        return EvidentlyScore.Distance(Math.Sqrt(1 - Math.Clamp(common, 0, 1)));
    }

    /// <summary>Goodness of fit of the current counts to the scaled reference counts, as if those were exact.</summary>
    private static EvidentlyScore ChiSquare(ValueTable table)
    {
        double statistic = 0;
        for (var i = 0; i < table.Levels; i++)
        {
            var expected = table.Reference[i] * ((double)table.M / table.N);
            statistic += (table.Current[i] - expected) * (table.Current[i] - expected) / expected;
        }
        return ByChiSquare(statistic, table.Levels - 1);
    }

    /// <summary>Likelihood ratio against the reference counts as they are; the sizes must agree.</summary>
    private static EvidentlyScore GTest(ValueTable table)
    {
        if (table.N != table.M)
            return EvidentlyScore.Failed($"Evidently's g_test needs as many current as reference rows, not {table.M} against {table.N}");
        double statistic = 0;
        for (var i = 0; i < table.Levels; i++)
            statistic += table.Current[i] == 0 ? 0 : 2 * table.Current[i] * Math.Log(table.Current[i] / (double)table.Reference[i]);
        return ByChiSquare(statistic, table.Levels - 1);
    }

    private static EvidentlyScore ByChiSquare(double statistic, int dof)
    {
        if (dof < 1)
            return new EvidentlyScore(null, double.NaN);
        return double.IsInfinity(statistic) ? new EvidentlyScore(null, 0) : new EvidentlyScore(statistic, TableTest.ChiSquareTail(statistic, dof));
    }

    /// <summary>Pooled two-proportion test of every value but the smallest.</summary>
    private static EvidentlyScore ZTest(ValueTable table)
    {
        if (table.Levels == 1)
            return new EvidentlyScore(null, 1);
        var (n, m) = ((double)table.N, (double)table.M);
        var (p1, p2) = (1 - (table.Reference[0] / n), 1 - (table.Current[0] / m));
        var pooled = ((p1 * n) + (p2 * m)) / (n + m);
        var z = (p1 - p2) / Math.Sqrt(pooled * (1 - pooled) * ((1 / n) + (1 / m)));
        return new EvidentlyScore(z, 2 * Normal.CDF(0, 1, -Math.Abs(z)));
    }

    /// <summary>The smallest value against all others.</summary>
    private static EvidentlyScore Fisher(ValueTable table)
    {
        if (table.Reference.Count(c => c > 0) > 2 || table.Current.Count(c => c > 0) > 2)
            return EvidentlyScore.Failed("Evidently's fisher takes two categories on each side");
        if (table.N != table.M)
            return EvidentlyScore.Failed($"Evidently's fisher needs as many current as reference rows, not {table.M} against {table.N}");
        var (one, other) = (table.N - table.Reference[0], table.M - table.Current[0]);
        var odds = other * (double)table.Reference[0] / (table.Current[0] * (double)one);
        return new EvidentlyScore(double.IsFinite(odds) ? odds : null, FisherExact.TwoSided(other, table.M, one, table.N));
    }

    /// <summary>The share of 1,000 random splits with a total variation as large; it may be exactly 0.</summary>
    private static EvidentlyScore TotalVariation(ValueTable table, ulong seed)
    {
        var observed = Divergences.TotalVariation(table.Reference, table.Current);
        var random = new SeededRandom(seed);
        var split = new long[table.Levels];
        var rest = new long[table.Levels];
        var reached = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var (left, toDraw) = (table.N + table.M, table.N);
            for (var i = 0; i < split.Length; i++)
            {
                var pooled = table.Reference[i] + table.Current[i];
                split[i] = toDraw == 0 ? 0 : Hypergeometric.Draw(ref random, pooled, left, toDraw);
                rest[i] = pooled - split[i];
                left -= pooled;
                toDraw -= split[i];
            }
            reached += Divergences.TotalVariation(split, rest) >= observed ? 1 : 0;
        }
        return new EvidentlyScore(observed, reached / (double)Draws);
    }
}
