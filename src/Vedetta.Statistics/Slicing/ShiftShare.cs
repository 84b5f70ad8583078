using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Slicing;

/// <summary>
/// Splits the change of a distribution into a change of the mix of segments and changes inside segments
/// (Kitagawa 1955; shift-share with the mean of both sides as weights, so that nothing is left over).
/// </summary>
public static class ShiftShare
{
    private const int MostExactCounts = 30;

    /// <summary>Decomposes a change.</summary>
    /// <param name="segments">Counts per bin of every segment, before and now; every list as long as the others.</param>
    /// <param name="draws">Resamplings behind the interval of the share.</param>
    /// <param name="seed">Seed of the resamplings.</param>
    /// <exception cref="ArgumentException">Lists of different lengths, negative counts, fewer than one draw.</exception>
    public static ShiftShareResult Of(IReadOnlyList<SegmentCounts> segments, int draws = 200, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var bins = Check(segments);
        var (before, now) = (Matrix(segments, bins, s => s.Before), Matrix(segments, bins, s => s.Now));
        if (Total(before) == 0 || Total(now) == 0) return new ShiftShareResult(0, null, null, [], "one side has no rows");
        var signs = Signs(before, now, bins);
        var parts = Split(before, now, bins, signs);
        var distance = parts.Sum(part => part.Mix + part.Inside);
        var named = segments.Select((segment, i) => new SegmentPart(segment.Segment, parts[i].Before, parts[i].Now, parts[i].Mix, parts[i].Inside)).ToList();
        if (!(distance > 1e-9)) return new ShiftShareResult(0, null, null, named, "the distribution did not change");
        return new ShiftShareResult(distance, parts.Sum(part => part.Mix) / distance, IntervalOf(before, now, bins, signs, draws, seed), named, null);
    }

    private static int Check(IReadOnlyList<SegmentCounts> segments)
    {
        if (segments.Count == 0) throw new ArgumentException("At least one segment is needed.", nameof(segments));
        var bins = segments[0].Before.Count;
        foreach (var segment in segments)
        {
            if (segment.Before.Count != bins || segment.Now.Count != bins)
                throw new ArgumentException($"Segment '{segment.Segment}' has {segment.Before.Count} and {segment.Now.Count} bins, the first segment has {bins}.", nameof(segments));
            if (segment.Before.Any(count => count < 0) || segment.Now.Any(count => count < 0))
                throw new ArgumentException($"Segment '{segment.Segment}' has a negative count.", nameof(segments));
        }

        return bins;
    }

    private static double[] Matrix(IReadOnlyList<SegmentCounts> segments, int bins, Func<SegmentCounts, IReadOnlyList<long>> side)
    {
        var counts = new double[segments.Count * bins];
        for (var s = 0; s < segments.Count; s++)
            for (var b = 0; b < bins; b++) counts[(s * bins) + b] = side(segments[s])[b];
        return counts;
    }

    private static double Total(double[] counts) => counts.Sum();

    // Half the sum of the differences in the direction they have is the total variation distance.
    private static double[] Signs(double[] before, double[] now, int bins)
    {
        var (n0, n1) = (Total(before), Total(now));
        var signs = new double[bins];
        for (var b = 0; b < bins; b++)
        {
            var difference = 0.0;
            for (var i = b; i < before.Length; i += bins) difference += (now[i] / n1) - (before[i] / n0);
            signs[b] = Math.Sign(difference) / 2.0;
        }

        return signs;
    }

    private static Part[] Split(double[] before, double[] now, int bins, double[] signs)
    {
        var (n0, n1) = (Total(before), Total(now));
        var parts = new Part[before.Length / bins];
        var overall = 0.0;
        for (var b = 0; b < bins; b++)
            for (var i = b; i < before.Length; i += bins) overall += signs[b] * ((before[i] / n0) + (now[i] / n1)) / 2;
        for (var s = 0; s < parts.Length; s++)
        {
            var (rows0, rows1) = (Sum(before, s, bins), Sum(now, s, bins));
            var (score0, score1) = (0.0, 0.0);
            for (var b = 0; b < bins; b++)
            {
                if (rows0 > 0) score0 += signs[b] * before[(s * bins) + b] / rows0;
                if (rows1 > 0) score1 += signs[b] * now[(s * bins) + b] / rows1;
            }

            // A segment that is new or gone has no inside to compare: all it does is to come or to go.
            if (rows0 == 0) score0 = score1;
            if (rows1 == 0) score1 = score0;
            var (w0, w1) = (rows0 / n0, rows1 / n1);
            parts[s] = new Part(w0, w1, (w1 - w0) * (((score0 + score1) / 2) - overall), (score1 - score0) * (w0 + w1) / 2);
        }

        return parts;
    }

