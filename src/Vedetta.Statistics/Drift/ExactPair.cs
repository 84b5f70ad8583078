using System.Runtime.CompilerServices;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>Both sides known value by value: raw samples, or profiles that are still exact.</summary>
internal sealed class ExactPair : NumericPair
{
    private readonly Side _reference;
    private readonly Side _current;
    private readonly NumericGrid _grid;

    private ExactPair(Side reference, Side current, NumericGrid grid) => (_reference, _current, _grid) = (reference, current, grid);

    /// <summary>One side: a sample that sorts itself when first asked to, or values with counts.</summary>
    private sealed record Side(NumericSample? Sample, double[] Distinct, long[]? Counts)
    {
        public double[] Sorted => Sample?.SortedArray ?? Distinct;

        public double? Constant => Sample is not null
            ? Sample.Count > 0 && Sample.Min == Sample.Max ? Sample.Min : null
            : Distinct.Length == 1 ? Distinct[0] : null;
    }

    private double[] A => _reference.Sorted;

    private double[] B => _current.Sorted;

    public static ExactPair Of(NumericSample reference, NumericSample current) =>
        new(new Side(reference, [], null), new Side(current, [], null), reference.Grid)
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
        return new ExactPair(new Side(null, a, aCounts), new Side(null, b, bCounts), reference.Grid ?? GridOf(reference))
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

    public override double? ReferenceConstant => _reference.Constant;

    public override double? CurrentConstant => _current.Constant;

    private PooledWalk? _walk;

    /// <summary>The fast walk over two long columns of finite raw values; null where it does not apply.</summary>
    private PooledWalk? Walk
    {
        get
        {
            if (_walk is not null || _reference.Sample is not { } a || _current.Sample is not { } b || Math.Min(a.Count, b.Count) < PooledWalk.Shortest
                || !double.IsFinite(a.Min) || !double.IsFinite(a.Max) || !double.IsFinite(b.Min) || !double.IsFinite(b.Max))
                return _walk;
            return _walk = PooledWalk.Over(a.Sorted, b.Sorted);
        }
    }

    private ValueSteps Steps(Atoms? without = null) => new(new(A, _reference.Counts), new(B, _current.Counts), without is null ? [] : without.Values);

    public override (long[] Reference, long[] Current) DecileBins()
    {
        var deciles = _grid.Deciles;
        Span<double> edges = stackalloc double[deciles.Length];
        for (var i = 0; i < edges.Length; i++)
            edges[i] = _grid.Edges[deciles[i]];
        return Bins(edges);
    }

    private static long[] Bin(Side side, ReadOnlySpan<double> edges, long values)
    {
        var bins = new long[edges.Length + 1];
        if (side.Sample is not null)
            side.Sample.CountUpTo(edges, bins);
        for (var i = 0; i < edges.Length && side.Sample is null; i++)
        {
            var upTo = SortedSearch.CountUpTo(side.Distinct, edges[i]);
            foreach (var count in side.Counts.AsSpan(0, upTo))
                bins[i] += count;
        }
        bins[^1] = values;
        for (var i = bins.Length - 1; i > 0; i--)
            bins[i] -= bins[i - 1];
        return bins;
    }

    public override (long[] Reference, long[] Current) Bins(ReadOnlySpan<double> edges) => (Bin(_reference, edges, N), Bin(_current, edges, M));

    public override (double Min, double Max) ReferenceRange
    {
        get
        {
            var points = Points(current: false).Values;
            return points.IsEmpty ? (double.NaN, double.NaN) : (points[0], points[^1]);
        }
    }

    public override double ReferenceQuantile(double p) => EppsSingleton.Quantile(Points(current: false), default, p);

    public override LargestGap KolmogorovSmirnov() => Drift.KolmogorovSmirnov.Distance(Steps(), N, M);

    public override SortedCounts Points(bool current)
    {
        var side = current ? _current : _reference;
        var sorted = side.Sorted;
        var (from, to) = (0, sorted.Length);
        while (from < to && double.IsNegativeInfinity(sorted[from]))
            from++;
        while (to > from && double.IsPositiveInfinity(sorted[to - 1]))
            to--;
        return new SortedCounts(sorted.AsSpan(from..to), side.Counts is null ? [] : side.Counts.AsSpan(from..to));
    }

    public override EnergyParts? Energy()
    {
        var (n, m) = (ReferenceMoments.Count, CurrentMoments.Count);
        return n == 0 || m == 0 ? null : EnergyDistance.Of(new ValueSteps(Points(current: false), Points(current: true), []), n, m);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Atoms FindAtoms(double share)
    {
        var values = new List<double>();
        var (sorted, counts) = (A, _reference.Counts);
        for (var i = 0; i < sorted.Length;)
        {
            var end = i + 1;
            while (end < sorted.Length && sorted[end] == sorted[i])
                end++;
            if ((counts is null ? end - i : counts[i]) >= share * ReferenceRows)
                values.Add(sorted[i]);
            i = end;
        }
        return new Atoms(
            [.. values],
            [.. values.Select(v => CountOf(v, current: false))],
            [.. values.Select(v => CountOf(v, current: true))],
            ReferenceMissing >= share * ReferenceRows && ReferenceMissing > 0 || CurrentMissing >= share * CurrentRows && CurrentMissing > 0);
    }

    public override long CountOf(double value, bool current)
    {
        var side = current ? _current : _reference;
        var sorted = side.Sorted;
        var (from, to) = (SortedSearch.CountUpTo(sorted, Math.BitDecrement(value)), SortedSearch.CountUpTo(sorted, value));
        if (side.Counts is null)
            return to - from;
        return from < to ? side.Counts[from] : 0;
    }

    public override Tested? AndersonDarling(Atoms? without, bool midranks)
    {
        var (n, m) = (N - (without?.Reference.Sum() ?? 0), M - (without?.Current.Sum() ?? 0));
        if (n < 2 || m < 2)
            return null;
        var a2 = without is null && !midranks && Walk is { Ties: false } walk
            ? walk.Ordered / n / m
            : Drift.AndersonDarling.Statistic(Steps(without), n, m, midranks);
        var sigma = Drift.AndersonDarling.Sigma(n, m);
        return new Tested((a2 - 1) / sigma, Drift.AndersonDarling.PValue(a2, sigma));
    }

    public override Bounded? Wasserstein(Atoms? without)
    {
        var (n, m) = (ReferenceMoments.Count - FiniteAtoms(without, current: false), CurrentMoments.Count - FiniteAtoms(without, current: true));
        if (n == 0 || m == 0)
            return null;
        if (without is null && Walk is { } walk)
            return new Bounded(walk.Wasserstein, walk.Wasserstein);
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

    public override (long[] Reference, long[] Current) TenBins(Atoms without) => CutInTen(Steps(without), N - without.Reference.Sum());

    public override RankSums Ranks() => RankSums.Of(Steps(), N, M);
}
