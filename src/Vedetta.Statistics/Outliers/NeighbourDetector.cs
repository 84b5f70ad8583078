using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Statistics.Outliers;

/// <summary>Euclidean distance to the k-th nearest of the rows fitted to.</summary>
/// <remarks>Source: Ramaswamy, Rastogi and Shim 2000.</remarks>
public sealed class NeighbourDetector : OutlierDetector
{
    private readonly double[] _rows;
    private readonly int _neighbours;

    private NeighbourDetector(FrequencyEncoding encoding, double[] rows, int neighbours)
        : base(encoding)
    {
        _rows = rows;
        _neighbours = neighbours;
    }

    /// <summary>Keeps the rows, at most so many of them, drawn by the seed.</summary>
    /// <exception cref="ArgumentException">Fewer rows than neighbours, fewer than two rows, or no columns.</exception>
    public static NeighbourDetector Fit(LearningTable table, int neighbours = 5, OutlierEncoding encoding = OutlierEncoding.Standardised, int mostRows = 5000, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRows, neighbours);
        var (encoded, rows) = Encode(table, encoding);
        if (table.Rows < neighbours)
            throw new ArgumentException($"The table has {table.Rows} rows, fewer than the {neighbours} neighbours asked for.", nameof(table));
        var kept = Permutation.Sample(table.Rows, mostRows, seed);
        var width = encoded.Width;
        return new NeighbourDetector(encoded, [.. kept.SelectMany(i => rows[(i * width)..((i + 1) * width)])], neighbours);
    }

    private protected override double Score(ReadOnlySpan<double> row)
    {
        Span<double> nearest = _neighbours <= 64 ? stackalloc double[_neighbours] : new double[_neighbours];
        nearest.Fill(double.PositiveInfinity);
        for (var at = 0; at < _rows.Length; at += row.Length)
        {
            var distance = KernelBlock.SquaredDistance(row, _rows.AsSpan(at, row.Length));
            if (distance >= nearest[^1])
                continue;
            var place = _neighbours - 1;
            for (; place > 0 && nearest[place - 1] > distance; place--)
                nearest[place] = nearest[place - 1];
            nearest[place] = distance;
        }
        return Math.Sqrt(nearest[^1]);
    }
}
