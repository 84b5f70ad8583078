using System.Buffers;
using System.Runtime.CompilerServices;
using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// The edges of a numeric column, fixed once by the reference: its quantiles at k/256, its deciles, its minimum and
/// maximum, and every value that carries more than 1/256 of it. Counts are kept at every edge and in every open
/// interval between edges; no interval holds more than 1/256 of the reference, rounded up to a row. Immutable.
/// </summary>
public sealed class NumericGrid : IEquatable<NumericGrid>
{
    /// <summary>The grid cuts the reference at every 1/256 of its rows.</summary>
    public const int Parts = 256;

    private const int InnerDeciles = 9;

    private readonly double[] _edges;
    private readonly int[] _deciles;
    private readonly GridIndex _index;

    private NumericGrid(double[] edges, int[] deciles)
    {
        _edges = edges;
        _deciles = deciles;
        _index = new GridIndex(edges);
        Fingerprint = FingerprintOf(edges, deciles);
    }

    /// <summary>The grid without edges: one open interval, for a reference without a finite value.</summary>
    public static NumericGrid Empty { get; } = new([], []);

    /// <summary>Distinct edges in ascending order.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>Where among <see cref="Edges"/> the distinct deciles of the reference are; PSI is counted between them.</summary>
    public ReadOnlySpan<int> Deciles => _deciles;

    /// <summary>A number that two grids share only when all edges and deciles are equal (64-bit hash).</summary>
    public ulong Fingerprint { get; }

    /// <summary>Open intervals and edges together: 2 x edges + 1 cells, interval and edge in turn.</summary>
    public int Cells => (2 * _edges.Length) + 1;

    /// <summary>Builds the grid of a reference column; NaN and infinities are ignored.</summary>
    public static NumericGrid FromReference(ReadOnlySpan<double> values)
    {
        var sorted = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                sorted[n++] = value + 0.0;
        }
        Array.Resize(ref sorted, n);
        RadixSort.Sort(sorted);
        return FromSorted(sorted);
    }

    /// <summary>Builds the grid of finite values that are already in ascending order.</summary>
    public static NumericGrid FromSorted(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty)
            return Empty;
        // At most one value in 256 can be an atom, so the room suffices.
        Span<double> room = stackalloc double[(2 * Parts) + InnerDeciles + 2];
        var n = 0;
        room[n++] = sorted[0];
        room[n++] = sorted[^1];
        for (var k = 1; k < Parts; k++)
            room[n++] = Quantiles.Linear(sorted, k / (double)Parts);
        Span<double> tenths = stackalloc double[InnerDeciles];
        for (var k = 0; k < InnerDeciles; k++)
            room[n++] = tenths[k] = Quantiles.Linear(sorted, (k + 1) / 10.0);
        n = AddAtoms(sorted, room, n);
        var edges = Distinct(room[..n]);
        var deciles = Array.ConvertAll(Distinct(tenths), d => Array.BinarySearch(edges, d));
        return new NumericGrid(edges, deciles);
    }

    private static double[] Distinct(Span<double> values)
    {
        values.Sort();
        var n = 0;
        foreach (var value in values)
        {
            if (n == 0 || values[n - 1] != value)
                values[n++] = value;
        }
        return values[..n].ToArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddAtoms(ReadOnlySpan<double> sorted, Span<double> edges, int n)
    {
        var start = 0;
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i] == sorted[start])
                continue;
            if ((long)(i - start) * Parts > sorted.Length)
                edges[n++] = sorted[start];
            start = i;
        }
        return n;
    }

    /// <summary>
    /// The cell of a finite value: 2i for the open interval below edge i (2 x edges above the last), 2i + 1 for edge i itself.
    /// </summary>
    public int CellOf(double value) => _index.CellOf(value);

    /// <summary>The cells of many finite values.</summary>
    internal void CellsOf(ReadOnlySpan<double> values, Span<int> cells, VectorWidth width) => _index.CellsOf(values, cells, width);

    /// <summary>The open interval or the single value that a cell covers.</summary>
    public (double Low, double High) Bounds(int cell)
    {
        var edge = cell >> 1;
        if ((cell & 1) == 1)
            return (_edges[edge], _edges[edge]);
        return (edge == 0 ? double.NegativeInfinity : _edges[edge - 1], edge == _edges.Length ? double.PositiveInfinity : _edges[edge]);
    }

    /// <summary>Writes the binary form.</summary>
    public void Write(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var writer = new ProfileWriter(ProfileKind.Grid, (_edges.Length * 8) + 64);
        writer.Count(_edges.Length);
        foreach (var edge in _edges)
            writer.Double(edge);
        writer.Count(_deciles.Length);
        foreach (var index in _deciles)
            writer.Count(index);
        writer.Finish(target);
    }

    /// <summary>Reads the binary form.</summary>
    /// <exception cref="FormatException">The bytes are damaged or no grid.</exception>
    public static NumericGrid Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProfileReader(bytes, ProfileKind.Grid);
        var edges = new double[reader.Length(8)];
        if (edges.Length > 4 * Parts)
            throw reader.Damaged("more edges than a grid can have");
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = reader.Double();
            if (!double.IsFinite(edges[i]) || (i > 0 && !(edges[i - 1] < edges[i])))
                throw reader.Damaged("the edges do not ascend");
        }
        var deciles = new int[reader.Length()];
        for (var i = 0; i < deciles.Length; i++)
        {
            deciles[i] = reader.Index(edges.Length);
            if (i > 0 && deciles[i - 1] >= deciles[i])
                throw reader.Damaged("the deciles do not ascend");
        }
        reader.End();
        return new NumericGrid(edges, deciles);
    }

    /// <inheritdoc/>
    public bool Equals(NumericGrid? other) => other is not null && Fingerprint == other.Fingerprint
        && _edges.AsSpan().SequenceEqual(other._edges) && _deciles.AsSpan().SequenceEqual(other._deciles);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NumericGrid);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode();

    private static ulong FingerprintOf(double[] edges, int[] deciles)
    {
        var hash = 0x9E37_79B9_7F4A_7C15UL;
        foreach (var edge in edges)
            hash = Hashing.Mix(hash ^ BitConverter.DoubleToUInt64Bits(edge));
        foreach (var index in deciles)
            hash = Hashing.Mix(hash ^ (ulong)(index + 1));
        return hash;
    }
}
