namespace Vedetta.Statistics.Slicing;

/// <summary>Count, sum and sum of squares of the values of a set of rows.</summary>
internal readonly record struct SliceSums(double N, double Sum, double Squares)
{
    public double Mean => Sum / N;

    /// <summary>Variance with n - 1; 0 below two rows.</summary>
    public double Variance => N < 2 ? 0 : Math.Max(0, (Squares - (Sum * Sum / N)) / (N - 1));

    public static SliceSums operator -(SliceSums a, SliceSums b) => new(a.N - b.N, a.Sum - b.Sum, a.Squares - b.Squares);

    /// <summary>Of all rows.</summary>
    public static SliceSums Of(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
            squares += value * value;
        }

        return new SliceSums(values.Length, sum, squares);
    }

    /// <summary>Per bin of one column.</summary>
    public static SliceSums[] OfBins(SliceColumn column, double[] values, int bins)
    {
        var cells = new Cells(bins);
        for (var row = 0; row < values.Length; row++) cells.Add(column.Codes[row], values[row]);
        return cells.Finish();
    }

    /// <summary>Per pair of bins of two columns, the second running fastest.</summary>
    public static SliceSums[] OfPairs(SliceColumn first, SliceColumn second, double[] values, int bins)
    {
        var width = second.Labels.Count;
        var cells = new Cells(bins);
        for (var row = 0; row < values.Length; row++) cells.Add((first.Codes[row] * width) + second.Codes[row], values[row]);
        return cells.Finish();
    }

    private sealed class Cells(int count)
    {
        private readonly double[] _n = new double[count];
        private readonly double[] _sum = new double[count];
        private readonly double[] _squares = new double[count];

        public void Add(int cell, double value)
        {
            _n[cell]++;
            _sum[cell] += value;
            _squares[cell] += value * value;
        }

        public SliceSums[] Finish()
        {
            var sums = new SliceSums[_n.Length];
            for (var i = 0; i < sums.Length; i++) sums[i] = new SliceSums(_n[i], _sum[i], _squares[i]);
            return sums;
        }
    }
}
