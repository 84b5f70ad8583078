using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Outliers;

/// <summary>How a covariance matrix is estimated.</summary>
public enum CovarianceEstimate
{
    /// <summary>Sum of squares over rows - 1.</summary>
    Sample,

    /// <summary>Shrunk towards equal variances by the amount that minimises the expected squared error (Ledoit and Wolf 2004).</summary>
    LedoitWolf,
}

/// <summary>Mean and covariance of rows, with the squared Mahalanobis distance they define.</summary>
internal sealed class Covariance
{
    private readonly Cholesky _factor;

    private Covariance(double[] mean, double[] matrix, double shrinkage)
    {
        Mean = mean;
        Matrix = matrix;
        Shrinkage = shrinkage;
        _factor = Cholesky.OfNearly(matrix, mean.Length);
    }

    public double[] Mean { get; }

    /// <summary>Row by row.</summary>
    public double[] Matrix { get; }

    /// <summary>Weight of the target; 0 without shrinkage.</summary>
    public double Shrinkage { get; }

    /// <summary>Of one group of rows.</summary>
    public static Covariance Of(double[] rows, int width, CovarianceEstimate estimate)
    {
        var mean = MeanOf(rows, width);
        var centred = Centre(rows, mean);
        var count = rows.Length / width;
        return estimate == CovarianceEstimate.Sample ? new Covariance(mean, Products(centred, width, count - 1), 0) : LedoitWolf(mean, centred, width);
    }

    /// <summary>Around a given mean of rows already centred, the sum of products divided by their number.</summary>
    public static Covariance Tied(double[] mean, double[] centred) => new(mean, Products(centred, mean.Length, centred.Length / mean.Length), 0);

    public static double[] MeanOf(ReadOnlySpan<double> rows, int width)
    {
        var mean = new double[width];
        for (var i = 0; i < rows.Length; i++)
            mean[i % width] += rows[i];
        for (var j = 0; j < width; j++)
            mean[j] /= rows.Length / width;
        return mean;
    }

    /// <summary>(x - m)ᵀ S⁻¹ (x - m), with another centre where one is given.</summary>
    public double SquaredDistance(ReadOnlySpan<double> row, double[]? centre = null)
    {
        centre ??= Mean;
        Span<double> difference = row.Length <= 256 ? stackalloc double[row.Length] : new double[row.Length];
        for (var j = 0; j < row.Length; j++)
            difference[j] = row[j] - centre[j];
        _factor.Forward(difference);
        var sum = 0.0;
        foreach (var value in difference)
            sum += value * value;
        return sum;
    }

    public static double[] Centre(double[] rows, double[] mean)
    {
        var centred = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            centred[i] = rows[i] - mean[i % mean.Length];
        return centred;
    }

    private static Covariance LedoitWolf(double[] mean, double[] centred, int width)
    {
        var count = centred.Length / width;
        var matrix = Products(centred, width, count);
        var trace = 0.0;
        for (var j = 0; j < width; j++)
            trace += matrix[(j * width) + j];
        var target = trace / width;
        var norm = matrix.Sum(v => v * v);
        // Sum over rows of |x|^4: the mean squared distance of single rows' products from their mean needs no other sum.
        var fourth = 0.0;
        for (var at = 0; at < centred.Length; at += width)
        {
            var square = 0.0;
            foreach (var value in centred.AsSpan(at, width))
                square += value * value;
            fourth += square * square;
        }
        var noise = ((fourth / count) - norm) / count;
        var distance = norm - (2 * target * trace) + (width * target * target);
        var shrinkage = distance > 0 ? Math.Clamp(Math.Min(noise, distance) / distance, 0, 1) : 0;
        for (var i = 0; i < matrix.Length; i++)
            matrix[i] = ((1 - shrinkage) * matrix[i]) + (i % (width + 1) == 0 ? shrinkage * target : 0);
        return new Covariance(mean, matrix, shrinkage);
    }

    private static double[] Products(double[] centred, int width, int divisor)
    {
        var sums = new double[width * width];
        for (var at = 0; at < centred.Length; at += width)
        {
            for (var j = 0; j < width; j++)
            {
                for (var k = 0; k <= j; k++)
                    sums[(j * width) + k] += centred[at + j] * centred[at + k];
            }
        }
        for (var j = 0; j < width; j++)
        {
            for (var k = 0; k <= j; k++)
                sums[(j * width) + k] = sums[(k * width) + j] = sums[(j * width) + k] / divisor;
        }
        return sums;
    }
}
