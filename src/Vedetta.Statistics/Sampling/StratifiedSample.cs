using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Sampling;

/// <summary>A part of the population sampled by itself, for example a band of scores.</summary>
/// <param name="Size">Rows of the population in it.</param>
/// <param name="Sampled">Rows of it that were labelled.</param>
/// <param name="Positives">Positive ones among those.</param>
public readonly record struct Stratum(long Size, long Sampled, double Positives)
{
    /// <summary>Share of positives in the sample; NaN without one.</summary>
    public double Share => Sampled > 0 ? Positives / Sampled : double.NaN;
}

/// <summary>A share of the whole population estimated from strata.</summary>
/// <param name="Value">The share.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">95 % interval: modified Wilson at the number of rows with the same standard error.</param>
/// <param name="EffectiveRows">Rows of a simple random sample that would be as exact.</param>
public sealed record StratifiedEstimate(double Value, double StandardError, Interval Interval, double EffectiveRows);

/// <summary>Stratified random samples (Cochran 1977, chapter 5).</summary>
public static class StratifiedSample
{
    /// <summary>
    /// The share over all strata: sum W_h p_h with variance sum W_h^2 (1 - n_h / N_h) p_h q_h / (n_h - 1). Null when a
    /// stratum has fewer than two labelled rows and is not labelled whole: nothing is known of its scatter then.
    /// </summary>
    /// <exception cref="ArgumentException">A stratum has more samples than rows, or more positives than samples.</exception>
    public static StratifiedEstimate? Estimate(IReadOnlyList<Stratum> strata, double confidence = 0.95)
    {
        Check(strata);
        var total = strata.Sum(s => (double)s.Size);
        var (value, variance, sampled) = (0.0, 0.0, 0.0);
        foreach (var stratum in strata)
        {
            if (stratum.Size == 0)
                continue;
            if (stratum.Sampled == 0 || (stratum.Sampled == 1 && stratum.Size > 1))
                return null;
            var weight = stratum.Size / total;
            var p = stratum.Share;
            value += weight * p;
            sampled += stratum.Sampled;
            if (stratum.Sampled < stratum.Size)
                variance += weight * weight * (1 - ((double)stratum.Sampled / stratum.Size)) * p * (1 - p) / (stratum.Sampled - 1);
        }
        if (sampled == 0)
            return null;
        var effective = variance > 0 ? Math.Min(total, value * (1 - value) / variance) : sampled;
        return new StratifiedEstimate(value, Math.Sqrt(variance), Proportion.ModifiedWilson(value * effective, effective, confidence), effective);
    }

    /// <summary>
    /// Neyman's allocation of <paramref name="labels"/> rows: n_h proportional to N_h S_h with S_h the standard deviation
    /// sqrt(p q) expected in the stratum (Neyman 1934), as real numbers.
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double[] NeymanShares(ReadOnlySpan<long> sizes, ReadOnlySpan<double> expectedShares, double labels)
    {
        if (sizes.Length != expectedShares.Length)
            throw new ArgumentException($"There are {expectedShares.Length} expected shares for {sizes.Length} strata.", nameof(expectedShares));
        var spread = new double[sizes.Length];
        for (var h = 0; h < spread.Length; h++)
            spread[h] = sizes[h] * Math.Sqrt(expectedShares[h] * (1 - expectedShares[h]));
        var all = spread.Sum();
        return Array.ConvertAll(spread, s => all > 0 ? labels * s / all : 0);
    }

    /// <summary>
    /// The same in whole rows: at least <paramref name="floor"/> a stratum (or all its rows), never more than it has, the
    /// remainder to the largest fractions.
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length, or the floors alone need more labels.</exception>
    public static long[] NeymanAllocation(ReadOnlySpan<long> sizes, ReadOnlySpan<double> expectedShares, long labels, long floor = 2)
    {
        var (rows, limits) = (new long[sizes.Length], sizes.ToArray());
        for (var h = 0; h < rows.Length; h++)
            rows[h] = Math.Min(floor, limits[h]);
        if (rows.Sum() > labels)
            throw new ArgumentException($"{labels} labels are fewer than the {rows.Sum()} that a floor of {floor} a stratum needs.", nameof(labels));
        var wanted = NeymanShares(sizes, expectedShares, labels);
        for (var left = Math.Min(labels, limits.Sum()) - rows.Sum(); left > 0; left--)
        {
            // The next row goes where the plan is furthest from being met; a full stratum takes no more.
            var best = -1;
            for (var h = 0; h < rows.Length; h++)
            {
                if (rows[h] < limits[h] && (best < 0 || wanted[h] - rows[h] > wanted[best] - rows[best]))
                    best = h;
            }
            rows[best]++;
        }
        return rows;
    }

    private static void Check(IReadOnlyList<Stratum> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        foreach (var s in strata)
        {
            if (s.Size < 0 || s.Sampled < 0 || s.Sampled > s.Size || s.Positives < 0 || s.Positives > s.Sampled)
                throw new ArgumentException($"A stratum of {s.Size} rows cannot have {s.Sampled} labelled with {s.Positives} positive.", nameof(strata));
        }
    }
}
