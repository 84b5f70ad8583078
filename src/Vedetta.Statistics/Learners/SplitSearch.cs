using System.Runtime.Intrinsics;

namespace Vedetta.Statistics.Learners;

/// <summary>The best split of a leaf found so far.</summary>
internal struct Split
{
    public double Gain;
    public int Column;
    public BinSet Left;
    public Vector256<double> LeftSum;
}

/// <summary>
/// Finds the split of a leaf with the largest second-order gain,
/// GL²/(HL+λ) + GR²/(HR+λ) − G²/(H+λ). Sums are (gradient, hessian, rows, unused).
/// </summary>
/// <remarks>Source: Chen and Guestrin 2016 for the gain; Fisher 1958 for categories in the order of their mean gradient.</remarks>
internal static class SplitSearch
{
    private const int FewCategories = 4;
    private const double CategorySmoothing = 10;

    public static Split Best(ReadOnlySpan<Vector256<double>> histogram, Vector256<double> total, int column, bool categorical, BoostingOptions options)
    {
        var search = new Candidate(total, options, column);
        if (categorical)
            Categories(histogram, ref search);
        else
            Numbers(histogram, ref search);
        return search.Found;
    }

    private static void Numbers(ReadOnlySpan<Vector256<double>> histogram, ref Candidate search)
    {
        var last = histogram.Length - 1;
        var missing = histogram[last];
        var hasMissing = missing[2] > 0;
        var left = Vector256<double>.Zero;
        var (best, withMissing) = (-1, false);
        for (var bin = 0; bin < last; bin++)
        {
            if (histogram[bin][2] == 0)
                continue; // the same rows as one bin before
            left += histogram[bin];
            if (search.Try(left, 0))
                (best, withMissing) = (bin, false);
            if (hasMissing && search.Try(left + missing, 0))
                (best, withMissing) = (bin, true);
        }
        if (best < 0)
            return;
        for (var bin = 0; bin <= best; bin++)
            search.Found.Left.Add(bin);
        if (hasMissing ? withMissing : search.LeftIsLarger)
            search.Found.Left.Add(last);
    }

    private static void Categories(ReadOnlySpan<Vector256<double>> histogram, ref Candidate search)
    {
        Span<int> order = stackalloc int[histogram.Length];
        Span<double> keys = stackalloc double[histogram.Length];
        var count = 0;
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            if (histogram[bin][2] == 0)
                continue;
            keys[count] = histogram[bin][0] / (histogram[bin][1] + CategorySmoothing);
            order[count++] = bin;
        }
        order = order[..count];
        keys = keys[..count];
        var best = 0;
        if (count <= FewCategories)
        {
            // One against the others: few ways to split need no further penalty.
            for (var i = 0; i < count; i++)
            {
                if (search.Try(histogram[order[i]], 0))
                    best = i + 1;
            }
            if (best > 0)
                search.Found.Left.Add(order[best - 1]);
        }
        else
        {
            keys.Sort(order);
            var left = Vector256<double>.Zero;
            for (var i = 0; i < count - 1; i++)
            {
                left += histogram[order[i]];
                if (search.Try(left, search.CategoryL2))
                    best = i + 1;
            }
            foreach (var bin in order[..best])
                search.Found.Left.Add(bin);
        }
        if (best == 0 || !search.LeftIsLarger)
            return;
        // What this leaf has not seen goes where most rows go.
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            if (histogram[bin][2] == 0)
                search.Found.Left.Add(bin);
        }
    }

    private ref struct Candidate
    {
        private readonly Vector256<double> _total;
        private readonly BoostingOptions _options;
        private readonly double _parent;
        public Split Found;

        public Candidate(Vector256<double> total, BoostingOptions options, int column)
        {
            _total = total;
            _options = options;
            _parent = Score(total, options.L2);
            // Rounding of the sums is no gain.
            Found = new Split { Column = column, Gain = Math.Max(options.MinGain, 1e-10 * _parent) };
            Found.LeftSum = default;
        }

        public readonly double CategoryL2 => _options.CategoryL2;

        public readonly bool LeftIsLarger => Found.LeftSum[2] * 2 >= _total[2];

        public bool Try(Vector256<double> left, double moreL2)
        {
            var right = _total - left;
            if (left[2] < _options.MinLeafRows || right[2] < _options.MinLeafRows || left[1] < _options.MinLeafHessian || right[1] < _options.MinLeafHessian)
                return false;
            var l2 = _options.L2 + moreL2;
            var gain = Score(left, l2) + Score(right, l2) - _parent;
            if (!(gain > Found.Gain))
                return false;
            Found.Gain = gain;
            Found.LeftSum = left;
            return true;
        }

        private static double Score(Vector256<double> sum, double l2) => sum[0] * sum[0] / (sum[1] + l2);
    }
}
