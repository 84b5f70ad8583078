using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Credit;

/// <summary>What is known of a band of scores, from the safest to the riskiest.</summary>
/// <param name="Name">The band, for example <c>620-640</c>.</param>
/// <param name="Rows">Applications in it.</param>
/// <param name="Approved">Those approved.</param>
/// <param name="MeanPd">Mean expected bad rate of its rows; null where scores are no probabilities.</param>
/// <param name="Labelled">Rows with a mature label.</param>
/// <param name="Bad">Bad ones among those.</param>
public readonly record struct ScoreBand(string Name, long Rows, long Approved, double? MeanPd, long Labelled, long Bad);

/// <summary>One line of a band report.</summary>
/// <param name="Band">The band.</param>
/// <param name="ApprovalRate">Share approved; null for an empty band.</param>
/// <param name="BadRate">Bad rate of the labelled; null without any.</param>
/// <param name="Interval">Its 95 % interval (modified Wilson).</param>
/// <param name="Odds">Good per bad; null without a bad row.</param>
/// <param name="CumulativeRows">Share of all rows in this band and the safer ones.</param>
/// <param name="CumulativeBadRate">Bad rate of this band and the safer ones together; null without labels.</param>
/// <param name="Break">Test against the next riskier labelled band; null for the last one.</param>
public sealed record ScoreBandLine(
    ScoreBand Band, double? ApprovalRate, double? BadRate, Interval? Interval, double? Odds, double CumulativeRows, double? CumulativeBadRate, RankOrderBreak? Break);

/// <summary>A band whose bad rate is compared with that of the next riskier one.</summary>
/// <param name="Next">Name of the next band.</param>
/// <param name="Difference">Bad rate of the next less that of this band; the order holds where it is positive.</param>
/// <param name="Interval">Its 95 % interval (Newcombe).</param>
/// <param name="PValue">One-sided: small where the safer band is the worse one; corrected by Holm over the pairs.</param>
/// <param name="Broken">True when the order is certainly reversed (p below 0.05).</param>
/// <param name="Separated">True when the riskier band is certainly worse: the bands tell something apart.</param>
public sealed record RankOrderBreak(string Next, double Difference, Interval Interval, double PValue, bool Broken, bool Separated);

/// <summary>Score bands with rank-order breaks: a scorecard must not have a safer band that is the worse one.</summary>
public static class ScoreBands
{
    /// <summary>Reports bands given from the safest to the riskiest.</summary>
    /// <exception cref="ArgumentException">A band has more bad than labelled rows, or more approved or labelled than rows.</exception>
    public static IReadOnlyList<ScoreBandLine> Of(IReadOnlyList<ScoreBand> bands)
    {
        ArgumentNullException.ThrowIfNull(bands);
        foreach (var band in bands)
        {
            if (band.Bad < 0 || band.Bad > band.Labelled || band.Labelled > band.Rows || band.Approved > band.Rows)
                throw new ArgumentException($"Band {band.Name} has {band.Rows} rows, {band.Approved} approved, {band.Labelled} labelled, {band.Bad} bad.", nameof(bands));
        }
        var breaks = Breaks([.. bands.Where(b => b.Labelled > 0)]);
        var total = bands.Sum(b => (double)b.Rows);
        var lines = new List<ScoreBandLine>();
        var (rows, labelled, bad) = (0L, 0L, 0L);
        foreach (var band in bands)
        {
            (rows, labelled, bad) = (rows + band.Rows, labelled + band.Labelled, bad + band.Bad);
            lines.Add(new ScoreBandLine(
                band, band.Rows > 0 ? (double)band.Approved / band.Rows : null, band.Labelled > 0 ? (double)band.Bad / band.Labelled : null,
                band.Labelled > 0 ? Proportion.ModifiedWilson(band.Bad, band.Labelled) : null, band.Bad > 0 ? (double)(band.Labelled - band.Bad) / band.Bad : null,
                total > 0 ? rows / total : 0, labelled > 0 ? (double)bad / labelled : null, breaks.GetValueOrDefault(band.Name)));
        }
        return lines;
    }

    private static Dictionary<string, RankOrderBreak> Breaks(List<ScoreBand> bands)
    {
        var raw = new double[Math.Max(0, bands.Count - 1)];
        for (var i = 0; i < raw.Length; i++)
            raw[i] = Reversed(bands[i], bands[i + 1]);
        var adjusted = MultipleTesting.Adjust(raw, Correction.Holm);
        var found = new Dictionary<string, RankOrderBreak>(StringComparer.Ordinal);
        for (var i = 0; i < raw.Length; i++)
        {
            var (band, next) = (bands[i], bands[i + 1]);
            var interval = Proportion.Newcombe(next.Bad, next.Labelled, band.Bad, band.Labelled);
            var difference = ((double)next.Bad / next.Labelled) - ((double)band.Bad / band.Labelled);
            found[band.Name] = new RankOrderBreak(next.Name, difference, interval, adjusted[i], adjusted[i] < 0.05, interval.Low > 0);
        }
        return found;
    }

    // One-sided: half of the two-sided p-value on the reversed side, its complement on the other.
    private static double Reversed(ScoreBand safer, ScoreBand riskier)
    {
        var both = TwoProportions.PValue(safer.Bad, safer.Labelled, riskier.Bad, riskier.Labelled);
        return (double)safer.Bad / safer.Labelled > (double)riskier.Bad / riskier.Labelled ? both / 2 : 1 - (both / 2);
    }
}
