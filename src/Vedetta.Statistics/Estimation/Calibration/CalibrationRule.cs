namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>Squared error of a calibrator on rows it has not seen.</summary>
/// <param name="Kind">The calibrator.</param>
/// <param name="HeldOutBrier">Mean squared difference of probability and label on held-out rows.</param>
public sealed record CalibratorTrial(CalibratorKind Kind, double HeldOutBrier);

/// <summary>The calibrator chosen, and how all of them did.</summary>
/// <param name="Kind">The one to use.</param>
/// <param name="Trials">All of them; the score itself only where it lies in 0..1.</param>
public sealed record CalibrationChoice(CalibratorKind Kind, IReadOnlyList<CalibratorTrial> Trials);

/// <summary>
/// Which calibrator to use, by rows held out: five folds, the Brier score (a proper score: it cannot be gained on by being
/// badly calibrated). Isotonic regression unless another is better by more than the noise of the paired difference, since
/// it assumes least; on small references a smoother one, or the score itself, often is.
/// </summary>
public static class CalibrationRule
{
    private const int Folds = 5;
    private const int MostRows = 20_000; // with more rows isotonic regression is as good as any
    private const double Noise = 1.96;

    /// <summary>Compares the calibrators.</summary>
    /// <param name="sorted">Finite scores in ascending order.</param>
    /// <param name="labels">1 positive, 0 negative, by row.</param>
    /// <param name="places">Place of each row in time, by which rows are held out; empty for the order given.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CalibrationChoice Choose(ReadOnlySpan<double> sorted, ReadOnlySpan<double> labels, ReadOnlySpan<int> places = default)
    {
        Calibrators.CheckLengths(sorted.Length, labels.Length);
        if (sorted.Length is < 2 * Folds or > MostRows)
            return new CalibrationChoice(CalibratorKind.Isotonic, []);
        var errors = new Dictionary<CalibratorKind, double[]>();
        foreach (var kind in Enum.GetValues<CalibratorKind>())
        {
            if (kind is CalibratorKind.None or CalibratorKind.Beta && (sorted[0] < 0 || sorted[^1] > 1))
                continue;
            errors[kind] = HeldOutErrors(kind, sorted, labels, places);
        }
        var usual = errors[CalibratorKind.Isotonic];
        var best = errors.MinBy(e => e.Value.Average());
        var kept = BetterBeyondNoise(best.Value, usual) ? best.Key : CalibratorKind.Isotonic;
        return new CalibrationChoice(kept, [.. errors.Select(e => new CalibratorTrial(e.Key, e.Value.Average()))]);
    }

    private static double[] HeldOutErrors(CalibratorKind kind, ReadOnlySpan<double> sorted, ReadOnlySpan<double> labels, ReadOnlySpan<int> places)
    {
        var errors = new double[sorted.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            List<double> trainScores = [], trainLabels = [], testScores = [];
            var tested = new List<int>();
            for (var i = 0; i < sorted.Length; i++)
            {
                if ((places.IsEmpty ? i : places[i]) % Folds == fold)
                {
                    tested.Add(i);
                    testScores.Add(sorted[i]);
                }
                else
                {
                    trainScores.Add(sorted[i]);
                    trainLabels.Add(labels[i]);
                }
            }
            var probabilities = new double[tested.Count];
            Calibrators.Fit(kind, [.. trainScores], [.. trainLabels]).Calibrate([.. testScores], probabilities);
            for (var i = 0; i < probabilities.Length; i++)
            {
                var miss = probabilities[i] - labels[tested[i]];
                errors[tested[i]] = miss * miss;
            }
        }
        return errors;
    }

    private static bool BetterBeyondNoise(double[] errors, double[] usual)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < errors.Length; i++)
        {
            var gain = usual[i] - errors[i];
            sum += gain;
            squares += gain * gain;
        }
        var mean = sum / errors.Length;
        var variance = (squares / errors.Length) - (mean * mean);
        return mean > Noise * Math.Sqrt(Math.Max(0, variance) / errors.Length);
    }
}
