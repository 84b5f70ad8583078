using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Drift;

/// <summary>Tests of one category against all others.</summary>
internal static class TwoLevels
{
    /// <summary>Two-proportion test, pooled and two-sided, of the most frequent reference category.</summary>
    public static DriftResult ZTest(DriftResult facts, CategoricalPair pair)
    {
        var (x1, n1, x2, n2) = Counts(pair);
        var p = (x1 + x2) / (n1 + n2);
        var difference = (x2 / n2) - (x1 / n1);
        var error = Math.Sqrt(p * (1 - p) * ((1 / n1) + (1 / n2)));
        return facts with
        {
            Statistic = error > 0 ? difference / error : null,
            PValue = error > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(difference / error)) : 1,
            Effects = [new("difference of shares", Math.Abs(difference), 0.05, 0.1)],
            Notes = [.. facts.Notes, .. Note(pair)],
        };
    }

    /// <summary>Fisher's exact test, two-sided by small probabilities.</summary>
    public static DriftResult Fisher(DriftResult facts, CategoricalPair pair)
    {
        var (x1, n1, x2, n2) = Counts(pair);
        var odds = x2 * (n1 - x1) / ((n2 - x2) * x1);
        return facts with
        {
            Statistic = double.IsFinite(odds) ? odds : null,
            PValue = FisherExact.TwoSided((long)x2, (long)n2, (long)x1, (long)n1),
            Effects = [new("difference of shares", Math.Abs((x2 / n2) - (x1 / n1)), 0.05, 0.1)],
            Notes = [.. facts.Notes, .. Note(pair)],
        };
    }

    private static int Level(CategoricalPair pair) => Array.IndexOf(pair.Reference, pair.Reference.Max());

    private static (double X1, double N1, double X2, double N2) Counts(CategoricalPair pair)
    {
        var level = Level(pair);
        return (pair.Reference[level], pair.Reference.Sum(), pair.Current[level], pair.Current.Sum());
    }

    private static string[] Note(CategoricalPair pair) =>
        pair.Reference.Length > 2 ? ["the most frequent category of the reference against all others"] : [];
}
