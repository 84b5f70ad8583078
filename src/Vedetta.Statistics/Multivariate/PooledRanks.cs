using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>
/// Rows of both sides as points for a kernel, each column with a total variance of one: numbers by their mid-ranks in the
/// pooled sample (so that units, skew and infinities do not matter), categories as indicators, missing values apart.
/// Every step looks at the pooled rows only, which keeps permutation tests exact.
/// </summary>
internal sealed class PooledRanks
{
    private const int MostLevels = 30;

    private PooledRanks(double[] points, int rows, int width)
    {
        Points = points;
        Rows = rows;
        Width = width;
    }

    /// <summary>The points, row by row, the reference first.</summary>
    public double[] Points { get; }

    public int Rows { get; }

    public int Width { get; }

    public static PooledRanks Of(LearningTable pooled)
    {
        var features = new List<double[]>();
        foreach (var column in pooled.Columns)
        {
            if (column is NumericColumn numeric)
                Numbers(numeric.Values, features);
            else
                Categories((CategoricalColumn)column, features);
        }
        var points = new double[pooled.Rows * features.Count];
        for (var f = 0; f < features.Count; f++)
        {
            for (var i = 0; i < pooled.Rows; i++)
                points[(i * features.Count) + f] = features[f][i];
        }
        return new PooledRanks(points, pooled.Rows, features.Count);
    }

    private static void Numbers(double[] values, List<double[]> features)
    {
        var present = Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).ToArray();
        var keys = Array.ConvertAll(present, i => values[i]);
        Array.Sort(keys, present);
        var ranks = new double[values.Length];
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            for (var i = start; i < end; i++)
                ranks[present[i]] = (start + end - keys.Length) / 2.0; // centred: missing values stay in the middle at 0
            start = end;
        }
        Add([ranks], features);
        if (present.Length < values.Length)
            Add([Array.ConvertAll(values, v => double.IsNaN(v) ? 1.0 : 0.0)], features);
    }

    private static void Categories(CategoricalColumn column, List<double[]> features)
    {
        var counts = new int[column.Levels.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0)
                counts[code]++;
        }
        var order = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0).OrderByDescending(i => counts[i]).ThenBy(i => column.Levels[i], StringComparer.Ordinal).ToArray();
        var place = new int[counts.Length];
        for (var i = 0; i < order.Length; i++)
            place[order[i]] = Math.Min(i, MostLevels);
        var levels = Math.Min(order.Length, MostLevels + 1);
        var indicators = new double[levels + 1][];
        for (var level = 0; level < indicators.Length; level++)
            indicators[level] = new double[column.Rows];
        for (var i = 0; i < column.Rows; i++)
            indicators[column.Codes[i] < 0 ? levels : place[column.Codes[i]]][i] = 1;
        Add(indicators, features);
    }

    /// <summary>Adds the parts of a column after dividing them by the root of their total variance; nothing when there is none.</summary>
    private static void Add(double[][] parts, List<double[]> features)
    {
        var total = 0.0;
        foreach (var part in parts)
        {
            var mean = part.Average();
            total += part.Sum(v => (v - mean) * (v - mean)) / part.Length;
        }
        if (!(total > 0))
            return;
        var scale = 1 / Math.Sqrt(total);
        foreach (var part in parts.Where(p => p.Any(v => v != 0)))
            features.Add(Array.ConvertAll(part, v => v * scale));
    }
}
