using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Core.Quality.Scores;

/// <summary>Counts and sums per cell of scores, only for cells that have any. Not thread-safe.</summary>
/// <param name="counts">Whole counts of a cell.</param>
/// <param name="sums">Sums of a cell.</param>
internal sealed class ScoreTable(int counts, int sums)
{
    /// <summary>The cell of rows without a score: it lies below every cell of every grid.</summary>
    public const int NoScore = -2_000_000;

    private readonly Dictionary<int, int> _places = [];
    private readonly List<int> _cells = [];
    private long[] _counts = new long[16 * counts];
    private double[] _sums = new double[16 * sums];

    /// <summary>Cells that have rows.</summary>
    public int Cells => _cells.Count;

    /// <summary>The place of a cell, made when it is new.</summary>
    public int PlaceOf(int cell)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, cell, out var known);
        if (known) return place;
        place = _cells.Count;
        _cells.Add(cell);
        if (_cells.Count * counts > _counts.Length) Array.Resize(ref _counts, _counts.Length * 2);
        if (_cells.Count * sums > _sums.Length) Array.Resize(ref _sums, _sums.Length * 2);
        return place;
    }

    /// <summary>The cell at a place.</summary>
    public int CellAt(int place) => _cells[place];

    /// <summary>Counts at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<long> Counts(int place) => _counts.AsSpan(place * counts, counts);

    /// <summary>Sums at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<double> Sums(int place) => _sums.AsSpan(place * sums, sums);

    /// <summary>Places in the order of their cells.</summary>
    public int[] Sorted()
    {
        int[] cells = [.. _cells];
        var places = new int[cells.Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(cells, places);
        return places;
    }

    /// <summary>Adds the cells of another table of the same columns.</summary>
    public void Merge(ScoreTable other)
    {
        for (var from = 0; from < other.Cells; from++)
        {
            var to = PlaceOf(other.CellAt(from));
            for (var i = 0; i < counts; i++) Counts(to)[i] += other.Counts(from)[i];
            for (var i = 0; i < sums; i++) Sums(to)[i] += other.Sums(from)[i];
        }
    }
}
