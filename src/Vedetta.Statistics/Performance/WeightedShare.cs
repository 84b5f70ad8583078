using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance;

/// <summary>Shares of weighted rows: a binomial share of Kish's effective number of rows (Kish 1965).</summary>
internal static class WeightedShare
{
    /// <summary>(sum w)^2 / sum w^2; the number of rows when all weights are one, 0 without rows.</summary>
    public static double EffectiveRows(double weights, double squares) => squares > 0 ? weights * weights / squares : 0;

    /// <summary>
    /// The share <paramref name="part"/> / <paramref name="whole"/> with the modified Wilson interval, read as a share of
    /// <paramref name="effective"/> trials; null with the reason when the whole is empty.
    /// </summary>
    public static MetricValue Of(double part, double whole, double effective, double confidence, string emptyReason)
    {
        if (!(whole > 0))
            return MetricValue.None(emptyReason);
        var share = Math.Clamp(part / whole, 0, 1);
        // Whole counts stay exact: a product such as 0.3 * 10 would not be 3.
        var x = effective == whole ? Math.Min(part, whole) : share * effective;
        return new MetricValue(share, Proportion.ModifiedWilson(x, effective, confidence), effective);
    }
}
