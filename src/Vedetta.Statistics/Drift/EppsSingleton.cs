using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Vedetta.Statistics.Drift;

/// <summary>The test of Epps and Singleton (1986) of two samples by their empirical characteristic functions at two points.</summary>
/// <param name="Plain">The statistic W, a chi-square with <paramref name="Rank"/> degrees of freedom in large samples.</param>
/// <param name="Factor">The factor for samples below 25 values (Goerg and Kaiser 2009); 1 otherwise.</param>
/// <param name="Rank">Rank of the covariance of the four features.</param>
/// <param name="SpreadIsDeviation">True when the quartiles are equal and the standard deviation took their place.</param>
/// <param name="Pooled">Hotelling's T squared of the same features with one covariance for both sides.</param>
/// <param name="PooledPValue">Its p-value by the F distribution. It keeps its size where the sides are of different length, W does not.</param>
internal readonly record struct EppsSingletonTest(double Plain, double Factor, int Rank, bool SpreadIsDeviation, double Pooled, double PooledPValue)
{
    /// <summary>W after the factor.</summary>
    public double Statistic => Plain * Factor;

    /// <summary>Upper tail of the chi-square distribution.</summary>
    public double PValue => Rank == 0 ? 1 : TableTest.ChiSquareTail(Statistic, Rank);
}

/// <inheritdoc cref="EppsSingletonTest"/>
internal static class EppsSingleton
{
    /// <summary>Fewest finite values a side needs.</summary>
    public const int Smallest = 5;

    private const int Features = 4;

    /// <summary>Tests two sides of at least five finite values each; null when all values are one.</summary>
    public static EppsSingletonTest? Of(SortedCounts reference, SortedCounts current)
    {
        var spread = (Quantile(reference, current, 0.75) - Quantile(reference, current, 0.25)) / 2;
        var byDeviation = spread == 0;
        if (byDeviation)
            spread = PooledDeviation(reference, current);
        if (!(spread > 0) || !double.IsFinite(spread))
            return null;
        var (meanA, covarianceA, n) = Describe(reference, spread);
        var (meanB, covarianceB, m) = Describe(current, spread);
        var total = n + m;
        var covariance = (covarianceA * (total / n)) + (covarianceB * (total / m));
        var difference = meanA - meanB;
        var (inverse, rank) = PseudoInverse(covariance);
        var w = total * (difference * inverse * difference);
        var factor = Math.Max(n, m) < 25 ? 1 / (1 + Math.Pow(total, -0.45) + (10.1 * (Math.Pow(n, -1.7) + Math.Pow(m, -1.7)))) : 1;
        var (within, withinRank) = PseudoInverse(((covarianceA * n) + (covarianceB * m)) / (total - 2));
        var pooled = Math.Max(0, difference * within * difference / ((1 / n) + (1 / m)));
        return new EppsSingletonTest(Math.Max(0, w), factor, rank, byDeviation, pooled, Hotelling(pooled, withinRank, total));
    }

    private static double Hotelling(double squared, int features, double total)
    {
        var rest = total - features - 1;
        if (features == 0 || squared <= 0)
            return 1;
        var f = squared * rest / (features * (total - 2));
        return SpecialFunctions.BetaRegularized(rest / 2, features / 2.0, rest / (rest + (features * f)));
    }

    /// <summary>Quantile of two sorted sides together by linear interpolation; NaN without values.</summary>
    public static double Quantile(SortedCounts reference, SortedCounts current, double p)
    {
        var total = Total(reference) + Total(current);
        if (total == 0)
            return double.NaN;
        var position = (total - 1) * p;
        var below = (long)Math.Floor(position);
        var steps = new ValueSteps(reference, current, []);
        long before = 0;
        var low = double.NaN;
        while (steps.Next(out var a, out var b))
        {
            before += a + b;
            if (double.IsNaN(low) && below < before)
                low = steps.Value;
            if (below + 1 < before || before == total)
                break;
        }
        return Quantiles.Between(low, steps.Value, position - below);
    }

    private static long Total(SortedCounts side)
    {
        if (side.Counts.IsEmpty)
            return side.Values.Length;
        long total = 0;
        foreach (var count in side.Counts)
            total += count;
        return total;
    }

    private static double PooledDeviation(SortedCounts reference, SortedCounts current)
    {
        var moments = default(Profiles.Moments);
        var steps = new ValueSteps(reference, current, []);
        while (steps.Next(out var a, out var b))
            moments.Add(steps.Value, a + b);
        return moments.StandardDeviation;
    }

    /// <summary>Mean and covariance (divisor n) of cos and sin of 0.4 x and 0.8 x in units of the spread.</summary>
    private static (Vector<double> Mean, Matrix<double> Covariance, double N) Describe(SortedCounts side, double spread)
    {
        Span<double> z = stackalloc double[Features];
        var mean = new double[Features];
        double n = 0;
        for (var i = 0; i < side.Values.Length; i++)
        {
            double weight = side.Counts.IsEmpty ? 1 : side.Counts[i];
            Feature(side.Values[i], spread, z);
            for (var k = 0; k < Features; k++)
                mean[k] += weight * z[k];
            n += weight;
        }
        for (var k = 0; k < Features; k++)
            mean[k] /= n;
        var covariance = new double[Features, Features];
        for (var i = 0; i < side.Values.Length; i++)
        {
            double weight = side.Counts.IsEmpty ? 1 : side.Counts[i];
            Feature(side.Values[i], spread, z);
            for (var k = 0; k < Features; k++)
            {
                for (var l = k; l < Features; l++)
                    covariance[k, l] += weight * (z[k] - mean[k]) * (z[l] - mean[l]);
            }
        }
        for (var k = 0; k < Features; k++)
        {
            for (var l = k; l < Features; l++)
                covariance[l, k] = covariance[k, l] /= n;
        }
        return (DenseVector.OfArray(mean), DenseMatrix.OfArray(covariance), n);
    }

    private static void Feature(double x, double spread, Span<double> z)
    {
        (z[2], z[0]) = Math.SinCos(0.4 / spread * x);
        (z[3], z[1]) = Math.SinCos(0.8 / spread * x);
    }

    private static (Matrix<double> Inverse, int Rank) PseudoInverse(Matrix<double> symmetric)
    {
        var evd = symmetric.Evd(Symmetricity.Symmetric);
        var values = evd.EigenValues.Select(v => v.Real).ToArray();
        var limit = values.Max() * 1e-14;
        Matrix<double> inverse = DenseMatrix.Create(Features, Features, 0);
        var rank = 0;
        for (var i = 0; i < Features; i++)
        {
            if (!(values[i] > limit))
                continue;
            var vector = evd.EigenVectors.Column(i);
            inverse += vector.OuterProduct(vector) / values[i];
            rank++;
        }
        return (inverse, rank);
    }
}
