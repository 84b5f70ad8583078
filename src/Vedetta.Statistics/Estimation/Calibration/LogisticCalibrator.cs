using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>A logistic curve of the score: Platt's of the score itself, or the beta curve of ln s and -ln(1 - s).</summary>
internal sealed class LogisticCalibrator : ICalibrator
{
    private const double Edge = 1e-12; // logarithms of scores nearer to 0 and 1 say nothing more
    private readonly double _intercept;
    private readonly double _low;
    private readonly double _high;

    private LogisticCalibrator(CalibratorKind kind, double intercept, double low, double high) => (Kind, _intercept, _low, _high) = (kind, intercept, low, high);

    public CalibratorKind Kind { get; }

    /// <summary>Probability 1 / (1 + exp(-(a + b s))).</summary>
    public static LogisticCalibrator Platt(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels)
    {
        var fit = Fit(labels, LearningColumn.Numeric("score", scores.ToArray()));
        return new LogisticCalibrator(CalibratorKind.Platt, fit.Intercept, Slope(fit, "score"), 0);
    }

    /// <summary>Log odds a + b ln s - c ln(1 - s) with b and c not negative; a part that would be negative is left out.</summary>
    public static LogisticCalibrator Beta(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels)
    {
        var (low, high) = (new double[scores.Length], new double[scores.Length]);
        for (var i = 0; i < scores.Length; i++)
            (low[i], high[i]) = Parts(scores[i]);
        var (lower, upper) = (LearningColumn.Numeric("ln s", low), LearningColumn.Numeric("-ln(1 - s)", high));
        var fit = Fit(labels, lower, upper);
        if (Slope(fit, lower.Name) < 0)
            fit = Fit(labels, upper);
        else if (Slope(fit, upper.Name) < 0)
            fit = Fit(labels, lower);
        return new LogisticCalibrator(CalibratorKind.Beta, fit.Intercept, Slope(fit, lower.Name), Slope(fit, upper.Name));
    }

    public void Calibrate(ReadOnlySpan<double> sorted, Span<double> probabilities)
    {
        Calibrators.CheckLengths(sorted.Length, probabilities.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            var (low, high) = Kind == CalibratorKind.Beta ? Parts(sorted[i]) : (sorted[i], 0);
            probabilities[i] = 1 / (1 + Math.Exp(-(_intercept + (_low * low) + (_high * high))));
        }
    }

    private static (double Low, double High) Parts(double score)
    {
        var inside = Math.Clamp(score, Edge, 1 - Edge);
        return (Math.Log(inside), -Math.Log(1 - inside));
    }

    private static LogisticRegression Fit(ReadOnlySpan<double> labels, params IReadOnlyList<LearningColumn> columns) =>
        LogisticRegression.Fit(new LearningTable(columns), labels, new LogisticOptions(L2: 0));

    private static double Slope(LogisticRegression fit, string name) =>
        fit.Coefficients.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal))?.Value ?? 0;
}
