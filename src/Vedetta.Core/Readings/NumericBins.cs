using System.Globalization;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Readings;

/// <summary>Bins for drawing two numeric distributions over each other: equal steps of round numbers. Pure.</summary>
internal static class NumericBins
{
    /// <summary>More categories than this are drawn as one.</summary>
    public const int CategoryLimit = 40;

    private const int Wanted = 32;
    private const int FewValues = 16;
    private const int CdfPoints = 64;

    /// <summary>Bins over the middle 99 % of both sides with an open bin on each end where values lie beyond; missing has a bin of its own.</summary>
    public static IReadOnlyList<DistributionBin> Of(NumericProfile? baseline, NumericProfile? current)
    {
        var bins = Discrete(baseline, current) ?? Continuous(baseline, current);
        var (missing, missingNow) = (baseline?.Absent ?? 0, current?.Absent ?? 0);
        if (missing + missingNow > 0)
            bins.Add(new DistributionBin("missing", null, null, missing, missingNow, baseline is not null && missing == 0, baseline is not null && missingNow == 0, IsMissing: true));
        return bins;
    }

    /// <summary>Cumulative shares at edges of the common grid, thinned out to at most 64.</summary>
    public static IReadOnlyList<(double At, double Baseline, double Current)> Cdf(NumericProfile? baseline, NumericProfile? current)
    {
        if ((current ?? baseline)?.Grid is not { } grid || grid.Edges.Length == 0) return [];
        var points = new List<(double At, double Baseline, double Current)>();
        var step = Math.Max(1, (grid.Edges.Length + CdfPoints - 1) / CdfPoints);
        for (var edge = 0; edge < grid.Edges.Length; edge = edge == grid.Edges.Length - 1 ? grid.Edges.Length : Math.Min(edge + step, grid.Edges.Length - 1))
            points.Add((grid.Edges[edge], ShareUpTo(baseline, edge), ShareUpTo(current, edge)));
        return points;
    }

    private static double ShareUpTo(NumericProfile? profile, int edge) =>
        profile is { Values: > 0 } ? (double)profile.CountLessOrEqual(edge) / profile.Values : 0;

    // A column of few values is drawn value by value: bins would hide its atoms.
    private static List<DistributionBin>? Discrete(NumericProfile? baseline, NumericProfile? current)
    {
        if ((baseline is not null && baseline.Distinct > FewValues) || (current is not null && current.Distinct > FewValues)) return null;
        var counts = new SortedDictionary<double, (long Baseline, long Current)>();
        if (baseline is not null && !Collect(baseline, counts, (was, count) => (was.Baseline + count, was.Current))) return null;
        if (current is not null && !Collect(current, counts, (was, count) => (was.Baseline, was.Current + count))) return null;
        return [.. counts.Select(pair => new DistributionBin(
            pair.Key.ToString("R", CultureInfo.InvariantCulture), pair.Key, pair.Key, pair.Value.Baseline, pair.Value.Current,
            baseline is not null && pair.Value.Baseline == 0, pair.Value.Current == 0, IsMissing: false))];
    }

    private static bool Collect(NumericProfile profile, SortedDictionary<double, (long Baseline, long Current)> counts, Func<(long Baseline, long Current), long, (long Baseline, long Current)> add)
    {
        if (profile.ExactCounts() is not { } exact) return false;
        foreach (var (value, count) in exact) counts[value] = add(counts.GetValueOrDefault(value), count);
        return true;
    }

    private static List<DistributionBin> Continuous(NumericProfile? baseline, NumericProfile? current)
    {
        var sides = new[] { baseline, current }.Where(side => side is { Moments.Count: > 0 }).ToList();
        if (sides.Count == 0) return [];
        var low = sides.Min(side => side!.Quantile(0.005));
        var high = sides.Max(side => side!.Quantile(0.995));
        var edges = EdgesOf(low, high);
        var (before, now) = (CountsOf(baseline, edges), CountsOf(current, edges));
        var bins = new List<DistributionBin>(before.Length);
        for (var i = 0; i < before.Length; i++)
        {
            if ((i == 0 || i == before.Length - 1) && before[i] + now[i] == 0) continue;
            double? from = i == 0 ? null : edges[i - 1];
            double? to = i == before.Length - 1 ? null : edges[i];
            bins.Add(new DistributionBin(LabelOf(from, to), from, to, before[i], now[i], IsNew: false, IsVanished: false, IsMissing: false));
        }

        return bins;
    }

    private static double[] EdgesOf(double low, double high)
    {
        var step = NiceStep((high - low) / Wanted);
        var first = Math.Floor(low / step);
        var last = Math.Ceiling(high / step);
        if (last <= first) last = first + 1;
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 12))];
    }

    private static double NiceStep(double rough)
    {
        if (!(rough > 0) || !double.IsFinite(rough)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var part = rough / power;
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 2.5 ? 2.5 : part <= 5 ? 5 : 10);
    }

    /// <summary>
    /// Counts in (previous, edge]: exact while the profile knows its values, otherwise the values of an open interval of
    /// the grid are spread evenly over it. Cumulative counts are rounded, so that the bins add up to the values.
    /// </summary>
    private static long[] CountsOf(NumericProfile? profile, double[] edges)
    {
        var counts = new long[edges.Length + 1];
        if (profile is null) return counts;
        var before = 0L;
        for (var i = 0; i < edges.Length; i++)
        {
            var upTo = (long)Math.Round(UpTo(profile, edges[i]));
            counts[i] = Math.Max(0, upTo - before);
            before = Math.Max(before, upTo);
        }

        counts[^1] = Math.Max(0, profile.Values - before);
        return counts;
    }

    private static double UpTo(NumericProfile profile, double edge)
    {
        double total = profile.NegativeInfinities;
        if (profile.ExactCounts() is { } exact)
        {
            foreach (var (value, count) in exact)
                if (value <= edge) total += count;
            return total;
        }

        if (profile.Grid is not { } grid) return total;
        for (var cell = 0; cell < profile.Cells.Length; cell++)
        {
            var (low, high) = grid.Bounds(cell);
            low = Math.Max(low, profile.Min);
            high = Math.Min(high, profile.Max);
            if (high <= edge) total += profile.Cells[cell];
            else if (low < edge) total += profile.Cells[cell] * (edge - low) / (high - low);
        }

        return total;
    }

    private static string LabelOf(double? from, double? to) =>
        from is null ? string.Create(CultureInfo.InvariantCulture, $"up to {to:G6}")
        : to is null ? string.Create(CultureInfo.InvariantCulture, $"above {from:G6}")
        : string.Create(CultureInfo.InvariantCulture, $"{from:G6} to {to:G6}");
}
