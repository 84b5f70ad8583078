using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Credit;

/// <summary>
/// Whether discrimination fell below that of the first validation, as the European Central Bank reports it (2019): the
/// initial area is taken as known, S = (initial - current) / s, upper tail.
/// </summary>
/// <param name="S">The statistic.</param>
/// <param name="PValue">Small when the area fell.</param>
public sealed record AreaChange(double S, double PValue)
{
    /// <summary>Compares; null when the current area has no variance.</summary>
    /// <param name="initial">Area at the first validation.</param>
    /// <param name="current">Area now.</param>
    /// <param name="variance">Its variance, by DeLong.</param>
    public static AreaChange? Of(double initial, double current, double variance)
    {
        if (!(variance > 0))
            return null;
        var s = (initial - current) / Math.Sqrt(variance);
        return new AreaChange(s, Normal.CDF(0, 1, -s));
    }
}
