namespace Vedetta.Statistics.Profiles;

/// <content>What can be read off the grid and the sketches.</content>
public sealed partial class NumericProfile
{
    /// <summary>Counts per cell of the grid (see <see cref="NumericGrid.CellOf"/>), finite values only.</summary>
    public ReadOnlySpan<long> Cells => Counts.Cells;

    /// <summary>Sums of the values in each open interval of the grid; entry i lies below edge i.</summary>
    public ReadOnlySpan<double> IntervalSums => Counts.Sums;

    /// <summary>How many values are at most the edge with this index, negative infinities included.</summary>
    public long CountLessOrEqual(int edge)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(edge);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(edge, _grid.Edges.Length);
        var total = NegativeInfinities;
        var cells = Counts.Cells;
        for (var i = 0; i <= (2 * edge) + 1; i++)
            total += cells[i];
        return total;
    }

    /// <summary>
    /// Counts in the bins (previous, edge] between the distinct deciles of the reference, the first from minus and the
    /// last to plus infinity: the bins of PSI. The total equals <see cref="Values"/>.
    /// </summary>
    public long[] DecileCounts()
    {
        var deciles = _grid.Deciles;
        var counts = new long[deciles.Length + 1];
        counts[0] = NegativeInfinities;
        var bin = 0;
        var cells = Counts.Cells;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            while (bin < deciles.Length && cell > (2 * deciles[bin]) + 1)
                bin++;
            counts[bin] += cells[cell];
        }
        counts[^1] += PositiveInfinities;
        return counts;
    }

    /// <summary>Every distinct finite value with its count in ascending order; null when the profile no longer knows them.</summary>
    public IReadOnlyList<(double Value, long Count)>? ExactCounts() => Counts.ExactCounts();

    /// <summary>
    /// The quantile of the finite values at share <paramref name="p"/>. Exact (linear interpolation) while
    /// <see cref="IsExact"/>; otherwise the value lies in the same interval of the grid and in the same 1/64 part of a
    /// factor of two as the true order statistic, so its relative error is at most 1.6 % and usually far less. Without
    /// sketches only the interval of the grid is known, at most 1/256 of the reference.
    /// </summary>
    /// <returns>NaN without values.</returns>
    public double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for a share from 0 to 1.");
        if (_moments.Count == 0)
            return double.NaN;
        var position = (_moments.Count - 1) * p;
        var below = (long)Math.Floor(position);
        var low = OrderStatistic(below);
        return position == below ? low : Quantiles.Between(low, OrderStatistic(below + 1), position - below);
    }

    /// <summary>
    /// How many finite values are at most this one. Exact while <see cref="IsExact"/>; otherwise as exact as
    /// <see cref="Quantile"/>: values that differ from it by less than that bound may be counted on the wrong side.
    /// </summary>
    public long CountAtMost(double value)
    {
        if (double.IsNaN(value))
            throw new ArgumentException("Values are counted up to a number.", nameof(value));
        if (_moments.Count == 0 || value < _min)
            return 0;
        if (value >= _max)
            return _moments.Count;
        if (_few is not null)
            return CountAtMost(_few.AsSpan(0, _fewCount), value);
        if (Counts.CountAtMost(value) is { } exact)
            return exact;
        var (low, high) = (0L, _moments.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (OrderStatistic(middle) <= value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static long CountAtMost(ReadOnlySpan<double> values, double value)
    {
        long sum = 0;
        foreach (var each in values)
            sum += each <= value ? 1 : 0;
        return sum;
    }

    /// <summary>The value with this many values before it, exact or within the stated bound.</summary>
    private double OrderStatistic(long rank)
    {
        if (IsExact)
        {
            foreach (var (value, count) in ExactCounts()!)
            {
                if (rank < count)
                    return value;
                rank -= count;
            }
            return _max;
        }
        var cells = Counts.Cells;
        long before = 0;
        long betweenBefore = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (rank < before + cells[cell])
            {
                var (low, high) = _grid.Bounds(cell);
                return (cell & 1) == 1 ? low : BetweenEdges(betweenBefore + rank - before, low, high, (rank - before + 0.5) / cells[cell]);
            }
            before += cells[cell];
            betweenBefore += (cell & 1) == 0 ? cells[cell] : 0;
        }
        return _max;
    }

    private double BetweenEdges(long rank, double low, double high, double share)
    {
        low = Math.Max(low, _min);
        high = Math.Min(high, _max);
        if (!HasSketches)
            return low + ((high - low) * share);
        foreach (var bucket in Counts.Magnitudes!.Buckets())
        {
            if (rank >= bucket.Count)
            {
                rank -= bucket.Count;
                continue;
            }
            if (bucket.High - bucket.Low < high - low)
                share = (rank + 0.5) / bucket.Count;
            var (from, to) = (Math.Max(low, bucket.Low), Math.Min(high, bucket.High));
            return Math.Clamp(from + ((to - from) * share), from, Math.Max(from, to));
        }
        return high;
    }
}
