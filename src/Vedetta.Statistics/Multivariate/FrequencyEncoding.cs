using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>Columns as numbers, standardised unless their own units are wanted: categories by their share in the reference, unknown ones as 0.</summary>
internal sealed class FrequencyEncoding
{
    private readonly List<Part> _parts = [];

    public int Width => _parts.Count;

    /// <summary>Column each of the numbers comes from.</summary>
    public IReadOnlyList<string> ColumnOf { get; private set; } = [];

    public static FrequencyEncoding Of(LearningTable reference, PcaEncoding kind, bool standardise = true)
    {
        var encoding = new FrequencyEncoding();
        foreach (var column in reference.Columns)
        {
            if (column is CategoricalColumn categories)
            {
                encoding.Add(column, Frequencies(categories, kind), standardise);
                continue;
            }
            var known = ((NumericColumn)column).Values.Where(double.IsFinite).ToArray();
            var mean = known.Length > 0 ? known.Average() : 0;
            encoding.Add(column, c => Array.ConvertAll(((NumericColumn)c).Values, v => double.IsFinite(v) ? v : mean), standardise);
            if (kind == PcaEncoding.MissingApart && known.Length < column.Rows)
                encoding.Add(column, c => Array.ConvertAll(((NumericColumn)c).Values, v => double.IsFinite(v) ? 0.0 : 1.0), standardise);
        }
        encoding.ColumnOf = [.. encoding._parts.Select(p => p.Column.Name)];
        return encoding;
    }

    /// <summary>The numbers, row by row.</summary>
    public double[] Encode(LearningTable table)
    {
        var rows = new double[table.Rows * Width];
        for (var p = 0; p < Width; p++)
        {
            var part = _parts[p];
            var values = part.Numbers(table.Require(part.Column));
            for (var i = 0; i < values.Length; i++)
                rows[(i * Width) + p] = (values[i] - part.Mean) / part.Deviation;
        }
        return rows;
    }

    private void Add(LearningColumn column, Func<LearningColumn, double[]> numbers, bool standardise)
    {
        if (!standardise)
        {
            _parts.Add(new Part(column.Pick([]), numbers, 0, 1));
            return;
        }
        var values = numbers(column);
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / values.Length;
        _parts.Add(new Part(column.Pick([]), numbers, mean, variance > 0 ? Math.Sqrt(variance) : 1));
    }

    private static Func<LearningColumn, double[]> Frequencies(CategoricalColumn column, PcaEncoding kind)
    {
        var counts = new double[column.Levels.Count];
        var missing = 0.0;
        foreach (var code in column.Codes)
        {
            if (code < 0)
                missing++;
            else
                counts[code]++;
        }
        if (kind == PcaEncoding.NannyML && counts.Length > 0)
        {
            // The most frequent level takes the missing values; of equally frequent ones the first by name.
            var top = Enumerable.Range(0, counts.Length).OrderByDescending(i => counts[i]).ThenBy(i => column.Levels[i], StringComparer.Ordinal).First();
            counts[top] += missing;
            missing = counts[top];
        }
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < counts.Length; i++)
            shares[column.Levels[i]] = counts[i] / column.Rows;
        var ofMissing = missing / column.Rows;
        return other =>
        {
            var categories = (CategoricalColumn)other;
            var map = categories.Levels.Select(l => shares.GetValueOrDefault(l)).ToArray();
            return Array.ConvertAll(categories.Codes, c => c < 0 ? ofMissing : map[c]);
        };
    }

    private sealed record Part(LearningColumn Column, Func<LearningColumn, double[]> Numbers, double Mean, double Deviation);
}
