namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>A calibrator that is straight between knots and constant beyond the first and the last.</summary>
internal sealed class KnotCalibrator(CalibratorKind kind, double[] x, double[] y) : ICalibrator
{
    public CalibratorKind Kind => kind;

    /// <summary>Scores of the knots, ascending.</summary>
    public ReadOnlySpan<double> X => x;

    /// <summary>Probabilities at the knots.</summary>
    public ReadOnlySpan<double> Y => y;

    public void Calibrate(ReadOnlySpan<double> sorted, Span<double> probabilities)
    {
        Calibrators.CheckLengths(sorted.Length, probabilities.Length);
        var last = x.Length - 1;
        var above = 0; // first knot at or above the score
        for (var i = 0; i < sorted.Length; i++)
        {
            var score = sorted[i];
            while (above <= last && x[above] < score)
                above++;
            if (above > last)
                probabilities[i] = y[last];
            else if (above == 0 || x[above] == score)
                probabilities[i] = y[above];
            else
                probabilities[i] = y[above - 1] + ((y[above] - y[above - 1]) / (x[above] - x[above - 1]) * (score - x[above - 1]));
        }
    }
}
