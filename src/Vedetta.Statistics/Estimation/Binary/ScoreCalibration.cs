using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>A calibration of scores with what is known of its uncertainty.</summary>
/// <param name="Calibrator">Score to probability.</param>
/// <param name="Bins">Rates of the labelled rows by score.</param>
internal sealed record ScoreCalibration(ICalibrator Calibrator, ReferenceBins Bins)
{
    /// <summary>Bins of the uncertainty: fifty, as measured against refitted calibrators.</summary>
    public const int BinCount = 50;

    public static ScoreCalibration Fit(CalibratorKind kind, LabelledScores rows) =>
        new(Calibrators.Fit(kind, rows.Scores, rows.Labels), ReferenceBins.Of(rows.Scores, rows.Labels, BinCount));

    /// <summary>Fits isotonic regression with a weight for each row, in the order of the rows' scores.</summary>
    public static ScoreCalibration Fit(LabelledScores rows, ReadOnlySpan<double> weights) =>
        new(Calibrators.Isotonic(rows.Scores, rows.Labels, weights), ReferenceBins.Of(rows.Scores, rows.Labels, BinCount, weights));

    /// <summary>Probabilities of scores in ascending order.</summary>
    public double[] Probabilities(ReadOnlySpan<double> sorted)
    {
        var probabilities = new double[sorted.Length];
        Calibrator.Calibrate(sorted, probabilities);
        return probabilities;
    }
}
