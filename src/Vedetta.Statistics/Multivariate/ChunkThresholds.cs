using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Multivariate;

/// <summary>Thresholds from how a value varies over chunks of the reference, as NannyML sets them.</summary>
public static class ChunkThresholds
{
    /// <summary>Mean plus and minus so many population standard deviations of the values of the chunks; NaN among them is left out.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Interval Of(IReadOnlyList<double> chunks, double deviations = 3)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        var known = chunks.Where(v => !double.IsNaN(v)).ToArray();
        if (known.Length == 0)
            throw new ArgumentException("Thresholds need the value of at least one chunk.", nameof(chunks));
        var mean = known.Average();
        var deviation = Math.Sqrt(known.Average(v => (v - mean) * (v - mean)));
        return new Interval(mean - (deviations * deviation), mean + (deviations * deviation));
    }
}
