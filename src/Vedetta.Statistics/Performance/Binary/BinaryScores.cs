namespace Vedetta.Statistics.Performance.Binary;

/// <summary>
/// Labelled scores of a window, sorted once: for each distinct score the weight of its positive and of its negative
/// rows. Every metric of ranking and of probability is a pass over it. Rows whose score is NaN are counted and left out.
/// </summary>
public sealed class BinaryScores
{
    private readonly double[] _scores;
    private readonly double[] _positive;
    private readonly double[] _negative;
    private readonly double[]? _positiveSquares;
    private readonly double[]? _negativeSquares;

    internal BinaryScores(double[] scores, double[] positive, double[] negative, double[]? positiveSquares, double[]? negativeSquares, int groups, long withoutScore)
    {
        (_scores, _positive, _negative, _positiveSquares, _negativeSquares) = (scores, positive, negative, positiveSquares, negativeSquares);
        Groups = groups;
        WithoutScore = withoutScore;
        (Positives, Negatives) = (Sum(Positive), Sum(Negative));
        EffectivePositives = positiveSquares is null ? Positives : WeightedShare.EffectiveRows(Positives, Sum(PositiveSquares));
        EffectiveNegatives = negativeSquares is null ? Negatives : WeightedShare.EffectiveRows(Negatives, Sum(NegativeSquares));
        Effective = positiveSquares is null ? Total : WeightedShare.EffectiveRows(Total, Sum(PositiveSquares) + Sum(NegativeSquares));
    }

    /// <summary>Number of distinct scores.</summary>
    public int Groups { get; }

    /// <summary>Rows left out because their score is NaN.</summary>
    public long WithoutScore { get; }

    /// <summary>The distinct scores, ascending.</summary>
    public ReadOnlySpan<double> Scores => _scores.AsSpan(0, Groups);

    /// <summary>Weight of the positive rows at each distinct score.</summary>
    public ReadOnlySpan<double> Positive => _positive.AsSpan(0, Groups);

    /// <summary>Weight of the negative rows at each distinct score.</summary>
    public ReadOnlySpan<double> Negative => _negative.AsSpan(0, Groups);

    /// <summary>Weight of all positive rows.</summary>
    public double Positives { get; }

    /// <summary>Weight of all negative rows.</summary>
    public double Negatives { get; }

    /// <summary>Weight of all rows.</summary>
    public double Total => Positives + Negatives;

    /// <summary>Kish's effective number of positive rows; their count without weights.</summary>
    public double EffectivePositives { get; }

    /// <summary>Kish's effective number of negative rows; their count without weights.</summary>
    public double EffectiveNegatives { get; }

    /// <summary>Kish's effective number of rows; their count without weights.</summary>
    public double Effective { get; }

    /// <summary>True when both classes occur.</summary>
    public bool HasBothClasses => Positives > 0 && Negatives > 0;

    /// <summary>True when every score lies between 0 and 1.</summary>
    public bool AreProbabilities => Groups == 0 || (_scores[0] >= 0 && _scores[Groups - 1] <= 1);

    /// <summary>Summed squares of the weights of the positive rows at each distinct score.</summary>
    internal ReadOnlySpan<double> PositiveSquares => (_positiveSquares ?? _positive).AsSpan(0, Groups);

    /// <summary>Summed squares of the weights of the negative rows at each distinct score.</summary>
    internal ReadOnlySpan<double> NegativeSquares => (_negativeSquares ?? _negative).AsSpan(0, Groups);

    /// <summary>Sorts the labelled rows of a window.</summary>
    /// <param name="scores">Scores, rising towards the positive class; NaN where a row has none.</param>
    /// <param name="labels">True for a positive row; as long as the scores.</param>
    /// <param name="weights">Weights of the rows, finite and not negative; empty for one each.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a weight is negative or not finite.</exception>
    public static BinaryScores From(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        if (labels.Length != scores.Length)
            throw new ArgumentException($"There are {labels.Length} labels for {scores.Length} scores.", nameof(labels));
        if (!weights.IsEmpty && weights.Length != scores.Length)
            throw new ArgumentException($"There are {weights.Length} weights for {scores.Length} scores.", nameof(weights));
        return weights.IsEmpty ? Unweighted(scores, labels) : WeightedScores.Sort(scores, labels, weights);
    }

    /// <summary>Takes labelled rows that are counted already, for example per cell of a grid.</summary>
    /// <param name="scores">Distinct scores, strictly ascending and finite.</param>
    /// <param name="positive">Positive rows at each score, not negative.</param>
    /// <param name="negative">Negative rows at each score, not negative.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is not finite or not above the one before, or a count is negative.</exception>
    public static BinaryScores FromGroups(ReadOnlySpan<double> scores, ReadOnlySpan<long> positive, ReadOnlySpan<long> negative)
    {
        if (positive.Length != scores.Length || negative.Length != scores.Length)
            throw new ArgumentException($"There are {scores.Length} scores, {positive.Length} counts of positives and {negative.Length} of negatives.", nameof(positive));
        var (kept, p, n, groups) = (new double[scores.Length], new double[scores.Length], new double[scores.Length], 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]) || (i > 0 && scores[i] <= scores[i - 1]))
                throw new ArgumentException($"Score {i} is {scores[i]}; scores are finite and strictly ascending.", nameof(scores));
            if (positive[i] < 0 || negative[i] < 0)
                throw new ArgumentException($"At score {scores[i]} there are {positive[i]} positive and {negative[i]} negative rows.", nameof(positive));
            if (positive[i] + negative[i] == 0)
                continue;
            (kept[groups], p[groups], n[groups]) = (scores[i], positive[i], negative[i]);
            groups++;
        }
        return new BinaryScores(kept, p, n, null, null, groups, 0);
    }

    private static BinaryScores Unweighted(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var (positives, without) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
                without++;
            else if (labels[i])
                positives++;
        }
        var positive = new double[positives];
        var negative = new double[scores.Length - without - positives];
        var (p, n) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
                continue;
            if (labels[i])
                positive[p++] = scores[i];
            else
                negative[n++] = scores[i];
        }
        RadixSort.Sort(positive);
        RadixSort.Sort(negative);
        return Merge(positive, negative, without);
    }

    private static BinaryScores Merge(double[] positive, double[] negative, int without)
    {
        var rows = positive.Length + negative.Length;
        var (scores, p, n) = (new double[rows], new double[rows], new double[rows]);
        var (i, j, groups) = (0, 0, 0);
        while (i < positive.Length || j < negative.Length)
        {
            var score = j == negative.Length || (i < positive.Length && positive[i] <= negative[j]) ? positive[i] : negative[j];
            var (fromI, fromJ) = (i, j);
            while (i < positive.Length && positive[i] == score)
                i++;
            while (j < negative.Length && negative[j] == score)
                j++;
            (scores[groups], p[groups], n[groups]) = (score, i - fromI, j - fromJ);
            groups++;
        }
        return new BinaryScores(scores, p, n, null, null, groups, without);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
