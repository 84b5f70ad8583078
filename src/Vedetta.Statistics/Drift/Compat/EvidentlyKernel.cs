namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Evidently's maximum mean discrepancy of one column with a Gaussian kernel.</summary>
/// <param name="Value">The unbiased estimate of the squared discrepancy.</param>
/// <param name="Sigma">The width of the kernel: the root of half the median squared distance within the reference.</param>
/// <param name="PValue">The share of 100 random splits with a value as large; it may be exactly 0.</param>
internal readonly record struct EvidentlyKernel(double Value, double Sigma, double PValue)
{
    /// <summary>More rows than this on both sides together are not compared: the kernel grows with their square.</summary>
    public const int MostRows = 3000;

    private const int Draws = 100;

    /// <summary>Value, width and p-value; a NaN p-value without draws.</summary>
    public static EvidentlyKernel Of(double[] reference, double[] current, ulong seed, int draws = Draws)
    {
        var sigma = Width(reference);
        double[] pooled = [.. reference, .. current];
        var kernel = new Matrix(pooled, sigma);
        var order = new int[pooled.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var side = order[reference.Length..];
        var value = kernel.Discrepancy(side);
        var random = new SeededRandom(seed);
        var reached = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < side.Length; i++)
            {
                var j = i + (int)(random.NextDouble() * (order.Length - i));
                (order[i], order[j]) = (order[j], order[i]);
            }
            order.AsSpan(0, side.Length).CopyTo(side);
            Array.Sort(side);
            reached += value <= kernel.Discrepancy(side) ? 1 : 0;
        }
        return new EvidentlyKernel(value, sigma, reached / (double)draws);
    }

    /// <summary>The median is the nearest order statistic of all n^2 squared distances, the zeros of the diagonal among them.</summary>
    private static double Width(double[] sorted)
    {
        var n = sorted.Length;
        var position = (long)Math.Round((((double)n * n) - 1) / 2, MidpointRounding.ToEven);
        if (position < n)
            return Math.Sqrt(0.5);
        var gaps = new double[n * (n - 1) / 2];
        for (int i = 0, at = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
                gaps[at++] = sorted[i] - sorted[j];
        }
        RadixSort.Sort(gaps);
        var median = gaps[(position - n) / 2];
        return median == 0 ? Math.Sqrt(0.5) : Math.Sqrt(0.5 * median * median);
    }

    /// <summary>The kernel of all pairs below the diagonal, and what each row sums to.</summary>
    private sealed class Matrix
    {
        private readonly double[] _kernel;
        private readonly double[] _rows;
        private readonly double _total;

        public Matrix(double[] values, double sigma)
        {
            _rows = new double[values.Length];
            _kernel = new double[values.Length * (values.Length - 1) / 2];
            for (int i = 0, at = 0; i < values.Length; i++)
            {
                for (var j = 0; j < i; j++, at++)
                {
                    var gap = values[i] - values[j];
                    var k = Math.Exp(-gap * gap / (2 * sigma * sigma));
                    _kernel[at] = k;
                    _rows[i] += k;
                    _rows[j] += k;
                }
            }
            _total = _rows.Sum() / 2;
        }

        /// <summary>The estimate with the given rows, in ascending order, as the current side.</summary>
        public double Discrepancy(int[] side)
        {
            double within = 0;
            double rows = 0;
            for (var a = 0; a < side.Length; a++)
            {
                var row = _kernel.AsSpan(side[a] * (side[a] - 1) / 2);
                double own = 0; // row by row: one long sum would lose the digits that are left after the differences
                for (var b = 0; b < a; b++)
                    own += row[side[b]];
                within += own;
                rows += _rows[side[a]];
            }
            var across = rows - (2 * within);
            double m = side.Length;
            double n = _rows.Length - side.Length;
            return (2 * (_total - across - within) / (n * (n - 1))) + (2 * within / (m * (m - 1))) - (2 * across / (n * m));
        }
    }
}
