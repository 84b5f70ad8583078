using System.Numerics;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Multivariate;

/// <summary>
/// The Gaussian kernel exp(-|x - y|² / (2 sigma²)) between all rows of a block, and the unbiased squared maximum mean
/// discrepancy of any split of them.
/// </summary>
/// <remarks>Source: Gretton, Borgwardt, Rasch, Schölkopf and Smola 2012, lemma 6.</remarks>
internal sealed class KernelBlock
{
    private readonly double[] _lower;
    private readonly double[] _rowSums;
    private readonly int _stride;
    private readonly double _total;

    private KernelBlock(double[] lower, double[] rowSums, int rows, int stride)
    {
        _lower = lower;
        _rowSums = rowSums;
        Rows = rows;
        _stride = stride;
        _total = rowSums.Sum();
    }

    /// <summary>Rows of both sides.</summary>
    public int Rows { get; }

    /// <summary>Mean of the kernel over different rows.</summary>
    public double MeanKernel => _total / ((double)Rows * (Rows - 1));

    /// <summary>The block of some rows of a set of points, given row by row.</summary>
    public static KernelBlock Of(ReadOnlySpan<double> points, int width, ReadOnlySpan<int> rows, double sigma)
    {
        var stride = (rows.Length + 3) / 4 * 4;
        var lower = new double[rows.Length * stride];
        var sums = new double[rows.Length];
        var scale = -1 / (2 * sigma * sigma);
        for (var i = 0; i < rows.Length; i++)
        {
            var a = points.Slice(rows[i] * width, width);
            for (var j = 0; j < i; j++)
            {
                var kernel = Math.Exp(scale * SquaredDistance(a, points.Slice(rows[j] * width, width)));
                lower[(i * stride) + j] = kernel;
                sums[i] += kernel;
                sums[j] += kernel;
            }
        }
        return new KernelBlock(lower, sums, rows.Length, stride);
    }

    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        return sum;
    }

    /// <summary>Unbiased MMD² of each split; a split is 1 for rows of the reference and 0 for the others.</summary>
    public void Statistics(double[][] splits, Span<double> statistics)
    {
        const int Tile = 16;
        var within = new double[splits.Length];
        for (var from = 0; from < Rows; from += Tile)
        {
            var to = Math.Min(Rows, from + Tile);
            for (var s = 0; s < splits.Length; s++)
            {
                var split = splits[s];
                for (var i = from; i < to; i++)
                {
                    if (split[i] != 0)
                        within[s] += Dot(_lower.AsSpan(i * _stride, i), split.AsSpan(0, i));
                }
            }
        }
        for (var s = 0; s < splits.Length; s++)
        {
            var (reference, count) = (0.0, 0.0);
            for (var i = 0; i < Rows; i++)
            {
                reference += splits[s][i] * _rowSums[i];
                count += splits[s][i];
            }
            var (n, m, inside) = (count, Rows - count, 2 * within[s]);
            var other = _total - (2 * reference) + inside;
            statistics[s] = (inside / (n * (n - 1))) + (other / (m * (m - 1))) - (2 * (reference - inside) / (n * m));
        }
    }

    /// <summary>Variance of the statistic from how much single rows move it (first order; it vanishes without change).</summary>
    public double RowVariance(double[] split)
    {
        var n = split.Sum();
        var m = Rows - n;
        var toReference = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var kernel = _lower[(i * _stride) + j];
                toReference[i] += kernel * split[j];
                toReference[j] += kernel * split[i];
            }
        }
        var (before, now) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rows; i++)
        {
            if (split[i] != 0)
                before.Add((toReference[i] / (n - 1)) - ((_rowSums[i] - toReference[i]) / m));
            else
                now.Add(((_rowSums[i] - toReference[i]) / (m - 1)) - (toReference[i] / n));
        }
        return 4 * ((Variance(before) / n) + (Variance(now) / m));
    }

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector<double>.Zero;
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        for (var i = 0; i < va.Length; i++)
            sum += va[i] * vb[i];
        var rest = Vector.Sum(sum);
        for (var i = va.Length * Vector<double>.Count; i < a.Length; i++)
            rest += a[i] * b[i];
        return rest;
    }
}
