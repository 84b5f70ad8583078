using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Credit;

/// <summary>
/// Stability of rating grades between two dates, as the European Central Bank reports it (Instructions for reporting the
/// validation results of internal models, 2019). Grades run from best to worst; defaulted customers are left out.
/// </summary>
/// <param name="UpperBandwidth">Matrix weighted bandwidth above the diagonal: 0 nobody got worse, 1 all as much as possible; null where nobody did.</param>
/// <param name="LowerBandwidth">The same below the diagonal.</param>
/// <param name="Z">z of each cell off the diagonal against its neighbour nearer to it; null where it cannot be computed.</param>
/// <param name="PValues">Phi(z): small where a cell is larger than the neighbour nearer to the diagonal, which a monotone system does not show.</param>
public sealed record GradeMigration(double? UpperBandwidth, double? LowerBandwidth, IReadOnlyList<IReadOnlyList<double?>> Z, IReadOnlyList<IReadOnlyList<double?>> PValues)
{
    /// <summary>Measures a square table of customers by grade before (row) and after (column).</summary>
    /// <exception cref="ArgumentException">The table is not square, smaller than 2 x 2, or holds a negative count.</exception>
    public static GradeMigration Of(double[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var grades = counts.GetLength(0);
        if (grades < 2 || grades != counts.GetLength(1))
            throw new ArgumentException($"A migration table is square with at least 2 grades, not {grades} x {counts.GetLength(1)}.", nameof(counts));
        foreach (var count in counts)
        {
            if (!(count >= 0))
                throw new ArgumentException($"A count is {count}.", nameof(counts));
        }
        var z = Table(grades, (i, j) => i == j ? null : ZOf(counts, i, j));
        return new GradeMigration(Bandwidth(counts, upper: true), Bandwidth(counts, upper: false), z, Table(grades, (i, j) => z[i][j] is { } value ? Normal.CDF(0, 1, value) : null));
    }

    // Each step counts; the divisor is the farthest each row could have gone.
    private static double? Bandwidth(double[,] counts, bool upper)
    {
        var (grades, moved, most) = (counts.GetLength(0), 0.0, 0.0);
        for (var i = 0; i < grades; i++)
        {
            var row = 0.0;
            for (var j = 0; j < grades; j++)
            {
                if (upper ? j <= i : j >= i)
                    continue;
                moved += Math.Abs(i - j) * counts[i, j];
                row += counts[i, j];
            }
            most += Math.Max(grades - 1 - i, i) * row;
        }
        return most > 0 ? moved / most : null;
    }

    private static double? ZOf(double[,] counts, int i, int j)
    {
        var total = Enumerable.Range(0, counts.GetLength(1)).Sum(k => counts[i, k]);
        if (!(total > 0))
            return null;
        var (here, near) = (counts[i, j] / total, counts[i, j < i ? j + 1 : j - 1] / total);
        var variance = ((near * (1 - near)) + (here * (1 - here)) + (2 * near * here)) / total;
        return variance > 0 ? (near - here) / Math.Sqrt(variance) : null;
    }

    private static IReadOnlyList<IReadOnlyList<double?>> Table(int grades, Func<int, int, double?> cell) =>
        [.. Enumerable.Range(0, grades).Select(i => (IReadOnlyList<double?>)[.. Enumerable.Range(0, grades).Select(j => cell(i, j))])];
}
