using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Slicing;

/// <summary>
/// Finds the slices of one or two binned columns in which a value is worst, or which move it most against a baseline.
/// Every slice that is large enough is tested and the p-values are corrected over all of them (Holm 1979); a slice of two
/// columns must differ from the rest of both of its parents; of slices that share most of their rows the worst is kept.
/// </summary>
public static class SliceSearch
{
    private const double Confidence = 0.95;

    /// <summary>Candidates whose rows are compared with each other at most.</summary>
    private const int MostCompared = 300;

    /// <summary>Searches.</summary>
    /// <param name="now">The rows.</param>
    /// <param name="before">Rows of the baseline with the same columns and bins; null for none, needed for <see cref="SliceAim.Moved"/>.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">Settings outside their range, a baseline with other columns or bins, none where one is needed.</exception>
    public static SliceSearchResult Of(SliceRows now, SliceRows? before, SliceOptions options)
    {
        ArgumentNullException.ThrowIfNull(now);
        Check(now, before, options);
        if (now.Count == 0 || before is { Count: 0 }) return new SliceSearchResult(now.Count, before?.Count, null, null, null, null, 0, [], now.Count == 0 ? "there are no rows" : "the baseline has no rows");
        var totals = new Totals(SliceSums.Of(now.Values), before is null ? null : SliceSums.Of(before.Values));
        var singles = Singles(now, before, totals, options);
        var candidates = new List<Candidate>(singles);
        if (options.Depth == 2) candidates.AddRange(Pairs(now, before, totals, options, singles));
        var found = Judge(candidates, options);
        var kept = Distinct(found, now, options).ConvertAll(each => each.Candidate.Finish(now, totals, each.Adjusted, candidates.Count, options));
        var change = totals.Change;
        return new SliceSearchResult(
            now.Count, before?.Count, totals.Now.Mean, totals.Before?.Mean, change?.Low, change?.High, candidates.Count, kept,
            candidates.Count == 0 ? $"no slice has {options.MinimumSample} rows" : kept.Count == 0 ? "no slice differs by more than chance" : null);
    }

    /// <summary>Every bin of one column beside the other rows, in the order of the bins; bins of fewer than two rows are left out.</summary>
    /// <param name="now">The rows.</param>
    /// <param name="before">Rows of the baseline; null for none.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="options">How; the minimum sample is not asked for here.</param>
    /// <exception cref="ArgumentException">No such column, or as in <see cref="Of"/>.</exception>
    public static IReadOnlyList<Slice> BinsOf(SliceRows now, SliceRows? before, string column, SliceOptions options)
    {
        ArgumentNullException.ThrowIfNull(now);
        Check(now, before, options);
        var place = now.Columns.ToList().FindIndex(each => string.Equals(each.Name, column, StringComparison.Ordinal));
        if (place < 0) throw new ArgumentException($"No column is named '{column}'; there are {string.Join(", ", now.Columns.Select(each => each.Name))}.", nameof(column));
        if (now.Count == 0 || before is { Count: 0 }) return [];
        var totals = new Totals(SliceSums.Of(now.Values), before is null ? null : SliceSums.Of(before.Values));
        var bins = now.Columns[place].Labels.Count;
        var sums = SliceSums.OfBins(now.Columns[place], now.Values, bins);
        var earlier = before is null ? null : SliceSums.OfBins(before.Columns[place], before.Values, bins);
        var few = options with { MinimumSample = 2 };
        var candidates = Enumerable.Range(0, bins).Select(bin => Candidate.Of(sums[bin], earlier?[bin], totals, few, [(place, bin)])).OfType<Candidate>().ToList();
        var adjusted = MultipleTesting.Adjust([.. candidates.Select(candidate => candidate.PValue)], Correction.Holm);
        return [.. candidates.Select((candidate, i) => candidate.Finish(now, totals, adjusted[i], candidates.Count, options))];
    }

    private static void Check(SliceRows now, SliceRows? before, SliceOptions options)
    {
        if (options.Depth is < 1 or > 2) throw new ArgumentException($"A slice is made of one or two columns, not {options.Depth}.", nameof(options));
        if (options.MinimumSample < 2) throw new ArgumentException($"The minimum sample is at least 2, not {options.MinimumSample}.", nameof(options));
        if (!(options.Alpha is > 0 and < 1)) throw new ArgumentException($"Alpha lies between 0 and 1, not at {options.Alpha}.", nameof(options));
        if (options.Aim == SliceAim.Moved && before is null) throw new ArgumentException("What moved can only be said against a baseline.", nameof(before));
        if (before is null) return;
        if (before.Columns.Count != now.Columns.Count) throw new ArgumentException($"The baseline has {before.Columns.Count} columns, the rows have {now.Columns.Count}.", nameof(before));
        for (var i = 0; i < now.Columns.Count; i++)
            if (!string.Equals(now.Columns[i].Name, before.Columns[i].Name, StringComparison.Ordinal) || !now.Columns[i].Labels.SequenceEqual(before.Columns[i].Labels, StringComparer.Ordinal))
                throw new ArgumentException($"Column '{now.Columns[i].Name}' has other bins in the baseline.", nameof(before));
    }