    private static double Sum(double[] counts, int segment, int bins)
    {
        var sum = 0.0;
        for (var b = 0; b < bins; b++) sum += counts[(segment * bins) + b];
        return sum;
    }

    private static Interval? IntervalOf(double[] before, double[] now, int bins, double[] signs, int draws, ulong seed)
    {
        var random = new SeededRandom(seed);
        var shares = new List<double>(draws);
        var (one, two) = (new double[before.Length], new double[now.Length]);
        for (var draw = 0; draw < draws; draw++)
        {
            Redraw(before, one, ref random);
            Redraw(now, two, ref random);
            if (Total(one) == 0 || Total(two) == 0) continue;
            var parts = Split(one, two, bins, signs);
            var distance = parts.Sum(part => part.Mix + part.Inside);

            // Where chance could undo the whole change, a share of it means nothing.
            if (!(distance > 1e-9)) return null;
            shares.Add(parts.Sum(part => part.Mix) / distance);
        }

        if (shares.Count < draws) return null;
        shares.Sort();
        return new Interval(Quantiles.Linear([.. shares], 0.025), Quantiles.Linear([.. shares], 0.975));
    }

    private static void Redraw(double[] counts, double[] into, ref SeededRandom random)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            var count = counts[i];
            if (count == 0) into[i] = 0;
            else if (count > MostExactCounts) into[i] = Math.Max(0, count + (Math.Sqrt(count) * Normal.InvCDF(0, 1, Math.Max(1e-12, random.NextDouble()))));
            else into[i] = PoissonOf(count, ref random);
        }
    }

    // Knuth's product of uniforms: short for small means.
    private static double PoissonOf(double mean, ref SeededRandom random)
    {
        var (limit, product, count) = (Math.Exp(-mean), 1.0, -1);
        do
        {
            product *= random.NextDouble();
            count++;
        }
        while (product > limit);
        return count;
    }

    private readonly record struct Part(double Before, double Now, double Mix, double Inside);
}

/// <summary>Counts of one segment in the bins of a column.</summary>
/// <param name="Segment">Its value.</param>
/// <param name="Before">Rows per bin before.</param>
/// <param name="Now">Rows per bin now.</param>
public sealed record SegmentCounts(string Segment, IReadOnlyList<long> Before, IReadOnlyList<long> Now);

/// <summary>A change split into mix and inside.</summary>
/// <param name="Distance">Total variation distance between before and now over all segments, 0 to 1.</param>
/// <param name="MixShare">Share of it that the mix of segments makes; the rest happens inside segments. Below 0 or above 1 when the two pull against each other. Null when nothing changed.</param>
/// <param name="MixInterval">95 % interval of the share by resampling; null where chance could have made the whole change.</param>
/// <param name="Segments">What each segment adds, in the order given.</param>
/// <param name="Note">Why there is no share; null when there is one.</param>
public sealed record ShiftShareResult(double Distance, double? MixShare, Interval? MixInterval, IReadOnlyList<SegmentPart> Segments, string? Note);

/// <summary>What one segment adds to a change.</summary>
/// <param name="Segment">Its value.</param>
/// <param name="WeightBefore">Its share of the rows before.</param>
/// <param name="WeightNow">Its share of the rows now.</param>
/// <param name="Mix">What its coming or going adds to the distance.</param>
/// <param name="Inside">What the change inside it adds to the distance.</param>
public sealed record SegmentPart(string Segment, double WeightBefore, double WeightNow, double Mix, double Inside);
