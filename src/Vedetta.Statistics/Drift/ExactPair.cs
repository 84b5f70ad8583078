using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>Both sides known value by value: raw samples, or profiles that are still exact.</summary>
internal sealed class ExactPair : NumericPair
{
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly long[]? _aCounts;
    private readonly long[]? _bCounts;
    private readonly NumericGrid _grid;

    private ExactPair(double[] a, long[]? aCounts, double[] b, long[]? bCounts, NumericGrid grid) =>
        (_a, _aCounts, _b, _bCounts, _grid) = (a, aCounts, b, bCounts, grid);

    public static ExactPair Of(NumericSample reference, NumericSample current) =>
        new(reference.SortedArray, null, current.SortedArray, null, reference.Grid)
        {
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
            ReferenceMissing = reference.Missing,
            CurrentMissing = current.Missing,
            ReferenceMoments = reference.Moments,
            CurrentMoments = current.Moments,
        };

    /// <summary>Both profiles exact; null when one is not.</summary>
    public static ExactPair? Of(NumericProfile reference, NumericProfile current)
    {
        if (!reference.IsExact || !current.IsExact)
            return null;
        var (a, aCounts) = Split(reference);
        var (b, bCounts) = Split(current);
        return new ExactPair(a, aCounts, b, bCounts, reference.Grid ?? GridOf(reference))
        {
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
            ReferenceMissing = reference.Absent,
            CurrentMissing = current.Absent,
            ReferenceMoments = reference.Moments,
            CurrentMoments = current.Moments,
        };
    }

