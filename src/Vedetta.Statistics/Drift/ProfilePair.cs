using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>Both sides known through profiles on one grid: counts exact at edges, bounds in between.</summary>
internal sealed class ProfilePair : NumericPair
{
    private readonly NumericProfile _a;
    private readonly NumericProfile _b;
    private readonly NumericGrid _grid;

    private ProfilePair(NumericProfile reference, NumericProfile current) =>
        (_a, _b, _grid) = (reference, current, reference.Grid ?? NumericGrid.Empty);

    public static NumericPair Of(NumericProfile reference, NumericProfile current)
    {
        if (reference.Grid?.Fingerprint != current.Grid?.Fingerprint)
            throw new InvalidOperationException("The profiles stand on different grids; make both on the grid of one reference.");
        return (NumericPair?)ExactPair.Of(reference, current) ?? new ProfilePair(reference, current)
        {
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
            ReferenceMissing = reference.Absent,
            CurrentMissing = current.Absent,
            ReferenceMoments = reference.Moments,
            CurrentMoments = current.Moments,
        };
    }

    public override string? Inexact => _grid.Edges.IsEmpty
        ? "profiles without a grid know the values only roughly"
        : "from profiles: the statistic is known between its bounds";

    public override double? ReferenceConstant => ConstantOf(_a);

    public override double? CurrentConstant => ConstantOf(_b);

    private static double? ConstantOf(NumericProfile p) => p.Moments.Count > 0 && p.Moments.Count == p.Values && p.Min == p.Max ? p.Min : null;

    public override (long[] Reference, long[] Current) DecileBins() => (_a.DecileCounts(), _b.DecileCounts());

    /// <summary>Counts are exact at the edges of the grid, so every edge asked for moves to the nearest of them.</summary>
    public override (long[] Reference, long[] Current) Bins(ReadOnlySpan<double> edges)
    {
        var grid = _grid.Edges;
        var moved = new SortedSet<int>();
        foreach (var edge in edges)
        {
            var above = SortedSearch.CountUpTo(grid, edge);
            if (above > 0 && (above == grid.Length || edge - grid[above - 1] <= grid[above] - edge))
                above--;
            if (above < grid.Length)
                moved.Add(above);
        }
        return (Bin(_a, moved), Bin(_b, moved));
    }

    private static long[] Bin(NumericProfile profile, SortedSet<int> edges)
    {
        var bins = new long[edges.Count + 1];
        var at = 0;
        long before = 0;
        foreach (var edge in edges)
        {
            var upTo = profile.CountLessOrEqual(edge);
            bins[at++] = upTo - before;
            before = upTo;
        }
        bins[at] = profile.Values - before;
        return bins;
    }

    public override (double Min, double Max) ReferenceRange => (_a.Min, _a.Max);

    public override double ReferenceQuantile(double p) => _a.Quantile(p);

    public override LargestGap KolmogorovSmirnov() => Drift.KolmogorovSmirnov.Bounds(Steps(null), N, M);

    /// <summary>Each open interval stands for at most so many points: order statistics within the stated error of the profile's quantiles.</summary>
    private const int PointsPerCell = 16;

