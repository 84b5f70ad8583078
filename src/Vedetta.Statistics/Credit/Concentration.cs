using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Credit;

/// <summary>How customers concentrate on grades.</summary>
/// <param name="Hhi">Herfindahl-Hirschman index, sum of squared shares.</param>
/// <param name="NormedHhi">The same from 0 (even) to 1 (one grade).</param>
/// <param name="Variation">Coefficient of variation, sqrt(K sum (R - 1/K)^2).</param>
/// <param name="EcbIndex">Herfindahl index of the European Central Bank, 1 + ln((CV^2 + 1) / K) / ln K.</param>
public sealed record Concentration(double Hhi, double NormedHhi, double Variation, double EcbIndex)
{
    /// <summary>Measures counts per grade.</summary>
    /// <exception cref="ArgumentException">Fewer than two grades, a negative count, or nobody at all.</exception>
    public static Concentration Of(ReadOnlySpan<double> counts)
    {
        if (counts.Length < 2)
            throw new ArgumentException("Concentration needs at least two grades.", nameof(counts));
        var total = 0.0;
        foreach (var count in counts)
            total += count >= 0 ? count : throw new ArgumentException($"A count is {count}.", nameof(counts));
        if (!(total > 0))
            throw new ArgumentException("Nobody is in any grade.", nameof(counts));
        var (k, hhi, deviation) = ((double)counts.Length, 0.0, 0.0);
        foreach (var count in counts)
        {
            var share = count / total;
            hhi += share * share;
            deviation += (share - (1 / k)) * (share - (1 / k));
        }
        var variation = Math.Sqrt(k * deviation);
        return new Concentration(hhi, (hhi - (1 / k)) / (1 - (1 / k)), variation, 1 + (Math.Log(((variation * variation) + 1) / k) / Math.Log(k)));
    }

    /// <summary>
    /// Whether concentration grew: z = sqrt(K - 1) (CV now - CV first) / sqrt(CV now^2 (1/2 + CV now^2)), upper tail
    /// (European Central Bank 2019). Null when the grades are even now.
    /// </summary>
    /// <param name="first">Concentration at the first validation.</param>
    /// <param name="grades">Number of grades.</param>
    public (double Z, double PValue)? GrowthSince(Concentration first, int grades)
    {
        ArgumentNullException.ThrowIfNull(first);
        if (!(Variation > 0))
            return null;
        var square = Variation * Variation;
        var z = Math.Sqrt(grades - 1) * (Variation - first.Variation) / Math.Sqrt(square * (0.5 + square));
        return (z, Normal.CDF(0, 1, -z));
    }
}
