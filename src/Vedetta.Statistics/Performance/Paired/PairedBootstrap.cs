using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Paired;

/// <summary>Difference of any metric of two models on the same rows, by resampling rows (Efron and Tibshirani 1993).</summary>
/// <param name="Difference">The difference on the rows as they are; null where it cannot be computed.</param>
/// <param name="Interval">Its percentile interval; null when fewer than half of the resamples gave a difference.</param>
/// <param name="ShareAbove">Share of resamples whose difference is above 0, ties half.</param>
/// <param name="Resamples">Resamples that gave a difference.</param>
public sealed record PairedBootstrap(double? Difference, Interval? Interval, double? ShareAbove, int Resamples)
{
    /// <summary>
    /// Resamples rows with replacement. The same seed gives the same answer on every machine.
    /// </summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="difference">Difference of the two metrics over the rows with these numbers; null where it does not exist.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="resamples">How many resamples.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <exception cref="ArgumentOutOfRangeException">Rows or resamples are not positive.</exception>
    public static PairedBootstrap Of(int rows, Func<IReadOnlyList<int>, double?> difference, ulong seed, int resamples = 1000, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        ArgumentNullException.ThrowIfNull(difference);
        var random = new SeededRandom(seed);
        var drawn = new int[rows];
        for (var i = 0; i < rows; i++)
            drawn[i] = i;
        var observed = difference(drawn);
        var values = new List<double>(resamples);
        for (var r = 0; r < resamples; r++)
        {
            for (var i = 0; i < rows; i++)
                drawn[i] = (int)(random.NextDouble() * rows);
            if (difference(drawn) is { } value && double.IsFinite(value))
                values.Add(value);
        }
        if (values.Count * 2 < resamples)
            return new PairedBootstrap(observed, null, null, values.Count);
        var sorted = values.Order().ToArray();
        var above = (sorted.Count(v => v > 0) + (0.5 * sorted.Count(v => v == 0))) / sorted.Length;
        return new PairedBootstrap(observed, new Interval(Quantiles.Linear(sorted, (1 - confidence) / 2), Quantiles.Linear(sorted, (1 + confidence) / 2)), above, sorted.Length);
    }
}
