using MathNet.Numerics;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Statistics.Outliers;

/// <summary>Squared distance to the mean in the metric of the covariance, (x - m)ᵀ S⁻¹ (x - m).</summary>
/// <remarks>Source: Mahalanobis 1936; Ledoit and Wolf 2004 for the shrinkage, which keeps it usable with many columns and few rows.</remarks>
public sealed class MahalanobisDetector : OutlierDetector
{
    private readonly Covariance _covariance;

    private MahalanobisDetector(FrequencyEncoding encoding, Covariance covariance)
        : base(encoding) => _covariance = covariance;

    /// <summary>Weight of equal variances in the covariance; 0 without shrinkage.</summary>
    public double Shrinkage => _covariance.Shrinkage;

    /// <summary>Covariance matrix, row by row.</summary>
    public ReadOnlySpan<double> CovarianceMatrix => _covariance.Matrix;

    /// <summary>Learns mean and covariance.</summary>
    /// <exception cref="ArgumentException">Fewer than two rows, or no columns.</exception>
    public static MahalanobisDetector Fit(LearningTable table, CovarianceEstimate estimate = CovarianceEstimate.LedoitWolf, OutlierEncoding encoding = OutlierEncoding.Standardised)
    {
        var (encoded, rows) = Encode(table, encoding);
        return new MahalanobisDetector(encoded, Covariance.Of(rows, encoded.Width, estimate));
    }

    /// <summary>Tail of chi-square at a score: the p-value if rows were normal, which they rarely are; conformal p-values need no such thing.</summary>
    public double NormalPValue(double score) => score <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(Width / 2.0, score / 2);

    private protected override double Score(ReadOnlySpan<double> row) => _covariance.SquaredDistance(row);
}

/// <summary>
/// Squared Mahalanobis distance to the nearest class, all classes sharing one covariance; or that less the distance to
/// all rows together, which takes out directions in which every row may lie far.
/// </summary>
/// <remarks>Source: Lee, Lee, Lee and Shin 2018; Ren, Fort, Liu, Roy, Padhy and Lakshminarayanan 2021 for the relative score.</remarks>
public sealed class ClassMahalanobisDetector : OutlierDetector
{
    private readonly double[][] _means;
    private readonly Covariance _within;
    private readonly Covariance _background;
    private readonly bool _relative;

    private ClassMahalanobisDetector(FrequencyEncoding encoding, double[][] means, Covariance within, Covariance background, bool relative)
        : base(encoding)
    {
        _means = means;
        _within = within;
        _background = background;
        _relative = relative;
    }

    /// <summary>Learns the mean of every class, their common covariance and that of all rows, each sum divided by the rows.</summary>
    /// <param name="table">Features, for example the last layer of a network.</param>
    /// <param name="classes">Class of every row, 0 .. K - 1, none empty.</param>
    /// <param name="relative">Whether the distance to all rows is taken off.</param>
    /// <param name="encoding">How columns become numbers.</param>
    /// <exception cref="ArgumentException">Lengths differ, a class is negative or empty, fewer than two rows, or no columns.</exception>
    public static ClassMahalanobisDetector Fit(LearningTable table, ReadOnlySpan<int> classes, bool relative = false, OutlierEncoding encoding = OutlierEncoding.Standardised)
    {
        var (encoded, rows) = Encode(table, encoding);
        var width = encoded.Width;
        if (classes.Length != table.Rows)
            throw new ArgumentException($"There are {classes.Length} classes for {table.Rows} rows; each row needs one.", nameof(classes));
        var members = new List<List<double>>();
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is < 0 or > 10_000)
                throw new ArgumentException($"Row {i} has the class {classes[i]}; classes are 0, 1, 2, ...", nameof(classes));
            while (members.Count <= classes[i])
                members.Add([]);
            members[classes[i]].AddRange(rows.AsSpan(i * width, width));
        }
        if (members.FindIndex(m => m.Count == 0) is >= 0 and var empty)
            throw new ArgumentException($"Class {empty} has no rows.", nameof(classes));
        var means = members.Select(m => Covariance.MeanOf([.. m], width)).ToArray();
        var centred = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            centred[i] = rows[i] - means[classes[i / width]][i % width];
        var mean = Covariance.MeanOf(rows, width);
        return new ClassMahalanobisDetector(encoded, means, Covariance.Tied(mean, centred), Covariance.Tied(mean, Covariance.Centre(rows, mean)), relative);
    }

    private protected override double Score(ReadOnlySpan<double> row)
    {
        var nearest = double.PositiveInfinity;
        foreach (var mean in _means)
            nearest = Math.Min(nearest, _within.SquaredDistance(row, mean));
        return _relative ? nearest - _background.SquaredDistance(row) : nearest;
    }
}
