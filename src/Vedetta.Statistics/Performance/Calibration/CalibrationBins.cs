using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Performance.Calibration;

/// <summary>One bin of scores.</summary>
/// <param name="Rows">Weight of its rows.</param>
/// <param name="MeanScore">Their mean score; NaN without rows.</param>
/// <param name="Rate">Their share of positives; NaN without rows.</param>
/// <param name="SquaredErrors">Sum of weight times (label - score)^2.</param>
/// <param name="ExpectedErrors">Sum of weight times score times (1 - score): what the squared errors are if the scores are right.</param>
public sealed record CalibrationBin(double Rows, double MeanScore, double Rate, double SquaredErrors, double ExpectedErrors)
{
    /// <summary>Positives less what the scores promise, per row; 0 without rows.</summary>
    public double Gap => Rows > 0 ? Rate - MeanScore : 0;
}

/// <summary>Scores against labels in bins: the reliability diagram. The bin rule is part of every figure made of them.</summary>
public sealed class CalibrationBins
{
    private CalibrationBins(IReadOnlyList<CalibrationBin> bins, double effective) => (Bins, Effective) = (bins, effective);

    /// <summary>The bins from low to high scores; some may be empty.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Weight of all rows.</summary>
    public double Rows => Bins.Sum(b => b.Rows);

    /// <summary>Kish's effective number of rows.</summary>
    public double Effective { get; }

    /// <summary>Bins [0, 1/k), [1/k, 2/k), ..., the last one closed; null when a score is no probability or there is no row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is not positive.</exception>
    public static CalibrationBins? EqualWidth(BinaryScores scores, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (!(scores.Total > 0) || !scores.AreProbabilities)
            return null;
        var sums = new BinSums[bins];
        for (var g = 0; g < scores.Groups; g++)
            sums[Math.Min(bins - 1, (int)(scores.Scores[g] * bins))].Add(scores.Scores[g], scores.Positive[g], scores.Negative[g]);
        return Of(sums, scores.Effective);
    }

    /// <summary>
    /// Bins of equal weight in the order of the score. Rows of one score that a limit falls on are shared out in
    /// proportion, positives and negatives alike, so that the order of the rows does not matter.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is not positive.</exception>
    public static CalibrationBins? EqualCount(BinaryScores scores, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (!(scores.Total > 0) || !scores.AreProbabilities)
            return null;
        var sums = new BinSums[bins];
        var (bin, done, size) = (0, 0.0, scores.Total / bins);
        for (var g = 0; g < scores.Groups; g++)
        {
            var (p, n) = (scores.Positive[g], scores.Negative[g]);
            var all = p + n;
            for (var left = all; left > 1e-9 * size;)
            {
                var room = ((bin + 1) * size) - done;
                if (room <= 1e-9 * size && bin < bins - 1)
                {
                    bin++;
                    continue;
                }
                var part = bin == bins - 1 ? left : Math.Min(left, room);
                sums[bin].Add(scores.Scores[g], p * part / all, n * part / all);
                (left, done) = (left - part, done + part);
            }
        }
        return Of(sums, scores.Effective);
    }

    /// <summary>
    /// Bins of floor(n / k) rows in the order of the score, the last one taking the rest; rows of one score stay in the
    /// order given. This is the rule of common tools, kept for comparison with them.
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer rows than bins, or the number of bins is not positive.</exception>
    public static CalibrationBins EqualCount(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (scores.Length < bins)
            throw new ArgumentOutOfRangeException(nameof(bins), bins, $"{bins} bins need as many rows; there are {scores.Length}.");
        if (labels.Length != scores.Length)
            throw new ArgumentException($"There are {labels.Length} labels for {scores.Length} scores.", nameof(labels));
        var (keys, order) = (scores.ToArray(), new int[scores.Length]);
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        var sums = new BinSums[bins];
        var size = scores.Length / bins;
        for (var i = 0; i < order.Length; i++)
            sums[Math.Min(bins - 1, i / size)].Add(keys[order[i]], labels[order[i]] ? 1 : 0, labels[order[i]] ? 0 : 1);
        return Of(sums, scores.Length);
    }

    private static CalibrationBins Of(BinSums[] sums, double effective) => new(Array.ConvertAll(sums, s => s.Bin), effective);

    private struct BinSums
    {
        private double _rows;
        private double _scores;
        private double _positives;
        private double _errors;
        private double _expected;

        public readonly CalibrationBin Bin => new(_rows, _scores / _rows, _positives / _rows, _errors, _expected);

        public void Add(double score, double positive, double negative)
        {
            _rows += positive + negative;
            _scores += (positive + negative) * score;
            _positives += positive;
            _errors += (positive * (1 - score) * (1 - score)) + (negative * score * score);
            _expected += (positive + negative) * score * (1 - score);
        }
    }
}
