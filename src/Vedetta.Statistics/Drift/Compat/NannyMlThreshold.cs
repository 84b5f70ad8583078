namespace Vedetta.Statistics.Drift.Compat;

/// <summary>NannyML's limits of a number per chunk; null where there is none.</summary>
/// <param name="Lower">Below this is an alert.</param>
/// <param name="Upper">Above this is an alert.</param>
public readonly record struct NannyMlThreshold(double? Lower, double? Upper)
{
    /// <summary>Mean of the reference chunks less and plus so many of their population standard deviations, NaN left out.</summary>
    /// <param name="chunks">The number of each reference chunk.</param>
    /// <param name="lowerLimit">The smallest value the number can have; limits are held there.</param>
    /// <param name="upperLimit">The largest value it can have.</param>
    /// <param name="deviations">How many.</param>
    public static NannyMlThreshold StandardDeviation(IReadOnlyList<double> chunks, double? lowerLimit = null, double? upperLimit = null, double deviations = 3)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        var known = chunks.Where(c => !double.IsNaN(c)).ToArray();
        if (known.Length == 0)
            return default;
        var mean = known.Average();
        var deviation = Math.Sqrt(known.Average(c => (c - mean) * (c - mean)));
        return new NannyMlThreshold(
            Math.Max(mean - (deviations * deviation), lowerLimit ?? double.NegativeInfinity),
            Math.Min(mean + (deviations * deviation), upperLimit ?? double.PositiveInfinity));
    }

    /// <summary>Whether a value is beyond a limit.</summary>
    public bool Alerts(double value) => value < Lower || value > Upper;

    /// <summary>Whether a value is at or beyond a limit, as NannyML judges statistics: a constant column always alerts.</summary>
    public bool AlertsInclusive(double value) => !((Lower is null || Lower < value) && (Upper is null || value < Upper));
}
