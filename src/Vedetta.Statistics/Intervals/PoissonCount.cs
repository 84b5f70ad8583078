using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Intervals;

/// <summary>Intervals of the mean behind a count of events.</summary>
public static class PoissonCount
{
    /// <summary>Exact interval of the mean of a Poisson count (Garwood 1936).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Interval Exact(double count, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var tail = (1 - confidence) / 2;
        return new Interval(
            count == 0 ? 0 : ChiSquared.InvCDF(2 * count, tail) / 2,
            ChiSquared.InvCDF(2 * (count + 1), 1 - tail) / 2);
    }

    /// <summary>
    /// The same for counts whose variance is <paramref name="dispersion"/> times their mean (1 or more): the count is
    /// read as dispersion times a Poisson count.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or the dispersion below 1.</exception>
    public static Interval Overdispersed(double count, double dispersion, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dispersion, 1);
        var (low, high) = (Exact(count / dispersion, confidence).Low, Exact(count / dispersion, confidence).High);
        return new Interval(low * dispersion, high * dispersion);
    }

    /// <summary>Variance over mean of counts of equal spans, at least 1; 1 for fewer than two.</summary>
    public static double Dispersion(ReadOnlySpan<double> counts)
    {
        var moments = default(Profiles.Moments);
        foreach (var count in counts)
            moments.Add(count);
        return moments.Count < 2 || moments.Mean <= 0 ? 1 : Math.Max(1, moments.Variance / moments.Mean);
    }
}
