using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>Maximum mean discrepancy of two tables: over all pairs, inside blocks, or over disjoint pairs.</summary>
/// <remarks>Source: Gretton et al. 2012; Zaremba, Gretton and Blaschko 2013 for blocks; Phipson and Smyth 2010 for the p-value.</remarks>
internal static class KernelComparison
{
    private const int FullRows = 1000;
    private const int BlockRows = 500;
    private const int BandwidthRows = 500;

    public static int DefaultRows(MmdEstimator estimator) => estimator switch
    {
        MmdEstimator.Full => 2 * FullRows,
        MmdEstimator.Linear => 500_000,
        _ => 20_000,
    };

    public static MultivariateResult Compare(ColumnAlignment sides, MultivariateResult empty, MultivariateOptions options)
    {
        var (n, m) = (sides.Reference.Rows, sides.Current.Rows);
        var points = PooledRanks.Of(sides.Reference.Append(sides.Current));
        if (points.Width == 0)
            return empty with { UndecidedReason = "no column varies" };
        var estimator = options.Estimator != MmdEstimator.Auto ? options.Estimator
            : Math.Max(n, m) <= FullRows ? MmdEstimator.Full : MmdEstimator.Block;
        var sigma = Bandwidth(points.Points, points.Width, Permutation.Sample(points.Rows, BandwidthRows, options.Seed + 2));
        return estimator == MmdEstimator.Linear
            ? Linear(points, n, sigma, empty, options)
            : Blocks(points, n, Division(n, m, estimator, options.Seed), sigma, empty, options);
    }

