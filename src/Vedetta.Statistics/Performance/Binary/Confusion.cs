namespace Vedetta.Statistics.Performance.Binary;

/// <summary>Weights of the four cells of decisions and labels, and the summed squares of those weights.</summary>
public readonly record struct Confusion
{
    /// <summary>True positives.</summary>
    public double Tp { get; init; }

    /// <summary>False positives.</summary>
    public double Fp { get; init; }

    /// <summary>True negatives.</summary>
    public double Tn { get; init; }

    /// <summary>False negatives.</summary>
    public double Fn { get; init; }

    /// <summary>Summed squared weights of the true positives; their count without weights.</summary>
    public double TpSquares { get; init; }

    /// <summary>Summed squared weights of the false positives.</summary>
    public double FpSquares { get; init; }

    /// <summary>Summed squared weights of the true negatives.</summary>
    public double TnSquares { get; init; }

    /// <summary>Summed squared weights of the false negatives.</summary>
    public double FnSquares { get; init; }

    /// <summary>Weight of all rows.</summary>
    public double Total => Tp + Fp + Tn + Fn;

    /// <summary>Counts of rows without weights.</summary>
    public static Confusion Of(double tp, double fp, double tn, double fn) =>
        new() { Tp = tp, Fp = fp, Tn = tn, Fn = fn, TpSquares = tp, FpSquares = fp, TnSquares = tn, FnSquares = fn };

    /// <summary>Counts decisions against labels.</summary>
    /// <param name="predictions">True where the row was predicted positive.</param>
    /// <param name="labels">True for a positive row.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Confusion Of(ReadOnlySpan<bool> predictions, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        if (labels.Length != predictions.Length)
            throw new ArgumentException($"There are {labels.Length} labels for {predictions.Length} predictions.", nameof(labels));
        if (!weights.IsEmpty && weights.Length != predictions.Length)
            throw new ArgumentException($"There are {weights.Length} weights for {predictions.Length} predictions.", nameof(weights));
        Span<double> sums = stackalloc double[4];
        Span<double> squares = stackalloc double[4];
        for (var i = 0; i < labels.Length; i++)
        {
            var cell = (predictions[i] ? 1 : 0) + (labels[i] ? 2 : 0);
            var weight = weights.IsEmpty ? 1 : weights[i];
            sums[cell] += weight;
            squares[cell] += weight * weight;
        }
        return new Confusion { Tn = sums[0], Fp = sums[1], Fn = sums[2], Tp = sums[3], TnSquares = squares[0], FpSquares = squares[1], FnSquares = squares[2], TpSquares = squares[3] };
    }

    /// <summary>The cells when rows with a score of at least the threshold are predicted positive.</summary>
    public static Confusion At(BinaryScores scores, double threshold)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var first = 0;
        while (first < scores.Groups && scores.Scores[first] < threshold)
            first++;
        return new Confusion
        {
            Tp = Sum(scores.Positive[first..]),
            Fp = Sum(scores.Negative[first..]),
            Tn = Sum(scores.Negative[..first]),
            Fn = Sum(scores.Positive[..first]),
            TpSquares = Sum(scores.PositiveSquares[first..]),
            FpSquares = Sum(scores.NegativeSquares[first..]),
            TnSquares = Sum(scores.NegativeSquares[..first]),
            FnSquares = Sum(scores.PositiveSquares[..first]),
        };
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
