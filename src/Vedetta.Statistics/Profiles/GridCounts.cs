using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Counts and sums of finite values on a grid, and what is known of the values between the edges: every one of them
/// while they are few, then buckets of magnitude and a distinct sketch; or nothing, where no sketches are wanted.
/// </summary>
internal sealed class GridCounts(NumericGrid grid, bool sketches)
{
    private const int Block = 256;

    // Values on edges are added to one of these spare sums, in turn, so that no branch depends on the value and a
    // frequent value does not wait for its own last addition.
    private const int Spare = 8;

    private readonly double[] _sums = new double[grid.Edges.Length + 1 + Spare];
    private DistinctSketch? _distinct;

    // Every second value of a long column is counted here, so that a frequent value does not wait for its own last count;
    // all zeros once they are folded into the cells.
    private long[]? _turn;

    public NumericGrid Grid { get; } = grid;

    /// <summary>Counts per cell of the grid.</summary>
    public long[] Cells { get; } = new long[grid.Cells];

    /// <summary>Sums per open interval.</summary>
    public Span<double> Sums => _sums.AsSpan(0, Grid.Edges.Length + 1);

    /// <summary>The values between edges; null once they are too many, or without sketches.</summary>
    public ExactValues? Exact { get; private set; } = sketches ? new() : null;

    /// <summary>Their buckets of magnitude; null while they are exact, or without sketches.</summary>
    public MagnitudeHistogram? Magnitudes { get; private set; }

    /// <summary>Whether anything is kept of the values besides counts and sums.</summary>
    public bool HasSketches { get; } = sketches;

    /// <summary>Adds finite values; without negative zeros where sketches are kept.</summary>
    /// <param name="values">The values.</param>
    /// <param name="fold">False when more of the same column follow: <see cref="Fold"/> comes before anybody reads.</param>
    [SkipLocalsInit]
    public void Add(ReadOnlySpan<double> values, bool fold = true)
    {
        Span<int> cells = stackalloc int[Block];
        Span<int> places = stackalloc int[Block];
        Span<double> between = stackalloc double[Block];
        while (!values.IsEmpty)
        {
            var block = values[..Math.Min(Block, values.Length)];
            Grid.CellsOf(block, cells, Processor.Widest);
            FindPlaces(cells, places, block.Length);
            if (HasSketches)
                AddBetweenEdges(between[..CountAndPick(block, cells, places, between)]);
            else if (fold)
                Count(block, cells, places);
            else
                CountInTurns(block, cells, places);
            values = values[block.Length..];
        }
    }

    /// <summary>Brings together what values added without folding were counted as.</summary>
    public void Fold()
    {
        if (_turn is null)
            return;
        for (var i = 0; i < _turn.Length; i++)
            Cells[i] += _turn[i];
        Array.Clear(_turn);
    }

    /// <summary>Where in the sums the value of a cell goes: to its interval from an even cell, to a spare sum from an odd one.</summary>
    private void FindPlaces(ReadOnlySpan<int> cells, Span<int> places, int length)
    {
        var spare = new Vector<int>(Sums.Length) + (Vector.CreateSequence(0, 1) & new Vector<int>(Spare - 1));
        for (var i = 0; i < length; i += Vector<int>.Count) // the room is whole vectors
        {
            var cell = new Vector<int>(cells[i..]);
            var between = (cell & Vector<int>.One) - Vector<int>.One; // all ones or all zeros
            Vector.ConditionalSelect(between, cell >> 1, spare).CopyTo(places[i..]);
        }
    }

    private void Count(ReadOnlySpan<double> values, ReadOnlySpan<int> cells, ReadOnlySpan<int> places)
    {
        ref var count = ref MemoryMarshal.GetArrayDataReference(Cells);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var cell = ref MemoryMarshal.GetReference(cells);
        ref var place = ref MemoryMarshal.GetReference(places);
        for (var i = 0; i < values.Length; i++)
        {
            Unsafe.Add(ref count, Unsafe.Add(ref cell, i))++;
            Unsafe.Add(ref sum, Unsafe.Add(ref place, i)) += values[i];
        }
    }

