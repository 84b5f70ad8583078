using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Statistics.Outliers;

/// <summary>Squared length of what the leading principal components leave of a row: rows that break the correlations stand out.</summary>
/// <remarks>Source: Jackson and Mudholkar 1979 (Q statistic).</remarks>
public sealed class ResidualDetector : OutlierDetector
{
    private readonly double[] _mean;
    private readonly double[][] _left;

    private ResidualDetector(FrequencyEncoding encoding, double[] mean, double[][] left, double[] eigenvalues)
        : base(encoding)
    {
        _mean = mean;
        _left = left;
        Eigenvalues = eigenvalues;
    }

    /// <summary>Variances along the components, rising.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>Learns the components.</summary>
    /// <param name="table">At least two rows and two numbers per row.</param>
    /// <param name="components">Leading components that do not count; null for as few as explain 80 % of the variance, leaving at least one.</param>
    /// <param name="encoding">How columns become numbers.</param>
    /// <exception cref="ArgumentException">Fewer than two rows, or as many components as numbers.</exception>
    public static ResidualDetector Fit(LearningTable table, int? components = null, OutlierEncoding encoding = OutlierEncoding.Standardised)
    {
        var (encoded, rows) = Encode(table, encoding);
        var width = encoded.Width;
        if (components is { } wanted && (wanted < 0 || wanted >= width))
            throw new ArgumentException($"{wanted} components of {width} leave no residual; allowed are 0 to {width - 1}.", nameof(components));
        var covariance = Covariance.Of(rows, width, CovarianceEstimate.Sample);
        var evd = new DenseMatrix(width, width, covariance.Matrix).Evd(Symmetricity.Symmetric);
        var values = evd.EigenValues.Select(v => Math.Max(0, v.Real)).ToArray();
        var kept = components ?? Explaining(values, 0.8);
        return new ResidualDetector(encoded, covariance.Mean, [.. Enumerable.Range(0, width - kept).Select(k => evd.EigenVectors.Column(k).ToArray())], values);
    }

    private static int Explaining(double[] rising, double share)
    {
        var (kept, sum, total) = (0, 0.0, rising.Sum());
        while (kept < rising.Length - 1 && sum < share * total)
            sum += rising[^++kept];
        return kept;
    }

    private protected override double Score(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        foreach (var component in _left)
        {
            var part = 0.0;
            for (var j = 0; j < row.Length; j++)
                part += (row[j] - _mean[j]) * component[j];
            sum += part * part;
        }
        return sum;
    }
}
