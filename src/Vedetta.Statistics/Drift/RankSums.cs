namespace Vedetta.Statistics.Drift;

/// <summary>Sums over the pooled order that Mann-Whitney and Cramer-von Mises need.</summary>
/// <param name="CurrentRanks">Sum of the midranks of the current side.</param>
/// <param name="Ties">Sum of t^3 - t over groups of equal values.</param>
/// <param name="Squares">The sum U of Cramer-von Mises.</param>
internal readonly record struct RankSums(double CurrentRanks, double Ties, double Squares)
{
    public static RankSums Of<TSteps>(TSteps steps, long n, long m)
        where TSteps : struct, ISteps, allows ref struct
    {
        double before = 0;
        double ranks = 0;
        double ties = 0;
        double squaresA = 0;
        double squaresB = 0;
        double beforeA = 0;
        double beforeB = 0;
        while (steps.Next(out var a, out var b))
        {
            double size = a + b;
            var rank = before + ((size + 1) / 2);
            ranks += b * rank;
            ties += (size * size * size) - size;
            squaresA += SumOfSquares(rank - beforeA, a);
            squaresB += SumOfSquares(rank - beforeB, b);
            before += size;
            beforeA += a;
            beforeB += b;
        }
        return new RankSums(ranks, ties, (n * squaresA) + (m * squaresB));
    }

    /// <summary>sum over i = 1..count of (x - i)^2.</summary>
    private static double SumOfSquares(double x, double count) =>
        (count * x * x) - (x * count * (count + 1)) + (count * (count + 1) * ((2 * count) + 1) / 6);
}
