namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Rows of one window sorted by score: the score, how probable the positive class is, and the prediction.</summary>
/// <param name="scores">Raw scores, ascending.</param>
/// <param name="probabilities">Probability of the positive class; the labels themselves where they are known.</param>
/// <param name="predicted">True where the positive class is predicted.</param>
internal readonly ref struct BinaryRows(ReadOnlySpan<double> scores, ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> predicted)
{
    public readonly ReadOnlySpan<double> Scores = scores;
    public readonly ReadOnlySpan<double> Probabilities = probabilities;
    public readonly ReadOnlySpan<bool> Predicted = predicted;

    public int Count => Scores.Length;
}

/// <summary>Expected value of a metric with the two variances of its estimate.</summary>
/// <param name="Value">The expectation; NaN where it is not defined.</param>
/// <param name="Sampling">Variance of the metric by the chance of the labels, given their probabilities.</param>
/// <param name="Calibration">Variance by the uncertainty of the probabilities.</param>
internal readonly record struct MetricMoments(double Value, double Sampling, double Calibration)
{
    public static readonly MetricMoments Undefined = new(double.NaN, double.NaN, double.NaN);

    public double Variance => Sampling + Calibration;

    public bool IsDefined => double.IsFinite(Value);
}
