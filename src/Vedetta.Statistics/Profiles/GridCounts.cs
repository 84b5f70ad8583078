namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Counts and sums of finite values on a grid, and what is known of the values between the edges: every one of them
/// while they are few, then buckets of magnitude and a distinct sketch.
/// </summary>
internal sealed class GridCounts(NumericGrid grid)
{
    public NumericGrid Grid { get; } = grid;

    /// <summary>Counts per cell of the grid.</summary>
    public long[] Cells { get; } = new long[grid.Cells];

    /// <summary>Sums per open interval.</summary>
    public double[] Sums { get; } = new double[grid.Edges.Length + 1];

    /// <summary>The values between edges; null once they are too many.</summary>
    public ExactValues? Exact { get; private set; } = new();

    /// <summary>Their buckets of magnitude; null while they are exact.</summary>
    public MagnitudeHistogram? Magnitudes { get; private set; }

    private DistinctSketch? _distinct;

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            var cell = Grid.CellOf(value);
            Cells[cell]++;
            if ((cell & 1) == 0)
            {
                Sums[cell >> 1] += value;
                AddBetweenEdges(value, 1);
            }
        }
    }

    public void Add(double value, long count)
    {
        var cell = Grid.CellOf(value);
        Cells[cell] += count;
        if ((cell & 1) == 0)
        {
            Sums[cell >> 1] += value * count;
            AddBetweenEdges(value, count);
        }
    }

    private void AddBetweenEdges(double value, long count)
    {
        if (Exact is not null)
        {
            if (Exact.TryAdd(value, count))
                return;
            Summarise();
        }
        Magnitudes!.Add(value, count);
        _distinct!.Add(Hashing.Of(value));
    }

    /// <summary>Turns the exact values into sketches; from then on single values cannot be told apart.</summary>
    private void Summarise()
    {
        if (Exact is null)
            return;
        Magnitudes = new MagnitudeHistogram();
        _distinct = new DistinctSketch();
        foreach (var (value, count) in Exact.Unordered())
        {
            Magnitudes.Add(value, count);
            _distinct.Add(Hashing.Of(value));
        }
        Exact = null;
    }

    public void Merge(GridCounts other)
    {
        for (var i = 0; i < Cells.Length; i++)
            Cells[i] += other.Cells[i];
        for (var i = 0; i < Sums.Length; i++)
            Sums[i] += other.Sums[i];
        if (other.Exact is not null)
        {
            foreach (var (value, count) in other.Exact.Unordered())
                AddBetweenEdges(value, count);
            return;
        }
        Summarise();
        Magnitudes!.Merge(other.Magnitudes!);
        _distinct!.Merge(other._distinct!);
    }

    public GridCounts Clone()
    {
        var copy = new GridCounts(Grid) { Exact = Exact?.Clone(), Magnitudes = Magnitudes?.Clone(), _distinct = _distinct?.Clone() };
        Cells.CopyTo(copy.Cells, 0);
        Sums.CopyTo(copy.Sums, 0);
        return copy;
    }

    /// <summary>Distinct values, exact or estimated.</summary>
    public double Distinct
    {
        get
        {
            double onEdges = 0;
            for (var i = 1; i < Cells.Length; i += 2)
                onEdges += Cells[i] > 0 ? 1 : 0;
            return onEdges + (Exact?.Distinct ?? Math.Round(_distinct!.Estimate()));
        }
    }

    /// <summary>Every distinct value with its count in ascending order; null when they are not known.</summary>
    public (double Value, long Count)[]? ExactCounts()
    {
        if (Exact is null)
            return null;
        var between = Exact.Sorted();
        var edges = Grid.Edges;
        var all = new List<(double Value, long Count)>(between.Length + 16);
        var next = 0;
        for (var i = 0; i < edges.Length; i++)
        {
            if (Cells[(2 * i) + 1] == 0)
                continue;
            while (next < between.Length && between[next].Value < edges[i])
                all.Add(between[next++]);
            all.Add((edges[i], Cells[(2 * i) + 1]));
        }
        all.AddRange(between.AsSpan(next));
        return [.. all];
    }

    /// <summary>Writes what cannot be rebuilt from values: cells, sums and sketches.</summary>
    public void WriteSketches(ProfileWriter writer)
    {
        Sparse.Write(writer, Cells);
        for (var i = 0; i < Sums.Length; i++)
        {
            if (Cells[2 * i] != 0)
                writer.Double(Sums[i]);
        }
        Magnitudes!.Write(writer);
        _distinct!.Write(writer);
    }

    public static GridCounts ReadSketches(ref ProfileReader reader, NumericGrid grid)
    {
        var result = new GridCounts(grid) { Exact = null };
        Sparse.Read(ref reader, result.Cells);
        for (var i = 0; i < result.Sums.Length; i++)
        {
            if (result.Cells[2 * i] != 0)
                result.Sums[i] = reader.Double();
        }
        result.Magnitudes = MagnitudeHistogram.Read(ref reader);
        result._distinct = DistinctSketch.Read(ref reader);
        return result;
    }
}