    private static NumericGrid GridOf(NumericProfile reference)
    {
        var values = new List<double>();
        foreach (var (value, count) in reference.ExactCounts()!)
        {
            for (long i = 0; i < count; i++)
                values.Add(value);
        }
        return NumericGrid.FromSorted(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));
    }

    private static (double[] Values, long[] Counts) Split(NumericProfile profile)
    {
        IEnumerable<(double Value, long Count)> counts = profile.ExactCounts()!;
        if (profile.NegativeInfinities > 0)
            counts = counts.Prepend((double.NegativeInfinity, profile.NegativeInfinities));
        if (profile.PositiveInfinities > 0)
            counts = counts.Append((double.PositiveInfinity, profile.PositiveInfinities));
        var list = counts.ToArray();
        return (Array.ConvertAll(list, c => c.Value), Array.ConvertAll(list, c => c.Count));
    }

    public override string? Inexact => null;

    public override double? ReferenceConstant => ConstantOf(_a);

    public override double? CurrentConstant => ConstantOf(_b);

    private static double? ConstantOf(double[] sorted) => sorted.Length > 0 && sorted[0] == sorted[^1] ? sorted[0] : null;

    private ValueSteps Steps(Atoms? without = null) => new(new(_a, _aCounts), new(_b, _bCounts), without is null ? [] : without.Values);

    public override (long[] Reference, long[] Current) DecileBins() => (Bin(_a, _aCounts), Bin(_b, _bCounts));

    private long[] Bin(double[] sorted, long[]? counts)
    {
        var deciles = _grid.Deciles;
        var bins = new long[deciles.Length + 1];
        var from = 0;
        for (var i = 0; i <= deciles.Length; i++)
        {
            var to = i == deciles.Length ? sorted.Length : UpperBound(sorted, _grid.Edges[deciles[i]]);
            for (var k = from; counts is not null && k < to; k++)
                bins[i] += counts[k];
            if (counts is null)
                bins[i] = to - from;
            from = to;
        }
        return bins;
    }

    /// <summary>Index of the first value above the edge.</summary>
    private static int UpperBound(double[] sorted, double edge)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (sorted[middle] <= edge)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    public override Bounded KolmogorovSmirnov()
    {
        var distance = Drift.KolmogorovSmirnov.Distance(Steps(), N, M);
        return new Bounded(distance, distance);
    }

    public override (double[] Values, long[] Reference, long[] Current)? Table(int levels)
    {
        var values = new List<double>(levels);
        var reference = new List<long>(levels);
        var current = new List<long>(levels);
        var steps = Steps();
        while (steps.Next(out var a, out var b))
        {
            if (values.Count == levels)
                return null;
            values.Add(steps.Value);
            reference.Add(a);
            current.Add(b);
        }
        return ([.. values], [.. reference], [.. current]);
    }

    public override Atoms FindAtoms(double share)
    {
        var values = new List<double>();
        for (var i = 0; i < _a.Length;)
        {
            var end = _aCounts is null ? UpperBoundFrom(i) : i + 1;
            if ((_aCounts is null ? end - i : _aCounts[i]) >= share * ReferenceRows)
                values.Add(_a[i]);
            i = end;
        }
        return new Atoms(
            [.. values],
            [.. values.Select(v => CountOf(v, current: false))],
            [.. values.Select(v => CountOf(v, current: true))],
            ReferenceMissing >= share * ReferenceRows && ReferenceMissing > 0 || CurrentMissing >= share * CurrentRows && CurrentMissing > 0);
    }

    private int UpperBoundFrom(int i)
    {
        var end = i + 1;
        while (end < _a.Length && _a[end] == _a[i])
            end++;
        return end;
    }

    public override long CountOf(double value, bool current)
    {
        var (sorted, counts) = current ? (_b, _bCounts) : (_a, _aCounts);
        var end = UpperBound(sorted, value);
        long total = 0;
        for (var i = end - 1; i >= 0 && sorted[i] == value; i--)
        {
            if (counts is null)
                return end - UpperBound(sorted, Math.BitDecrement(value));
            total += counts[i];
        }
        return total;
    }

    public override Tested? AndersonDarling(Atoms? without, bool midranks)
    {
        var (n, m) = (N - (without?.Reference.Sum() ?? 0), M - (without?.Current.Sum() ?? 0));
        if (n < 2 || m < 2)
            return null;
        var a2 = Drift.AndersonDarling.Statistic(Steps(without), n, m, midranks || HasTies(without));
        var sigma = Drift.AndersonDarling.Sigma(n, m);
        return new Tested((a2 - 1) / sigma, Drift.AndersonDarling.PValue(a2, sigma));
    }

    private bool HasTies(Atoms? without)
    {
        var steps = Steps(without);
        while (steps.Next(out var a, out var b))
        {
            if (a + b > 1)
                return true;
        }
        return false;
    }

    public override Bounded? Wasserstein(Atoms? without)
    {
        var (n, m) = (ReferenceMoments.Count - FiniteAtoms(without, current: false), CurrentMoments.Count - FiniteAtoms(without, current: true));
        if (n == 0 || m == 0)
            return null;
        double sum = 0;
        double correction = 0;
        long a = 0;
        long b = 0;
        var previous = double.NaN;
        var steps = Steps(without);
        while (steps.Next(out var reference, out var current))
        {
            var value = steps.Value;
            if (!double.IsFinite(value))
                continue;
            if (!double.IsNaN(previous))
            {
                // Kahan's compensated sum: millions of small terms.
                var term = (Math.Abs(((double)a / n) - ((double)b / m)) * (value - previous)) - correction;
                var next = sum + term;
                correction = next - sum - term;
                sum = next;
            }
            previous = value;
            a += reference;
            b += current;
        }
        return new Bounded(sum, sum);
    }

    private static long FiniteAtoms(Atoms? atoms, bool current)
    {
        long total = 0;
        for (var i = 0; i < (atoms?.Values.Length ?? 0); i++)
        {
            if (double.IsFinite(atoms!.Values[i]))
                total += current ? atoms.Current[i] : atoms.Reference[i];
        }
        return total;
    }

    public override (long[] Reference, long[] Current) TenBins(Atoms? without) => CutInTen(Steps(without), N - (without?.Reference.Sum() ?? 0));

    public override RankSums Ranks() => RankSums.Of(Steps(), N, M);
}
