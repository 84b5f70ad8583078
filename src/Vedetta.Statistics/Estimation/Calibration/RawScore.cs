namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>No calibration: the score is taken for the probability, clipped to 0..1.</summary>
internal sealed class RawScore : ICalibrator
{
    public CalibratorKind Kind => CalibratorKind.None;

    public void Calibrate(ReadOnlySpan<double> sorted, Span<double> probabilities)
    {
        Calibrators.CheckLengths(sorted.Length, probabilities.Length);
        for (var i = 0; i < sorted.Length; i++)
            probabilities[i] = Math.Clamp(sorted[i], 0, 1);
    }
}
