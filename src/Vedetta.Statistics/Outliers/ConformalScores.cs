using MathNet.Numerics;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Outliers;

/// <summary>
/// Scores of reference rows that no detector was fitted to, and what they make of a new score. If a new row is
/// exchangeable with them, its p-value is at most a with probability at most a, for any detector and any distribution.
/// The guarantee is over reference and row together: given one reference, the true rate scatters around a by about
/// sqrt(a (1 - a) / n).
/// </summary>
/// <remarks>Source: Vovk, Gammerman and Shafer 2005; Bates, Candès, Lei, Romano and Sesia 2023.</remarks>
public sealed class ConformalScores
{
    private readonly double[] _sorted;

    private ConformalScores(double[] sorted) => _sorted = sorted;

    /// <summary>Reference rows with a score.</summary>
    public int Count => _sorted.Length;

    /// <summary>Takes the scores of the reference rows; NaN is left out.</summary>
    /// <exception cref="ArgumentException">There is no score.</exception>
    public static ConformalScores Of(ReadOnlySpan<double> reference)
    {
        var sorted = new List<double>(reference.Length);
        foreach (var score in reference)
        {
            if (!double.IsNaN(score))
                sorted.Add(score);
        }
        if (sorted.Count == 0)
            throw new ArgumentException("No reference row has a score; a threshold needs one.", nameof(reference));
        sorted.Sort();
        return new ConformalScores([.. sorted]);
    }

    /// <summary>(1 + reference scores at least as high) / (n + 1); NaN for NaN.</summary>
    public double PValue(double score) => double.IsNaN(score) ? double.NaN : (1.0 + AtLeast(score)) / (Count + 1);

    /// <summary>
    /// The score above which rows are flagged at a wanted rate: the ceil((1 - rate)(n + 1))-th smallest. Null when the
    /// reference is too small for the rate (below 1 / rate - 1 rows): no finite threshold keeps it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate does not lie between 0 and 1.</exception>
    public double? Threshold(double rate) => Rank(rate) is var rank && rank <= Count ? _sorted[rank - 1] : null;

    /// <summary>
    /// How many of the rows lie above the threshold of a wanted rate, with Wilson's interval of their share, and the
    /// probability of so many or more if the rows are exchangeable with the reference (beta-binomial, exact without ties,
    /// conservative with them). Null when the reference is too small for the rate.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate does not lie between 0 and 1.</exception>
    public OutlierShare? Flag(ReadOnlySpan<double> scores, double rate)
    {
        if (Threshold(rate) is not { } threshold)
            return null;
        var (flagged, rows) = (0, 0);
        foreach (var score in scores)
        {
            if (double.IsNaN(score))
                continue;
            rows++;
            flagged += score > threshold ? 1 : 0;
        }
        var rank = Rank(rate);
        var interval = rows > 0 ? Proportion.ModifiedWilson(flagged, rows) : new Interval(0, 1);
        return new OutlierShare(flagged, rows, interval, rate, threshold, Tail(flagged, rows, Count + 1 - rank, rank));
    }

    private int Rank(double rate)
    {
        if (!(rate is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate lies between 0 and 1.");
        // A hair less, so that 0.95 * 200 does not become 191 by rounding.
        return Math.Max(1, (int)Math.Ceiling(((1 - rate) * (Count + 1)) - 1e-9));
    }

    private int AtLeast(double score)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle] < score)
                low = middle + 1;
            else
                high = middle;
        }
        return _sorted.Length - low;
    }

    /// <summary>P(K at least k) of m trials whose probability is beta(a, b): that of an exceedance above an order statistic.</summary>
    private static double Tail(int k, int m, double a, double b)
    {
        if (k == 0)
            return 1;
        var sum = 0.0;
        var constant = SpecialFunctions.GammaLn(m + 1.0) - SpecialFunctions.GammaLn(m + a + b) - LogBeta(a, b);
        for (var i = k; i <= m; i++)
        {
            var term = Math.Exp(constant - SpecialFunctions.GammaLn(i + 1.0) - SpecialFunctions.GammaLn(m - i + 1.0) + SpecialFunctions.GammaLn(i + a) + SpecialFunctions.GammaLn(m - i + b));
            sum += term;
            if (term < 1e-18 * sum && i > m * a / (a + b))
                break; // beyond the mean the terms only fall
        }
        return Math.Min(1, sum);
    }

    private static double LogBeta(double a, double b) => SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
}

/// <summary>Rows above a threshold that a wanted share of reference rows exceeds.</summary>
/// <param name="Flagged">Rows above it.</param>
/// <param name="Rows">Rows with a score.</param>
/// <param name="Interval">95 % interval of their share.</param>
/// <param name="Rate">Share expected without change.</param>
/// <param name="Threshold">Score above which a row is flagged.</param>
/// <param name="PValue">Probability of as many flagged rows or more without change.</param>
public sealed record OutlierShare(int Flagged, int Rows, Interval Interval, double Rate, double Threshold, double PValue)
{
    /// <summary>Share of the rows that is flagged; 0 without rows.</summary>
    public double Share => Rows > 0 ? Flagged / (double)Rows : 0;
}
