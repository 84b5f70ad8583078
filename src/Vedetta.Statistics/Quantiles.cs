namespace Vedetta.Statistics;

/// <summary>Order statistics of sorted values.</summary>
public static class Quantiles
{
    /// <summary>
    /// The quantile at share <paramref name="p"/> by linear interpolation between order statistics
    /// (definition 7 of Hyndman and Fan, 1996; what numpy.quantile gives, to the last bit).
    /// </summary>
    /// <param name="sorted">Values in ascending order, without NaN.</param>
    /// <param name="p">Share from 0 to 1.</param>
    /// <returns>NaN when there is no value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> lies outside 0..1.</exception>
    public static double Linear(ReadOnlySpan<double> sorted, double p)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for a share from 0 to 1.");
        if (sorted.IsEmpty)
            return double.NaN;
        var position = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return Between(sorted[below], sorted[above], position - below);
    }

    /// <summary>Interpolates between two neighbours from the nearer end, so that equal neighbours give themselves.</summary>
    internal static double Between(double low, double high, double t)
    {
        if (low == high)
            return low;
        var gap = high - low;
        return t >= 0.5 ? high - (gap * (1 - t)) : low + (gap * t);
    }
}
