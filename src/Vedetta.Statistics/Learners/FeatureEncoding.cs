namespace Vedetta.Statistics.Learners;

/// <summary>
/// How a table becomes numbers for linear methods, learned from one table: numbers filled with their mean where missing
/// or infinite, with an indicator of that; categories as indicators of their levels but the most frequent one.
/// </summary>
internal sealed class FeatureEncoding
{
    private const int MostLevels = 50;
    private readonly Part[] _parts;

    private FeatureEncoding(Part[] parts)
    {
        _parts = parts;
        Width = parts.Sum(p => p.Width);
        Names = [.. parts.SelectMany(p => p.Names)];
    }

    /// <summary>Numbers per row.</summary>
    public int Width { get; }

    /// <summary>What each of them is.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Column each of them comes from.</summary>
    public IEnumerable<string> ColumnOf => _parts.SelectMany(p => Enumerable.Repeat(p.Column.Name, p.Width));

    /// <summary>Divisor of each of them; a raw unit is value over scale.</summary>
    public IEnumerable<(double Offset, double Scale)> Scales => _parts.SelectMany(p => p.Scales);

    /// <summary>Learns means, deviations and levels.</summary>
    public static FeatureEncoding Of(LearningTable table, ReadOnlySpan<double> weights, bool standardise)
    {
        var parts = new List<Part>();
        foreach (var column in table.Columns)
            parts.Add(column is NumericColumn numeric ? NumericPart.Of(numeric, weights, standardise) : CategoricalPart.Of((CategoricalColumn)column));
        return new FeatureEncoding([.. parts]);
    }

    /// <summary>The numbers of every row, row by row.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it with another type.</exception>
    public double[] Encode(LearningTable table)
    {
        var rows = new double[table.Rows * Width];
        var at = 0;
        foreach (var part in _parts)
        {
            part.Encode(table.Require(part.Column), rows, at, Width);
            at += part.Width;
        }
        return rows;
    }

    private abstract class Part(LearningColumn column)
    {
        /// <summary>Name and type of the column, without rows.</summary>
        public LearningColumn Column { get; } = column.Pick([]);

        public abstract int Width { get; }

        public abstract IEnumerable<string> Names { get; }

        public abstract IEnumerable<(double Offset, double Scale)> Scales { get; }

        public abstract void Encode(LearningColumn column, double[] rows, int at, int stride);
    }

    private sealed class NumericPart(NumericColumn column, double mean, double offset, double scale, bool indicator) : Part(column)
    {
        public override int Width => indicator ? 2 : 1;

        public override IEnumerable<string> Names => indicator ? [Column.Name, $"{Column.Name} is missing"] : [Column.Name];

        public override IEnumerable<(double Offset, double Scale)> Scales => indicator ? [(offset, scale), (0, 1)] : [(offset, scale)];

        public static NumericPart Of(NumericColumn column, ReadOnlySpan<double> weights, bool standardise)
        {
            var (total, mean, squares, missing) = (0.0, 0.0, 0.0, false);
            for (var i = 0; i < column.Rows; i++)
            {
                var weight = weights.IsEmpty ? 1 : weights[i];
                if (!double.IsFinite(column.Values[i]))
                {
                    missing = true;
                    continue;
                }
                if (weight == 0)
                    continue;
                total += weight;
                var step = column.Values[i] - mean;
                mean += step * weight / total;
                squares += weight * step * (column.Values[i] - mean);
            }
            var deviation = total > 0 ? Math.Sqrt(squares / total) : 0;
            return new NumericPart(column, mean, standardise ? mean : 0, standardise && deviation > 0 ? deviation : 1, missing);
        }

        public override void Encode(LearningColumn column, double[] rows, int at, int stride)
        {
            var values = ((NumericColumn)column).Values;
            for (var (i, to) = (0, at); i < values.Length; i++, to += stride)
            {
                var known = double.IsFinite(values[i]);
                rows[to] = ((known ? values[i] : mean) - offset) / scale;
                if (indicator)
                    rows[to + 1] = known ? 0 : 1;
            }
        }
    }

    private sealed class CategoricalPart(CategoricalColumn column, Dictionary<string, int> levels, int missing) : Part(column)
    {
        public override int Width => levels.Count + (missing >= 0 ? 1 : 0);

        public override IEnumerable<string> Names =>
            levels.OrderBy(l => l.Value).Select(l => $"{Column.Name} = {l.Key}").Concat(missing >= 0 ? [$"{Column.Name} is missing"] : []);

        public override IEnumerable<(double Offset, double Scale)> Scales => Enumerable.Repeat((0.0, 1.0), Width);

        public static CategoricalPart Of(CategoricalColumn column)
        {
            var counts = new int[column.Levels.Count + 1];
            foreach (var code in column.Codes)
                counts[code < 0 ? ^1 : code]++;
            var present = Enumerable.Range(0, column.Levels.Count).Where(i => counts[i] > 0)
                .OrderByDescending(i => counts[i]).ThenBy(i => column.Levels[i], StringComparer.Ordinal).ToList();
            var levels = new Dictionary<string, int>(StringComparer.Ordinal);
            // The most frequent level is what the others are compared with.
            foreach (var level in present.Skip(1).Take(MostLevels))
                levels[column.Levels[level]] = levels.Count;
            return new CategoricalPart(column, levels, counts[^1] > 0 && present.Count > 0 ? levels.Count : -1);
        }

        public override void Encode(LearningColumn column, double[] rows, int at, int stride)
        {
            var categories = (CategoricalColumn)column;
            var map = categories.Levels.Select(l => levels.TryGetValue(l, out var index) ? index : -1).ToArray();
            for (var i = 0; i < categories.Codes.Length; i++)
            {
                var index = categories.Codes[i] < 0 ? missing : map[categories.Codes[i]];
                if (index >= 0)
                    rows[(i * stride) + at + index] = 1;
            }
        }
    }
}