    public override SortedCounts Points(bool current)
    {
        var profile = current ? _b : _a;
        var cells = profile.Cells;
        var values = new List<double>();
        var counts = new List<long>();
        long before = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var count = cells[cell];
            var points = Math.Min(count, (cell & 1) == 1 ? 1 : PointsPerCell);
            for (long i = 0; i < points; i++)
            {
                var (from, to) = (count * i / points, count * (i + 1) / points);
                var rank = before + ((from + to - 1) / 2.0);
                var value = (cell & 1) == 1 ? _grid.Bounds(cell).Low : profile.Quantile(Math.Min(1, rank / Math.Max(1, profile.Moments.Count - 1)));
                if (values.Count > 0 && value <= values[^1])
                {
                    counts[^1] += to - from;
                    continue;
                }
                values.Add(value);
                counts.Add(to - from);
            }
            before += count;
        }
        return new SortedCounts(values.ToArray(), counts.ToArray());
    }

    public override EnergyParts? Energy() => EnergyDistance.OfCells(_a, _b, _grid);

    // At least one side has more than 2,000 distinct values.
    public override (double[] Values, long[] Reference, long[] Current)? Table(int levels) => null;

    public override Atoms FindAtoms(double share)
    {
        var values = new List<double>();
        for (var i = 0; i < _grid.Edges.Length; i++)
        {
            if (_a.Cells[(2 * i) + 1] >= share * ReferenceRows && _a.Cells[(2 * i) + 1] > 0)
                values.Add(_grid.Edges[i]);
        }
        return new Atoms(
            [.. values],
            [.. values.Select(v => CountOf(v, current: false))],
            [.. values.Select(v => CountOf(v, current: true))],
            ReferenceMissing >= share * ReferenceRows && ReferenceMissing > 0 || CurrentMissing >= share * CurrentRows && CurrentMissing > 0);
    }

    public override long CountOf(double value, bool current)
    {
        var profile = current ? _b : _a;
        var cell = _grid.CellOf(value);
        if ((cell & 1) == 1)
            return profile.Cells[cell];
        if (ConstantOf(profile) == value)
            return profile.Values;
        return profile.ExactCounts()?.FirstOrDefault(c => c.Value == value).Count ?? 0;
    }

    private CellSteps Steps(Atoms? without) =>
        new(_a, _b, without is null ? [] : Array.ConvertAll(without.Values, v => _grid.CellOf(v)));

    public override Tested? AndersonDarling(Atoms? without, bool midranks)
    {
        var (n, m) = (N - (without?.Reference.Sum() ?? 0), M - (without?.Current.Sum() ?? 0));
        if (n < 2 || m < 2)
            return null;
        var a2 = Drift.AndersonDarling.Statistic(Steps(without), n, m, midranks: true);
        var sigma = Drift.AndersonDarling.Sigma(n, m);
        return new Tested((a2 - 1) / sigma, Drift.AndersonDarling.PValue(a2, sigma));
    }

    /// <summary>
    /// In an open interval (a, b) holding c values of sum s the integral of F is F(a)(b - a) + (c b - s)/n exactly; the
    /// distance can only be larger where F - G changes sign inside.
    /// </summary>
    public override Bounded? Wasserstein(Atoms? without)
    {
        var skip = new HashSet<int>(without is null ? [] : without.Values.Select(v => _grid.CellOf(v)));
        double n = _a.Moments.Count - (without?.Reference.Sum() ?? 0);
        double m = _b.Moments.Count - (without?.Current.Sum() ?? 0);
        if (n <= 0 || m <= 0)
            return null;
        var lowest = Math.Min(_a.Min, _b.Min);
        var highest = Math.Max(_a.Max, _b.Max);
        double low = 0;
        double high = 0;
        double f = 0;
        double g = 0;
        for (var cell = 0; cell < _grid.Cells; cell++)
        {
            double c = _a.Cells[cell];
            double d = _b.Cells[cell];
            if ((cell & 1) == 1)
            {
                f += skip.Contains(cell) ? 0 : c / n;
                g += skip.Contains(cell) ? 0 : d / m;
                continue;
            }
            var (from, to) = _grid.Bounds(cell);
            from = Math.Max(from, lowest);
            to = Math.Min(to, highest);
            if (to > from)
            {
                var integral = ((f - g) * (to - from))
                    + (c == 0 ? 0 : ((c * to) - _a.IntervalSums[cell >> 1]) / n)
                    - (d == 0 ? 0 : ((d * to) - _b.IntervalSums[cell >> 1]) / m);
                var u = f + (c / n) - g;
                var v = g + (d / m) - f;
                low += Math.Abs(integral);
                high += u <= 0 || v <= 0
                    ? Math.Abs(integral)
                    : Math.Min(Math.Abs(integral) + (2 * Math.Min(u, v) * (to - from)), Math.Max(u, v) * (to - from));
            }
            f += c / n;
            g += d / m;
        }
        return new Bounded(low, Math.Max(low, high));
    }

    public override (long[] Reference, long[] Current) TenBins(Atoms without) => CutInTen(Steps(without), N - without.Reference.Sum());

    public override RankSums Ranks() => RankSums.Of(Steps(null), N, M);
}
