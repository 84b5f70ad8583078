using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Finds the cell of a value among ascending edges: a table narrows the search down to the few edges of one part of the
/// range, then a fixed number of halving steps decides, without a branch that depends on the value. Parts are equal
/// stretches of the range, or of the order of the doubles where that spreads the edges better (long tails).
/// </summary>
internal sealed class GridIndex
{
    private const int Parts = 4096;

    private readonly ushort[] _start;
    private readonly double[] _padded;
    private readonly int _steps;
    private readonly bool _byOrder;
    private readonly EqualParts _equal;
    private readonly OrderedParts _ordered;

    public GridIndex(double[] edges)
    {
        _equal = EqualOf(edges);
        var best = Fill(edges, _equal);
        // The outermost edges may stand far out (zero below a long tail): leaving them to the first and last part lets
        // the others have the table for themselves.
        for (var left = 0; left < 2; left++)
        {
            for (var right = 0; right < 2 && edges.Length > 3; right++)
            {
                var ordered = OrderedOf(edges[left], edges[^(1 + right)]);
                var counts = Fill(edges, ordered);
                if (counts.Max() < best.Max())
                    (best, _ordered, _byOrder) = (counts, ordered, true);
            }
        }
        _start = best;
        _steps = BitOperations.Log2(_start.Max()) + 1;
        for (var i = 1; i <= Parts; i++)
            _start[i] += _start[i - 1];
        _padded = new double[edges.Length + (1 << _steps)];
        Array.Fill(_padded, double.PositiveInfinity);
        edges.CopyTo(_padded, 0);
    }

    /// <summary>2i for a value in the open interval below edge i, 2i + 1 for edge i itself.</summary>
    public int CellOf(double value)
    {
        value += 0.0; // negative zero lies where zero does
        return Search(_start[_byOrder ? _ordered.Of(value) : _equal.Of(value)], value);
    }

    /// <summary>The cells of finite values.</summary>
    public void CellsOf(ReadOnlySpan<double> values, Span<int> cells, VectorWidth width)
    {
        if (cells.Length < values.Length)
            throw new ArgumentException($"{cells.Length} places are too few for the cells of {values.Length} values.", nameof(cells));
        if (_byOrder)
            CellsOf(values, cells, width, _ordered);
        else
            CellsOf(values, cells, width, _equal);
    }

    private void CellsOf<TParts>(ReadOnlySpan<double> values, Span<int> cells, VectorWidth width, TParts parts)
        where TParts : struct, IParts
    {
        var done = width >= VectorWidth.Bits256 && GatheredSearch.IsSupported
            ? GatheredSearch.Cells(values, cells, _start, _padded, parts, _steps)
            : 0;
        for (var i = done; i < values.Length; i++)
        {
            var value = values[i] + 0.0;
            cells[i] = Search(_start[parts.Of(value)], value);
        }
    }

    /// <summary>Edges of higher parts are above the value, so the steps cannot run past its own part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Search(nint below, double value)
    {
        ref var padded = ref MemoryMarshal.GetArrayDataReference(_padded);
        for (var shift = _steps - 1; shift >= 0; shift--)
            below += (Unsafe.Add(ref padded, below + ((nint)1 << shift) - 1) < value ? 1 : 0) << shift;
        return (int)(2 * below) + (Unsafe.Add(ref padded, below) == value ? 1 : 0);
    }

    private static EqualParts EqualOf(double[] edges)
    {
        var scale = edges.Length > 1 ? Parts / (edges[^1] - edges[0]) : 0;
        return new EqualParts(edges.Length > 0 ? edges[0] : 0, double.IsFinite(scale) ? scale : 0, Parts - 1);
    }

    /// <summary>Parts 1 to the last but one over the order from low to high.</summary>
    private static OrderedParts OrderedOf(double low, double high)
    {
        var (first, last) = (OrderedParts.KeyOf(low), OrderedParts.KeyOf(high));
        var shift = 0;
        while ((((ulong)last - (ulong)first) >> shift) > Parts - 3)
            shift++;
        var part = 1L << shift;
        return new OrderedParts(first - part, last + part, shift);
    }

    /// <summary>How many edges lie in each part, one place later.</summary>
    private static ushort[] Fill<TParts>(double[] edges, TParts parts)
        where TParts : struct, IParts
    {
        var counts = new ushort[Parts + 1 + GatheredSearch.TablePadding];
        foreach (var edge in edges)
            counts[parts.Of(edge) + 1]++;
        return counts;
    }
}
