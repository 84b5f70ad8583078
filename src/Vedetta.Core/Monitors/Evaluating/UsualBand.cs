namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// How many rows a window usually has: the median of earlier ones and a band around it, three robust deviations wide on
/// each side and wider while few windows are known. Never narrower than what counting noise (Poisson) and a tenth of
/// the level give. Pure.
/// </summary>
/// <param name="Low">Lower limit, not below 0.</param>
/// <param name="Middle">Median.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct UsualBand(double Low, double Middle, double High)
{
    /// <summary>Fewer earlier windows than this tell nothing.</summary>
    public const int MinimumHistory = 4;

    // Turns the median absolute deviation of normal values into their standard deviation.
    private const double MadToDeviation = 1.4826;

    /// <summary>The band of earlier counts; null while there are too few.</summary>
    public static UsualBand? Of(IReadOnlyList<long> earlier)
    {
        if (earlier.Count < MinimumHistory) return null;
        var middle = Median([.. earlier.Select(count => (double)count)]);
        var deviation = MadToDeviation * Median([.. earlier.Select(count => Math.Abs(count - middle))]);
        deviation = Math.Max(deviation, Math.Max(Math.Sqrt(Math.Max(1, middle)), middle / 30));
        var half = deviation * (3 + (8.0 / earlier.Count));
        return new UsualBand(Math.Max(0, middle - half), middle, middle + half);
    }

    /// <summary>Distance from the middle in half widths: above 1 lies outside.</summary>
    public double Effect(long count) => Math.Abs(count - Middle) / (High - Middle);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
