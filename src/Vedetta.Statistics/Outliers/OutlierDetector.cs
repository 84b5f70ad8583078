using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Statistics.Outliers;

/// <summary>How columns become numbers for distances.</summary>
public enum OutlierEncoding
{
    /// <summary>
    /// Every column in standard deviations of the rows fitted to: categories by how frequent they are (unknown ones 0),
    /// missing or infinite numbers as the mean with an indicator of their own.
    /// </summary>
    Standardised,

    /// <summary>The same, but in the columns' own units.</summary>
    OwnUnits,
}

/// <summary>Says how strange a row is beside the rows it was fitted to: the higher the score, the stranger.</summary>
public abstract class OutlierDetector
{
    private readonly FrequencyEncoding _encoding;

    private protected OutlierDetector(FrequencyEncoding encoding) => _encoding = encoding;

    /// <summary>Numbers a row becomes.</summary>
    public int Width => _encoding.Width;

    /// <summary>Score of every row.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it with another type.</exception>
    public double[] Score(LearningTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = _encoding.Encode(table);
        var scores = new double[table.Rows];
        Parallel.For(0, (table.Rows + 255) / 256, block =>
        {
            for (var i = block * 256; i < Math.Min(table.Rows, (block + 1) * 256); i++)
                scores[i] = Score(rows.AsSpan(i * Width, Width));
        });
        return scores;
    }

    /// <summary>Score of a row of numbers.</summary>
    private protected abstract double Score(ReadOnlySpan<double> row);

    /// <summary>Learns how the columns of a table become numbers, and the numbers of its rows.</summary>
    /// <exception cref="ArgumentException">Fewer than two rows, or no columns.</exception>
    private protected static (FrequencyEncoding Encoding, double[] Rows) Encode(LearningTable table, OutlierEncoding kind)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Rows < 2 || table.Columns.Count == 0)
            throw new ArgumentException($"The table has {table.Rows} rows and {table.Columns.Count} columns; a detector needs two rows and one column.", nameof(table));
        var encoding = FrequencyEncoding.Of(table, PcaEncoding.MissingApart, kind == OutlierEncoding.Standardised);
        return (encoding, encoding.Encode(table));
    }
}
