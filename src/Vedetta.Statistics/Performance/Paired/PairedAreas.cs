using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Paired;

/// <summary>Two areas under the ROC curve on the same rows, compared by DeLong, DeLong and Clarke-Pearson (1988).</summary>
/// <param name="First">Area of the first score.</param>
/// <param name="Second">Area of the second score.</param>
/// <param name="FirstVariance">Variance of the first area.</param>
/// <param name="SecondVariance">Variance of the second area.</param>
/// <param name="Covariance">Their covariance: the rows are the same.</param>
/// <param name="Positives">Effective positive rows.</param>
/// <param name="Negatives">Effective negative rows.</param>
public sealed record PairedAreas(double First, double Second, double FirstVariance, double SecondVariance, double Covariance, double Positives, double Negatives)
{
    /// <summary>First less second.</summary>
    public double Difference => First - Second;

    /// <summary>Standard error of the difference.</summary>
    public double StandardError => Math.Sqrt(Math.Max(0, FirstVariance + SecondVariance - (2 * Covariance)));

    /// <summary>Degrees of freedom of the standard error (Satterthwaite 1946).</summary>
    public double Dof { get; private init; } = double.PositiveInfinity;

    /// <summary>Difference over its standard error; null when the scores rank alike.</summary>
    public double? Z => StandardError > 0 ? Difference / StandardError : null;

    /// <summary>Two-sided p-value of equal areas; 1 when the scores rank alike.</summary>
    public double PValue => Z is { } z ? 2 * Normal.CDF(0, 1, -Math.Abs(z)) : 1;

    /// <summary>
    /// Interval of the difference, with t's quantile at Satterthwaite's degrees of freedom: with ten rows of a class z
    /// covers too little. Null below five rows of a class.
    /// </summary>
    public Interval? Interval(double confidence = 0.95)
    {
        if (Math.Min(Positives, Negatives) < Binary.RocAuc.Fewest)
            return null;
        var half = StudentT.InvCDF(0, 1, Math.Max(2, Dof), (1 + confidence) / 2) * StandardError;
        return new Interval(Math.Max(-1, Difference - half), Math.Min(1, Difference + half));
    }

    /// <summary>Compares two scores of the same rows; rows where either is NaN are left out. Null when a class is missing.</summary>
    /// <param name="first">Scores of the first model.</param>
    /// <param name="second">Scores of the second model.</param>
    /// <param name="labels">True for a positive row.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static PairedAreas? Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        if (first.Length != second.Length || first.Length != labels.Length || (!weights.IsEmpty && weights.Length != first.Length))
            throw new ArgumentException($"There are {first.Length} and {second.Length} scores, {labels.Length} labels and {weights.Length} weights.", nameof(labels));
        var (a, b, y, w) = (new List<double>(first.Length), new List<double>(first.Length), new List<bool>(first.Length), new List<double>());
        for (var i = 0; i < first.Length; i++)
        {
            if (double.IsNaN(first[i]) || double.IsNaN(second[i]))
                continue;
            a.Add(first[i]);
            b.Add(second[i]);
            y.Add(labels[i]);
            if (!weights.IsEmpty)
                w.Add(weights[i]);
        }
        return y.Contains(true) && y.Contains(false) ? Compare([.. a], [.. b], [.. y], [.. w]) : null;
    }

    private static PairedAreas Compare(double[] first, double[] second, bool[] labels, double[] weights)
    {
        var (a, b) = (new double[labels.Length], new double[labels.Length]);
        var (areaA, areaB) = (Placements.Of(first, labels, weights, a), Placements.Of(second, labels, weights, b));
        var (positive, negative) = (default(Part), default(Part));
        for (var i = 0; i < labels.Length; i++)
            (labels[i] ? ref positive : ref negative).Add(a[i] - areaA, b[i] - areaB, weights.Length == 0 ? 1 : weights[i]);
        var (ofPositives, ofNegatives) = (positive.Of(positive.AA + positive.BB - (2 * positive.AB)), negative.Of(negative.AA + negative.BB - (2 * negative.AB)));
        var pooled = Math.Pow(ofPositives + ofNegatives, 2);
        var dof = pooled > 0 ? pooled / ((ofPositives * ofPositives / (positive.Effective - 1)) + (ofNegatives * ofNegatives / (negative.Effective - 1))) : positive.Effective + negative.Effective;
        return new PairedAreas(areaA, areaB,
            positive.Of(positive.AA) + negative.Of(negative.AA),
            positive.Of(positive.BB) + negative.Of(negative.BB),
            positive.Of(positive.AB) + negative.Of(negative.AB),
            positive.Effective, negative.Effective) { Dof = double.IsNaN(dof) ? 2 : dof };
    }

    // Sums of one class.
    private struct Part
    {
        private double _weights;
        private double _squares;

        public double AA { get; private set; }

        public double BB { get; private set; }

        public double AB { get; private set; }

        public readonly double Effective => WeightedShare.EffectiveRows(_weights, _squares);

        public void Add(double a, double b, double weight)
        {
            _weights += weight;
            _squares += weight * weight;
            AA += weight * weight * a * a;
            BB += weight * weight * b * b;
            AB += weight * weight * a * b;
        }

        public readonly double Of(double sum) => Effective > 1 ? sum / (_weights * _weights) * Effective / (Effective - 1) : 0;
    }
}
