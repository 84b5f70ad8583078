using System.Globalization;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Profiles.Building;
using Vedetta.Statistics.Profiles;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Core.Slices;

/// <summary>
/// Bins of one column: fifths of the reference for numbers, the largest categories of both sides otherwise, and missing.
/// The same bins cut the rows and the baseline. Not thread-safe.
/// </summary>
internal sealed class SliceBins
{
    /// <summary>Label of rows without a value.</summary>
    public const string Missing = "missing";

    /// <summary>Label of rows in rarer categories.</summary>
    public const string Other = "other";

    private const int MostCategories = 15;

    private readonly PlannedColumn _column;
    private readonly double[] _edges;
    private readonly Dictionary<string, byte> _codes;
    private readonly byte _missing;
    private readonly byte _other;

    private SliceBins(PlannedColumn column, double[] edges, IReadOnlyList<string> categories)
    {
        _column = column;
        _edges = edges;
        _codes = new Dictionary<string, byte>(StringComparer.Ordinal);
        var labels = new List<string>();
        if (column.Numeric)
        {
            for (var i = 0; i <= edges.Length; i++) labels.Add(LabelOf(i == 0 ? null : edges[i - 1], i == edges.Length ? null : edges[i]));
        }
        else
        {
            foreach (var category in categories)
            {
                _codes[category] = (byte)labels.Count;
                labels.Add(category);
            }

            labels.Add(Other);
        }

        (_other, _missing) = ((byte)(labels.Count - 1), (byte)labels.Count);
        labels.Add(Missing);
        Labels = labels;
    }

    /// <summary>Name of the column as profiles name it.</summary>
    public string Name => _column.Name;

    /// <summary>The column.</summary>
    public PlannedColumn Column => _column;

    /// <summary>Name of each bin.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Bins of a column; null when it has one value only.</summary>
    public static SliceBins? Of(PlannedColumn column, ColumnProfile? now, ColumnProfile? before)
    {
        if (column.Numeric)
        {
            var edges = EdgesOf((before ?? now) as NumericProfile);
            return edges.Length == 0 && !HasMissing(now, before) ? null : new SliceBins(column, edges, []);
        }

        var categories = new[] { now, before }.OfType<CategoricalProfile>()
            .SelectMany(profile => profile.Counts.Where(pair => pair.Value > 0).Select(pair => (pair.Key, Share: (double)pair.Value / Math.Max(1, profile.Rows))))
            .GroupBy(pair => pair.Key, StringComparer.Ordinal).Select(group => (group.Key, Share: group.Max(pair => pair.Share)))
            .OrderByDescending(pair => pair.Share).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostCategories).Select(pair => pair.Key).ToList();
        return categories.Count < 2 && !HasMissing(now, before) ? null : new SliceBins(column, [], categories);
    }

    /// <summary>Appends the bins of the rows of a batch that are wanted.</summary>
    public void Add(PredictionBatch batch, IReadOnlyList<int> rows, List<byte> codes)
    {
        if (_column.Numeric)
        {
            var values = _column.Numbers(batch).Span;
            foreach (var row in rows) codes.Add(row < values.Length ? CodeOf(values[row]) : _missing);
            return;
        }

        var texts = _column.Categories(batch);
        var known = texts is null ? [] : CodesOf(texts);
        foreach (var row in rows) codes.Add(texts is not null && row < texts.Count && texts.Codes[row] is >= 0 and var code ? known[code] : _missing);
    }

    /// <summary>The column for a search.</summary>
    public SliceColumn Finish(List<byte> codes) => new(Name, Labels, [.. codes]);

    private byte[] CodesOf(CategoryBuffer texts)
    {
        var codes = new byte[texts.Dictionary.Count];
        for (var i = 0; i < codes.Length; i++) codes[i] = _codes.TryGetValue(texts.Dictionary[i], out var code) ? code : _other;
        return codes;
    }

    private byte CodeOf(double value)
    {
        if (double.IsNaN(value)) return _missing;
        byte bin = 0;
        while (bin < _edges.Length && value > _edges[bin]) bin++;
        return bin;
    }

    // Every second tenth: fifths keep enough rows in a slice of two columns.
    private static double[] EdgesOf(NumericProfile? profile)
    {
        if (profile is null || profile.Moments.Count == 0) return [];
        double[] edges = profile.Grid is { Deciles.Length: > 0 } grid
            ? [.. Enumerable.Range(0, grid.Deciles.Length).Where(i => grid.Deciles.Length < 6 || i % 2 == 1).Select(i => grid.Edges[grid.Deciles[i]])]
            : [.. new[] { 0.2, 0.4, 0.6, 0.8 }.Select(profile.Quantile)];
        return [.. edges.Where(double.IsFinite).Distinct().Order().Where(edge => edge < profile.Max)];
    }

    private static bool HasMissing(params ColumnProfile?[] profiles) => profiles.Any(profile => profile is not null && profile.Missing + profile.Invalid > 0);

    private static string LabelOf(double? from, double? to) =>
        from is null ? to is null ? "any" : $"≤ {Text(to.Value)}" : to is null ? $"> {Text(from.Value)}" : $"{Text(from.Value)} – {Text(to.Value)}";

    private static string Text(double value)
    {
        var text = value.ToString("G4", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? value.ToString("0.####", CultureInfo.InvariantCulture) : text;
    }
}