    /// <summary>As <see cref="Count"/>, every second value apart.</summary>
    private void CountInTurns(ReadOnlySpan<double> values, ReadOnlySpan<int> cells, ReadOnlySpan<int> places)
    {
        _turn ??= new long[Cells.Length];
        ref var count = ref MemoryMarshal.GetArrayDataReference(Cells);
        ref var turn = ref MemoryMarshal.GetArrayDataReference(_turn);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var cell = ref MemoryMarshal.GetReference(cells);
        ref var place = ref MemoryMarshal.GetReference(places);
        var pairs = values.Length & ~1;
        for (var i = 0; i < pairs; i += 2)
        {
            Unsafe.Add(ref count, Unsafe.Add(ref cell, i))++;
            Unsafe.Add(ref turn, Unsafe.Add(ref cell, i + 1))++;
            Unsafe.Add(ref sum, Unsafe.Add(ref place, i)) += values[i];
            Unsafe.Add(ref sum, Unsafe.Add(ref place, i + 1)) += values[i + 1];
        }
        Count(values[pairs..], cells[pairs..], places[pairs..]);
    }

    /// <summary>As <see cref="Count"/>, and gives the values between edges; answers how many they are.</summary>
    private int CountAndPick(ReadOnlySpan<double> values, ReadOnlySpan<int> cells, ReadOnlySpan<int> places, Span<double> between)
    {
        ref var count = ref MemoryMarshal.GetArrayDataReference(Cells);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var cell = ref MemoryMarshal.GetReference(cells);
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var picked = ref MemoryMarshal.GetReference(between);
        nint n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            nint at = Unsafe.Add(ref cell, i);
            var value = values[i];
            Unsafe.Add(ref count, at)++;
            Unsafe.Add(ref sum, Unsafe.Add(ref place, i)) += value;
            Unsafe.Add(ref picked, n) = value;
            n += 1 - (at & 1);
        }
        return (int)n;
    }

    public void Add(double value, long count)
    {
        var cell = Grid.CellOf(value);
        Cells[cell] += count;
        if ((cell & 1) == 0)
        {
            _sums[cell >> 1] += value * count;
            AddBetweenEdges(value, count);
        }
    }

    private void AddBetweenEdges(ReadOnlySpan<double> values)
    {
        if (Exact is not null)
        {
            values = values[Exact.Add(values)..];
            if (values.IsEmpty)
                return;
            Summarise();
        }
        Magnitudes!.Add(values);
        _distinct!.Add(values);
    }

    private void AddBetweenEdges(double value, long count)
    {
        if (!HasSketches)
            return;
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
        if (!HasSketches)
            return;
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
        var copy = new GridCounts(Grid, HasSketches) { Exact = Exact?.Clone(), Magnitudes = Magnitudes?.Clone(), _distinct = _distinct?.Clone() };
        Cells.CopyTo(copy.Cells, 0);
        Sums.CopyTo(copy.Sums);
        return copy;
    }

    /// <summary>Distinct values, exact or estimated; NaN without sketches.</summary>
    public double Distinct
    {
        get
        {
            if (!HasSketches)
                return double.NaN;
            double onEdges = 0;
            for (var i = 1; i < Cells.Length; i += 2)
                onEdges += Cells[i] > 0 ? 1 : 0;
            return onEdges + (Exact?.Distinct ?? Math.Round(_distinct!.Estimate()));
        }
    }

    /// <summary>How many values are at most this one, without putting them in order; null when single values are not known.</summary>
    public long? CountAtMost(double value)
    {
        if (Exact is null)
            return null;
        var sum = Exact.CountAtMost(value);
        var edges = Grid.Edges;
        for (var i = 0; i < edges.Length && edges[i] <= value; i++)
            sum += Cells[(2 * i) + 1];
        return sum;
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
        if (!HasSketches)
            return;
        Magnitudes!.Write(writer);
        _distinct!.Write(writer);
    }

    public static GridCounts ReadSketches(ref ProfileReader reader, NumericGrid grid, bool sketches)
    {
        var result = new GridCounts(grid, sketches) { Exact = null };
        Sparse.Read(ref reader, result.Cells);
        for (var i = 0; i < result.Sums.Length; i++)
        {
            if (result.Cells[2 * i] != 0)
                result.Sums[i] = reader.Double();
        }
        if (!sketches)
            return result;
        result.Magnitudes = MagnitudeHistogram.Read(ref reader);
        result._distinct = DistinctSketch.Read(ref reader);
        return result;
    }
}
