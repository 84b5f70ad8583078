using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Finds the cell of a value among ascending edges: a table narrows the search down to the few edges of one bucket, then
/// a fixed number of halving steps decides, without a branch that depends on the value. Buckets are equal parts of the
/// range, or equal parts of the order of the doubles where that spreads the edges better (long tails).
/// </summary>
internal sealed class GridIndex
{
    private const int Buckets = 4096;
    private const int Block = 256;

    private readonly ushort[] _start;
    private readonly double[] _padded;
    private readonly int _steps;
    private readonly bool _byOrder;
    private readonly double _origin;
    private readonly double _scale;
    private readonly long _firstKey;
    private readonly long _lastKey;
    private readonly int _shift;

    public GridIndex(double[] edges)
    {
        _origin = edges.Length > 0 ? edges[0] : 0;
        _scale = edges.Length > 1 ? Buckets / (edges[^1] - edges[0]) : 0;
        if (!double.IsFinite(_scale))
            _scale = 0;
        _firstKey = edges.Length > 0 ? KeyOf(edges[0]) : 0;
        _lastKey = edges.Length > 0 ? KeyOf(edges[^1]) : 0;
        _shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)_lastKey - (ulong)_firstKey) - BitOperations.Log2(Buckets));
        var equal = Fill(edges, byOrder: false);
        var ordered = Fill(edges, byOrder: true);
        _byOrder = ordered.Max() < equal.Max();
        _start = _byOrder ? ordered : equal;
        _steps = BitOperations.Log2(_start.Max()) + 1;
        for (var i = 1; i <= Buckets; i++)
            _start[i] += _start[i - 1];
        _padded = new double[edges.Length + (1 << _steps)];
        Array.Fill(_padded, double.PositiveInfinity);
        edges.CopyTo(_padded, 0);
    }

    /// <summary>2i for a value in the open interval below edge i, 2i + 1 for edge i itself.</summary>
    public int CellOf(double value)
    {
        value += 0.0; // negative zero lies where zero does
        var bucket = _byOrder ? OrderedBucket(value) : EqualBuckets.Of(value, _origin, _scale, Buckets - 1);
        return Search(ref MemoryMarshal.GetArrayDataReference(_padded), _start[bucket], _steps, value);
    }

    /// <summary>The cells of finite values without negative zeros.</summary>
    public void CellsOf(ReadOnlySpan<double> values, Span<int> cells, VectorWidth width)
    {
        if (cells.Length < values.Length)
            throw new ArgumentException($"{cells.Length} places are too few for the cells of {values.Length} values.", nameof(cells));
        Span<double> parts = stackalloc double[Block];
        while (!values.IsEmpty)
        {
            var block = values[..Math.Min(Block, values.Length)];
            if (_byOrder)
                OrderedCells(block, cells);
            else
            {
                var done = width >= VectorWidth.Bits256 && GatheredSearch.IsSupported
                    ? GatheredSearch.Cells(block, cells, _start, _padded, _origin, _scale, Buckets - 1, _steps)
                    : 0;
                EqualBuckets.Of(block[done..], _origin, _scale, Buckets - 1, parts, width);
                EqualCells(block[done..], parts, cells[done..]);
            }
            values = values[block.Length..];
            cells = cells[block.Length..];
        }
    }

    private void EqualCells(ReadOnlySpan<double> values, ReadOnlySpan<double> parts, Span<int> cells)
    {
        ref var padded = ref MemoryMarshal.GetArrayDataReference(_padded);
        ref var start = ref MemoryMarshal.GetArrayDataReference(_start);
        ref var part = ref Unsafe.As<double, ulong>(ref MemoryMarshal.GetReference(parts));
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var cell = ref MemoryMarshal.GetReference(cells);
        var steps = _steps;
        for (var i = 0; i < values.Length; i++)
            Unsafe.Add(ref cell, i) = Search(ref padded, Unsafe.Add(ref start, (nint)(Unsafe.Add(ref part, i) & 0xFFFF)), steps, Unsafe.Add(ref value, i));
    }

    private void OrderedCells(ReadOnlySpan<double> values, Span<int> cells)
    {
        ref var padded = ref MemoryMarshal.GetArrayDataReference(_padded);
        ref var start = ref MemoryMarshal.GetArrayDataReference(_start);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var cell = ref MemoryMarshal.GetReference(cells);
        var steps = _steps;
        for (var i = 0; i < values.Length; i++)
            Unsafe.Add(ref cell, i) = Search(ref padded, Unsafe.Add(ref start, OrderedBucket(Unsafe.Add(ref value, i))), steps, Unsafe.Add(ref value, i));
    }

    /// <summary>Edges of higher buckets are above the value, so the steps cannot run past its own bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Search(ref double padded, nint below, int steps, double value)
    {
        for (var shift = steps - 1; shift >= 0; shift--)
            below += (Unsafe.Add(ref padded, below + ((nint)1 << shift) - 1) < value ? 1 : 0) << shift;
        return (int)(2 * below) + (Unsafe.Add(ref padded, below) == value ? 1 : 0);
    }

    /// <summary>A whole number whose order is the order of the doubles.</summary>
    private static long KeyOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits ^ (long)((ulong)(bits >> 63) >> 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int OrderedBucket(double value) =>
        (int)(((ulong)Math.Min(Math.Max(KeyOf(value), _firstKey), _lastKey) - (ulong)_firstKey) >> _shift);

    /// <summary>How many edges lie in each bucket, one place later.</summary>
    private ushort[] Fill(double[] edges, bool byOrder)
    {
        var counts = new ushort[Buckets + 1 + GatheredSearch.TablePadding];
        foreach (var edge in edges)
            counts[(byOrder ? OrderedBucket(edge) : EqualBuckets.Of(edge, _origin, _scale, Buckets - 1)) + 1]++;
        return counts;
    }
}