    /// <summary>Square root of half the median squared distance between different rows; of their mean where the median is zero.</summary>
    public static double Bandwidth(double[] points, int width, int[] rows)
    {
        var distances = new List<double>(rows.Length * (rows.Length - 1) / 2);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < i; j++)
                distances.Add(KernelBlock.SquaredDistance(points.AsSpan(rows[i] * width, width), points.AsSpan(rows[j] * width, width)));
        }
        distances.Sort();
        var median = distances[(distances.Count - 1) / 2];
        var scale = median > 0 ? median : distances.Average();
        return scale > 0 ? Math.Sqrt(scale / 2) : 1;
    }

    private static MultivariateResult Blocks(PooledRanks points, int n, int[][] blocks, double sigma, MultivariateResult empty, MultivariateOptions options)
    {
        var draws = options.Permutations;
        var statistics = new double[blocks.Length][];
        var (means, variances) = (new double[blocks.Length], new double[blocks.Length]);
        Parallel.For(0, blocks.Length, b =>
        {
            var rows = blocks[b];
            var kernel = KernelBlock.Of(points.Points, points.Width, rows, sigma);
            var splits = Splits(Array.ConvertAll(rows, r => r < n ? 1.0 : 0.0), draws, options.Seed + 100 + (ulong)b);
            statistics[b] = new double[draws + 1];
            kernel.Statistics(splits, statistics[b]);
            means[b] = kernel.MeanKernel;
            variances[b] = kernel.RowVariance(splits[0]);
        });
        var pooled = new double[draws + 1];
        for (var s = 0; s <= draws; s++)
            pooled[s] = statistics.Average(b => b[s]);
        // Splits that tie with the one observed but for rounding count against it.
        var margin = 1e-12 * Math.Abs(pooled[0]);
        var asLarge = pooled.Skip(1).Count(s => s >= pooled[0] - margin);
        var noise = pooled.Skip(1).Average(s => s * s);
        var half = Normal.InvCDF(0, 1, (1 + options.Confidence) / 2) * Math.Sqrt((variances.Average() / blocks.Length) + noise);
        var used = blocks.Sum(b => b.Count(r => r < n));
        return Describe(pooled[0], means.Average(), sigma, half, (asLarge + 1.0) / (draws + 1), empty, used, blocks.Sum(b => b.Length) - used) with
        {
            Notes = [.. empty.Notes, blocks.Length == 1 ? $"All pairs of rows; p from {draws} random splits." : $"Mean over {blocks.Length} blocks of rows; p from {draws} random splits inside the blocks."],
        };
    }

    /// <summary>The observed split first, then random ones of the same sizes.</summary>
    private static double[][] Splits(double[] observed, int draws, ulong seed)
    {
        var splits = new double[draws + 1][];
        splits[0] = observed;
        var random = new SeededRandom(seed);
        for (var s = 1; s <= draws; s++)
        {
            var split = (double[])observed.Clone();
            for (var i = split.Length - 1; i > 0; i--)
            {
                var j = (int)(random.NextDouble() * (i + 1));
                (split[i], split[j]) = (split[j], split[i]);
            }
            splits[s] = split;
        }
        return splits;
    }

    /// <summary>Rows of each block: both sides spread evenly in a random order, one block when all pairs are wanted.</summary>
    private static int[][] Division(int n, int m, MmdEstimator estimator, ulong seed)
    {
        var count = estimator == MmdEstimator.Full ? 1 : Math.Max(1, Math.Min((Math.Max(n, m) + BlockRows - 1) / BlockRows, Math.Min(n, m) / 20));
        var most = estimator == MmdEstimator.Full ? int.MaxValue : 2 * BlockRows;
        var (before, now) = (Permutation.Of(n, seed + 3), Permutation.Of(m, seed + 4));
        var blocks = new int[count][];
        for (var b = 0; b < count; b++)
        {
            var left = before.AsSpan((int)((long)n * b / count)..(int)((long)n * (b + 1) / count));
            var right = now.AsSpan((int)((long)m * b / count)..(int)((long)m * (b + 1) / count));
            blocks[b] = [.. left[..Math.Min(most, left.Length)], .. right[..Math.Min(most, right.Length)]];
            for (var i = Math.Min(most, left.Length); i < blocks[b].Length; i++)
                blocks[b][i] += n;
        }
        return blocks;
    }

    /// <summary>Disjoint pairs of rows: k(x, x') + k(y, y') - k(x, y') - k(x', y), whose mean is normal.</summary>
    private static MultivariateResult Linear(PooledRanks points, int n, double sigma, MultivariateResult empty, MultivariateOptions options)
    {
        var m = points.Rows - n;
        var pairs = Math.Min(n, m) / 2;
        var (before, now) = (Permutation.Of(n, options.Seed + 3), Permutation.Of(m, options.Seed + 4));
        var (sum, squares, across) = (0.0, 0.0, 0.0);
        for (var i = 0; i < pairs; i++)
        {
            var (a, b, c, d) = (before[2 * i], before[(2 * i) + 1], n + now[2 * i], n + now[(2 * i) + 1]);
            var (within, between) = (Kernel(a, b) + Kernel(c, d), Kernel(a, d) + Kernel(b, c));
            sum += within - between;
            squares += (within - between) * (within - between);
            across += (within + between) / 4;
        }
        var mean = sum / pairs;
        var error = Math.Sqrt(Math.Max(0, (squares / pairs) - (mean * mean)) / (pairs - 1));
        var half = Normal.InvCDF(0, 1, (1 + options.Confidence) / 2) * error;
        var p = error > 0 ? Normal.CDF(0, 1, -mean / error) : 1;
        return Describe(mean, across / pairs, sigma, half, p, empty, 2 * pairs, 2 * pairs) with
        {
            Notes = [.. empty.Notes, $"{pairs} disjoint pairs of rows; p from the normal distribution of their mean."],
        };

        double Kernel(int i, int j) =>
            Math.Exp(-KernelBlock.SquaredDistance(points.Points.AsSpan(i * points.Width, points.Width), points.Points.AsSpan(j * points.Width, points.Width)) / (2 * sigma * sigma));
    }

    private static MultivariateResult Describe(double statistic, double meanKernel, double sigma, double half, double p, MultivariateResult empty, int reference, int current)
    {
        var (warning, critical) = DriftJudge.Thresholds(DriftMethod.Mmd);
        // For a small shift d of normal columns MMD² = d² k / (s² + 2): solved for d.
        var shift = meanKernel > 0 ? Math.Sqrt(Math.Max(0, statistic) * ((sigma * sigma) + 2) / meanKernel) : 0;
        return empty with
        {
            Statistic = statistic,
            PValue = p,
            Low = Math.Max(0, statistic - half),
            High = Math.Max(0, statistic + half),
            Effect = new Effect("equivalent shift in standard deviations", shift, warning, critical),
            Reference = empty.Reference with { Used = reference },
            Current = empty.Current with { Used = current },
        };
    }
}
