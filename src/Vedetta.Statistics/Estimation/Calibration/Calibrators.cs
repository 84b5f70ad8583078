using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>Learns calibrators from labelled rows.</summary>
public static class Calibrators
{
    /// <summary>Learns a calibrator from labelled rows.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="sorted">Finite scores in ascending order, at least one.</param>
    /// <param name="labels">1 positive, 0 negative, by row.</param>
    /// <exception cref="ArgumentException">There are no rows, or the lengths differ.</exception>
    public static ICalibrator Fit(CalibratorKind kind, ReadOnlySpan<double> sorted, ReadOnlySpan<double> labels)
    {
        CheckLengths(sorted.Length, labels.Length);
        if (sorted.IsEmpty)
            throw new ArgumentException("A calibrator learns from at least one labelled row.", nameof(sorted));
        return kind switch
        {
            CalibratorKind.None => new RawScore(),
            CalibratorKind.Isotonic => Isotonic(sorted, labels),
            CalibratorKind.Platt => LogisticCalibrator.Platt(sorted, labels),
            CalibratorKind.Beta => LogisticCalibrator.Beta(sorted, labels),
            _ => HistogramCalibrator.Fit(sorted, labels),
        };
    }

    /// <summary>Isotonic regression of labels on scores, with weights where they are given.</summary>
    internal static KnotCalibrator Isotonic(ReadOnlySpan<double> sorted, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        var fit = IsotonicRegression.Fit(sorted, labels, weights);
        return new KnotCalibrator(CalibratorKind.Isotonic, fit.KnotX.ToArray(), fit.KnotY.ToArray());
    }

    internal static void CheckLengths(int scores, int others)
    {
        if (scores != others)
            throw new ArgumentException($"There are {scores} scores and {others} values beside them; each score needs one.", nameof(others));
    }
}