    private static List<Candidate> Singles(SliceRows now, SliceRows? before, Totals totals, SliceOptions options)
    {
        var found = new List<Candidate>();
        for (var column = 0; column < now.Columns.Count; column++)
        {
            var bins = now.Columns[column].Labels.Count;
            var sums = SliceSums.OfBins(now.Columns[column], now.Values, bins);
            var earlier = before is null ? null : SliceSums.OfBins(before.Columns[column], before.Values, bins);
            for (var bin = 0; bin < bins; bin++)
                if (Candidate.Of(sums[bin], earlier?[bin], totals, options, [(column, bin)]) is { } candidate) found.Add(candidate);
        }

        return found;
    }

    private static List<Candidate> Pairs(SliceRows now, SliceRows? before, Totals totals, SliceOptions options, List<Candidate> singles)
    {
        var best = singles.GroupBy(single => single.Parts[0].Column).OrderByDescending(group => group.Max(single => Math.Abs(single.Statistic)))
            .Take(options.PairedColumns).Select(group => group.Key).Order().ToList();
        var byPart = singles.ToDictionary(single => single.Parts[0]);
        var found = new List<Candidate>();
        for (var a = 0; a < best.Count; a++)
        {
            for (var b = a + 1; b < best.Count; b++)
            {
                var (first, second) = (now.Columns[best[a]], now.Columns[best[b]]);
                var width = second.Labels.Count;
                var cells = first.Labels.Count * width;
                var sums = SliceSums.OfPairs(first, second, now.Values, cells);
                var earlier = before is null ? null : SliceSums.OfPairs(before.Columns[best[a]], before.Columns[best[b]], before.Values, cells);
                for (var cell = 0; cell < cells; cell++)
                {
                    var parts = ((int Column, int Bin)[])[(best[a], cell / width), (best[b], cell % width)];
                    if (Candidate.Of(sums[cell], earlier?[cell], totals, options, parts) is not { } candidate) continue;
                    candidate.Refines = parts.All(part => byPart.TryGetValue(part, out var parent) && candidate.IsMoreThan(parent, options));
                    found.Add(candidate);
                }
            }
        }

        return found;
    }

    private static List<(Candidate Candidate, double Adjusted)> Judge(List<Candidate> candidates, SliceOptions options)
    {
        var adjusted = MultipleTesting.Adjust([.. candidates.Select(candidate => candidate.PValue)], Correction.Holm);
        return [.. candidates.Select((candidate, i) => (candidate, adjusted[i]))
            .Where(each => each.Item2 <= options.Alpha && each.candidate.Refines && each.candidate.Rank > 0)
            .OrderByDescending(each => each.candidate.Rank)];
    }

    private static List<(Candidate Candidate, double Adjusted)> Distinct(List<(Candidate Candidate, double Adjusted)> found, SliceRows rows, SliceOptions options)
    {
        var kept = new List<(Candidate Candidate, double Adjusted)>();
        var taken = new List<ulong[]>();
        foreach (var each in found.Take(MostCompared))
        {
            if (kept.Count == options.Most) break;
            var bits = each.Candidate.Bits(rows);
            if (taken.Exists(other => Overlap(bits, other) > options.Overlap)) continue;
            kept.Add(each);
            taken.Add(bits);
        }

        return kept;
    }

    private static double Overlap(ulong[] a, ulong[] b)
    {
        var (both, any) = (0L, 0L);
        for (var i = 0; i < a.Length; i++)
        {
            both += System.Numerics.BitOperations.PopCount(a[i] & b[i]);
            any += System.Numerics.BitOperations.PopCount(a[i] | b[i]);
        }

        return any == 0 ? 0 : (double)both / any;
    }

    /// <summary>All rows together.</summary>
    internal sealed record Totals(SliceSums Now, SliceSums? Before)
    {
        /// <summary>95 % interval of the change of the mean; null without a baseline.</summary>
        public Interval? Change
        {
            get
            {
                if (Before is not { } before) return null;
                var half = Normal.InvCDF(0, 1, (1 + Confidence) / 2) * Math.Sqrt((Now.Variance / Now.N) + (before.Variance / before.N));
                return new Interval(Now.Mean - before.Mean - half, Now.Mean - before.Mean + half);
            }
        }

        /// <summary>The change where it is more than chance; null otherwise.</summary>
        public double? SureChange => Change is { } change && !change.Contains(0) ? Now.Mean - Before!.Value.Mean : null;
    }

    /// <summary>A slice under test.</summary>
    private sealed class Candidate
    {
        private SliceSums _now;
        private SliceSums? _before;
        private double _difference;
        private double _error;

        public required (int Column, int Bin)[] Parts { get; init; }

        public double Statistic { get; private set; }

        public double PValue { get; private set; }

        /// <summary>What it costs all rows: its excess times its share; for what moved, its part of the change in the change's direction.</summary>
        public double Rank { get; private set; }

        public bool Refines { get; set; } = true;

