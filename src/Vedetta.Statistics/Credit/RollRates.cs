namespace Vedetta.Statistics.Credit;

/// <summary>Movement between payment buckets (0, 1-30, 31-60, 61-90, 90+ days late) from one month to the next.</summary>
/// <param name="Matrix">Count or amount that moved from bucket i (row) to bucket j (column).</param>
public sealed record RollRates(double[,] Matrix)
{
    /// <summary>
    /// Roll rates from balances per month: what is one bucket worse this month over what was in the bucket the month
    /// before, R(k, t) = B(k + 1, t) / B(k, t - 1). Null where the earlier balance is 0.
    /// </summary>
    /// <param name="balances">By month, then by bucket from the best.</param>
    /// <returns>By month from the second, then by bucket but the worst.</returns>
    /// <exception cref="ArgumentException">Months differ in their number of buckets.</exception>
    public static IReadOnlyList<IReadOnlyList<double?>> Of(IReadOnlyList<IReadOnlyList<double>> balances)
    {
        ArgumentNullException.ThrowIfNull(balances);
        if (balances.Select(b => b.Count).Distinct().Count() > 1)
            throw new ArgumentException("Every month has the same buckets.", nameof(balances));
        return [.. Enumerable.Range(1, Math.Max(0, balances.Count - 1)).Select(t => (IReadOnlyList<double?>)[.. Enumerable.Range(0, balances[t].Count - 1)
            .Select(k => balances[t - 1][k] > 0 ? balances[t][k + 1] / balances[t - 1][k] : (double?)null)])];
    }

    /// <summary>Counts movements of single loans.</summary>
    /// <param name="moves">Bucket before, bucket after, count or amount.</param>
    /// <param name="buckets">Number of buckets.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bucket lies outside the table.</exception>
    public static RollRates OfMoves(IEnumerable<(int From, int To, double Amount)> moves, int buckets)
    {
        ArgumentNullException.ThrowIfNull(moves);
        var matrix = new double[buckets, buckets];
        foreach (var (from, to, amount) in moves)
        {
            if (from < 0 || from >= buckets || to < 0 || to >= buckets)
                throw new ArgumentOutOfRangeException(nameof(moves), (from, to), $"Buckets lie between 0 and {buckets - 1}.");
            matrix[from, to] += amount;
        }
        return new RollRates(matrix);
    }

    /// <summary>Share of a bucket that moved to another; null where the bucket was empty.</summary>
    public double? Share(int from, int to)
    {
        var total = RowTotal(from);
        return total > 0 ? Matrix[from, to] / total : null;
    }

    /// <summary>Share of a bucket that became better: the cure rate.</summary>
    public double? Cured(int from) => Sum(from, 0, from);

    /// <summary>Share of a bucket that became worse.</summary>
    public double? Rolled(int from) => Sum(from, from + 1, Matrix.GetLength(1));

    private double? Sum(int from, int first, int end)
    {
        var (total, part) = (RowTotal(from), 0.0);
        for (var to = first; to < end; to++)
            part += Matrix[from, to];
        return total > 0 ? part / total : null;
    }

    private double RowTotal(int from) => Enumerable.Range(0, Matrix.GetLength(1)).Sum(to => Matrix[from, to]);
}
