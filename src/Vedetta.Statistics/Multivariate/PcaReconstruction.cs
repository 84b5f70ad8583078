using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>How columns become numbers before principal components are taken.</summary>
public enum PcaEncoding
{
    /// <summary>A missing category is a category of its own, a missing or infinite number is the mean and gets an indicator of its own.</summary>
    MissingApart,

    /// <summary>NannyML's: a missing category is the most frequent one, a missing number is the mean, and neither leaves a trace.</summary>
    NannyML,
}

/// <summary>
/// Principal components of a reference and how well they describe other rows: columns are standardised, categories stand
/// for how frequent they are in the reference, and a row's error is the distance to its projection on the components that
/// explain the wanted share of variance.
/// </summary>
/// <remarks>Source: Jolliffe 2002; as a measure of drift NannyML's data reconstruction.</remarks>
public sealed class PcaReconstruction
{
    private readonly FrequencyEncoding _encoding;
    private readonly double[][] _components;

    private PcaReconstruction(FrequencyEncoding encoding, double[][] components, double[] explained)
    {
        _encoding = encoding;
        _components = components;
        ExplainedVariance = explained;
    }

    /// <summary>Share of variance of each kept component, the largest first.</summary>
    public IReadOnlyList<double> ExplainedVariance { get; }

    /// <summary>Numbers a row becomes.</summary>
    public int Width => _encoding.Width;

    /// <summary>Takes components until they explain more than the wanted share of variance.</summary>
    /// <param name="reference">At least two rows and one column.</param>
    /// <param name="varianceShare">Above 0 and below 1.</param>
    /// <param name="encoding">How columns become numbers.</param>
    /// <exception cref="ArgumentException">Too few rows or columns, or a share out of range.</exception>
    public static PcaReconstruction Fit(LearningTable reference, double varianceShare = 0.65, PcaEncoding encoding = PcaEncoding.MissingApart)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Rows < 2 || reference.Columns.Count == 0)
            throw new ArgumentException($"The reference has {reference.Rows} rows and {reference.Columns.Count} columns; components need two rows and one column.", nameof(reference));
        if (!(varianceShare is > 0 and < 1))
            throw new ArgumentException($"The share of variance is {varianceShare}; it lies between 0 and 1.", nameof(varianceShare));
        var encoded = FrequencyEncoding.Of(reference, encoding);
        var width = encoded.Width;
        var rows = encoded.Encode(reference);
        var covariance = new DenseMatrix(width, width, Covariance(rows, width));
        var evd = covariance.Evd(Symmetricity.Symmetric);
        var total = evd.EigenValues.Sum(v => Math.Max(0, v.Real));
        var components = new List<double[]>();
        var explained = new List<double>();
        for (var k = width - 1; k >= 0 && (explained.Count == 0 || explained.Sum() <= varianceShare); k--)
        {
            components.Add(evd.EigenVectors.Column(k).ToArray());
            explained.Add(total > 0 ? Math.Max(0, evd.EigenValues[k].Real) / total : 1);
        }
        return new PcaReconstruction(encoded, [.. components], [.. explained]);
    }

    /// <summary>Euclidean distance of every row to its reconstruction, in standard deviations of the reference.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it with another type.</exception>
    public double[] Errors(LearningTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var residuals = Residuals(table);
        var errors = new double[table.Rows];
        for (var i = 0; i < errors.Length; i++)
        {
            var sum = 0.0;
            foreach (var value in residuals.AsSpan(i * Width, Width))
                sum += value * value;
            errors[i] = Math.Sqrt(sum);
        }
        return errors;
    }

    /// <summary>Mean squared residual of each column over the rows.</summary>
    internal Dictionary<string, double> SquaredResiduals(LearningTable table)
    {
        var residuals = Residuals(table);
        var squares = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < residuals.Length; i++)
        {
            var column = _encoding.ColumnOf[i % Width];
            squares[column] = squares.GetValueOrDefault(column) + (residuals[i] * residuals[i] / table.Rows);
        }
        return squares;
    }

    private double[] Residuals(LearningTable table)
    {
        var rows = _encoding.Encode(table);
        for (var i = 0; i < table.Rows; i++)
        {
            var row = rows.AsSpan(i * Width, Width);
            // Components are orthogonal: taking them off one after the other is the projection.
            foreach (var component in _components)
            {
                var score = 0.0;
                for (var k = 0; k < component.Length; k++)
                    score += row[k] * component[k];
                for (var k = 0; k < component.Length; k++)
                    row[k] -= score * component[k];
            }
        }
        return rows;
    }

    private static double[] Covariance(double[] rows, int width)
    {
        var sums = new double[width * width];
        for (var at = 0; at < rows.Length; at += width)
        {
            for (var j = 0; j < width; j++)
            {
                var value = rows[at + j];
                if (value == 0)
                    continue;
                for (var k = 0; k <= j; k++)
                    sums[(j * width) + k] += value * rows[at + k];
            }
        }
        for (var j = 0; j < width; j++)
        {
            for (var k = 0; k <= j; k++)
                sums[(j * width) + k] = sums[(k * width) + j] = sums[(j * width) + k] / (rows.Length / width);
        }
        return sums;
    }
}