        public static Candidate? Of(SliceSums now, SliceSums? before, Totals totals, SliceOptions options, (int Column, int Bin)[] parts)
        {
            var moved = options.Aim == SliceAim.Moved;
            var enough = moved ? Math.Max(now.N, before!.Value.N) : now.N;

            // A slice of all rows has no rest to be compared with.
            if (enough < options.MinimumSample || (!moved && totals.Now.N - now.N < options.MinimumSample)) return null;
            var candidate = new Candidate { Parts = parts, _now = now, _before = before };
            if (moved) candidate.Move(totals);
            else candidate.Compare(totals);
            return candidate;
        }

        // One side of the parts of a mean: the rows of the slice count with their distance from the mean before, all others with nothing.
        private static (double Mean, double Variance) Part(SliceSums sums, double all, double centre)
        {
            var mean = (sums.Sum - (sums.N * centre)) / all;
            var square = (sums.Squares - (2 * centre * sums.Sum) + (sums.N * centre * centre)) / all;
            return (mean, Math.Max(0, square - (mean * mean)) / all);
        }

        private void Move(Totals totals)
        {
            var (now, before) = (Part(_now, totals.Now.N, totals.Before!.Value.Mean), Part(_before!.Value, totals.Before.Value.N, totals.Before.Value.Mean));
            Set(now.Mean - before.Mean, Math.Sqrt(now.Variance + before.Variance), double.PositiveInfinity);
            Rank = totals.SureChange is { } change ? _difference * Math.Sign(change) : 0;
        }

        private void Compare(Totals totals)
        {
            var rest = totals.Now - _now;
            var (va, vb) = (_now.Variance / _now.N, rest.Variance / rest.N);
            var dof = va + vb > 0 ? (va + vb) * (va + vb) / ((va * va / Math.Max(1, _now.N - 1)) + (vb * vb / Math.Max(1, rest.N - 1))) : 1;
            Set(_now.Mean - rest.Mean, Math.Sqrt(va + vb), dof);
            Rank = _difference * _now.N / totals.Now.N;
        }

        private void Set(double difference, double error, double dof)
        {
            (_difference, _error) = (difference, error);
            Statistic = error > 0 ? difference / error : difference == 0 ? 0 : double.MaxValue * Math.Sign(difference);
            PValue = double.IsInfinity(dof) ? 2 * Normal.CDF(0, 1, -Math.Abs(Statistic)) : Math.Abs(Statistic) > 1e100 ? 0 : 2 * StudentT.CDF(0, 1, dof, -Math.Abs(Statistic));
        }

        /// <summary>Whether it differs from what is left of a slice that holds it: otherwise the larger one says it all.</summary>
        public bool IsMoreThan(Candidate parent, SliceOptions options)
        {
            var left = parent._now - _now;
            if (left.N < 2) return false;
            if (options.Aim == SliceAim.Moved) return _difference * parent._difference > 0 && Math.Abs(_difference) > 0.8 * Math.Abs(parent._difference);
            var error = Math.Sqrt((_now.Variance / _now.N) + (left.Variance / left.N));
            return _now.Mean > left.Mean && (error == 0 || (_now.Mean - left.Mean) / error > Normal.InvCDF(0, 1, 1 - options.Alpha));
        }

        public ulong[] Bits(SliceRows rows)
        {
            var bits = new ulong[(rows.Count + 63) / 64];
            var first = rows.Columns[Parts[0].Column].Codes;
            var second = Parts.Length == 2 ? rows.Columns[Parts[1].Column].Codes : null;
            for (var row = 0; row < rows.Count; row++)
                if (first[row] == Parts[0].Bin && (second is null || second[row] == Parts[1].Bin)) bits[row >> 6] |= 1UL << (row & 63);
            return bits;
        }

        public Slice Finish(SliceRows rows, Totals totals, double adjusted, int tested, SliceOptions options)
        {
            var rest = totals.Now - _now;
            var half = _error * Normal.InvCDF(0, 1, 1 - (options.Alpha / (2 * Math.Max(1, tested))));
            var own = _now.N >= 2 ? StudentT.InvCDF(0, 1, _now.N - 1, (1 + Confidence) / 2) * Math.Sqrt(_now.Variance / _now.N) : (double?)null;
            double? explains = null;
            if (_before is { } before && totals.Before is { } all && totals.SureChange is { } change)
                explains = (Part(_now, totals.Now.N, all.Mean).Mean - Part(before, all.N, all.Mean).Mean) / change;
            return new Slice(
                [.. Parts.Select(part => new SliceCondition(rows.Columns[part.Column].Name, rows.Columns[part.Column].Labels[part.Bin]))],
                (long)_now.N, _now.N / totals.Now.N, _now.N > 0 ? _now.Mean : null, own is { } o ? _now.Mean - o : null, own is { } p ? _now.Mean + p : null,
                rest.N > 0 ? rest.Mean : null, _difference, _difference - half, _difference + half, adjusted,
                _before is { } b ? (long)b.N : null, _before is { } c ? c.N / totals.Before!.Value.N : null, _before is { N: > 0 } d ? d.Mean : null, explains);
        }
    }
}
