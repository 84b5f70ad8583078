using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Explaining;

/// <summary>Common bins of profiles of one column: tenths of the reference for numbers, the largest categories otherwise, missing apart. Pure.</summary>
internal sealed class ColumnBins
{
    private const int MostCategories = 30;

    private readonly List<string>? _categories;
    private readonly NumericGrid? _grid;

    private ColumnBins(List<string>? categories, NumericGrid? grid) => (_categories, _grid) = (categories, grid);

    /// <summary>Number of bins; the last one is missing, for categories the one before it everything else.</summary>
    public int Count => _categories is { } categories ? categories.Count + 2 : _grid!.Deciles.Length + 2;

    /// <summary>Bins that fit these profiles; null when they cannot be compared: none there, different kinds, different grids.</summary>
    public static ColumnBins? Of(IEnumerable<ColumnProfile> profiles)
    {
        var all = profiles.ToList();
        if (all.Count == 0) return null;
        if (all.TrueForAll(profile => profile is CategoricalProfile))
        {
            var counts = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var (category, count) in all.Cast<CategoricalProfile>().SelectMany(profile => profile.Counts)) counts[category] = counts.GetValueOrDefault(category) + count;
            return new ColumnBins([.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostCategories).Select(pair => pair.Key)], null);
        }

        if (!all.TrueForAll(profile => profile is NumericProfile { Grid: not null })) return null;
        var grids = all.Cast<NumericProfile>().Select(profile => profile.Grid!).DistinctBy(grid => grid.Fingerprint).ToList();
        return grids is [var grid] && grid.Deciles.Length > 0 ? new ColumnBins(null, grid) : null;
    }

    /// <summary>Rows per bin; zeros for a profile that is not there.</summary>
    public long[] CountsOf(ColumnProfile? profile)
    {
        var counts = new long[Count];
        if (profile is NumericProfile numbers)
        {
            numbers.DecileCounts().CopyTo(counts, 0);
            counts[^1] = numbers.Absent;
        }
        else if (profile is CategoricalProfile categories)
        {
            for (var i = 0; i < _categories!.Count; i++) counts[i] = categories.Counts.GetValueOrDefault(_categories[i]);
            counts[^2] = categories.Values - counts.Sum();
            counts[^1] = categories.Missing + categories.Invalid;
        }

        return counts;
    }

    /// <summary>The bin of a number; a missing one has the last bin.</summary>
    public int BinOf(double value)
    {
        if (double.IsNaN(value)) return Count - 1;
        var deciles = _grid!.Deciles;
        for (var i = 0; i < deciles.Length; i++)
            if (value <= _grid.Edges[deciles[i]]) return i;
        return deciles.Length;
    }

    /// <summary>The bin of a category; null is missing.</summary>
    public int BinOf(string? category)
    {
        if (category is null) return Count - 1;
        var place = _categories!.FindIndex(each => string.Equals(each, category, StringComparison.Ordinal));
        return place >= 0 ? place : Count - 2;
    }
}
