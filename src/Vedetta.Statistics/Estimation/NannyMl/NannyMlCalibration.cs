using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>
/// Whether NannyML calibrates, and its calibrator. It compares calibration errors over ten bins of equal count on the pooled
/// test rows of ten stratified splits; scores that separate the classes almost wholly are never calibrated.
/// </summary>
/// <param name="Needed">Whether scores are calibrated.</param>
/// <param name="ErrorBefore">Calibration error of the raw scores; null where it was not asked.</param>
/// <param name="ErrorAfter">Calibration error after isotonic regression on the other rows.</param>
public sealed record NannyMlCalibration(bool Needed, double? ErrorBefore, double? ErrorAfter)
{
    private const int Splits = 10;
    private const int TestShare = 10;
    private const int Bins = 10;
    private const double AlmostSeparated = 0.999;

    internal ICalibrator? Calibrator { get; private init; }

    /// <summary>Learns from labelled rows of one class against the rest.</summary>
    internal static NannyMlCalibration Fit(double[] scores, double[] labels)
    {
        var (sorted, ordered) = Sorted(scores, labels);
        var positives = labels.Count(l => l == 1);
        if (positives == 0 || positives == labels.Length || NannyMlMetrics.RealizedAuc(sorted, ordered) > AlmostSeparated)
            return new NannyMlCalibration(false, null, null);
        var (before, after) = TestErrors(sorted, ordered);
        return before > after
            ? new NannyMlCalibration(true, before, after) { Calibrator = Calibrators.Isotonic(sorted, ordered) }
            : new NannyMlCalibration(false, before, after);
    }

    /// <summary>Probabilities of scores in any order.</summary>
    internal double[] Apply(double[] scores)
    {
        if (Calibrator is null)
            return scores;
        var (sorted, places) = ((double[])scores.Clone(), Enumerable.Range(0, scores.Length).ToArray());
        Array.Sort(sorted, places);
        var (calibrated, result) = (new double[scores.Length], new double[scores.Length]);
        Calibrator.Calibrate(sorted, calibrated);
        for (var i = 0; i < places.Length; i++)
            result[places[i]] = calibrated[i];
        return result;
    }

    private static (double Before, double After) TestErrors(double[] sorted, double[] labels)
    {
        var random = new Random(42);
        List<double> raw = [], calibrated = [], truth = [];
        for (var split = 0; split < Splits; split++)
        {
            var tested = TestRows(labels, random);
            List<double> trainScores = new(sorted.Length), trainLabels = new(sorted.Length), testScores = [];
            for (var i = 0; i < sorted.Length; i++)
            {
                if (tested[i])
                {
                    testScores.Add(sorted[i]);
                    truth.Add(labels[i]);
                }
                else
                {
                    trainScores.Add(sorted[i]);
                    trainLabels.Add(labels[i]);
                }
            }
            double[] test = [.. testScores];
            var probabilities = new double[test.Length];
            Calibrators.Isotonic(trainScores.ToArray(), trainLabels.ToArray()).Calibrate(test, probabilities);
            raw.AddRange(test);
            calibrated.AddRange(probabilities);
        }
        return (CalibrationError([.. raw], [.. truth]), CalibrationError([.. calibrated], [.. truth]));
    }

    // A tenth of each class; the draws differ from NannyML's, of which only the comparison matters.
    private static bool[] TestRows(double[] labels, Random random)
    {
        var chosen = new bool[labels.Length];
        foreach (var label in (double[])[0, 1])
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == label)];
            random.Shuffle(rows);
            foreach (var row in rows.AsSpan(0, (int)Math.Round((double)rows.Length / TestShare)))
                chosen[row] = true;
        }
        return chosen;
    }

    private static double CalibrationError(double[] scores, double[] labels)
    {
        var (sorted, ordered) = Sorted(scores, labels);
        var width = sorted.Length / Bins;
        var error = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var (from, to) = (bin * width, bin == Bins - 1 ? sorted.Length : (bin + 1) * width);
            if (to > from)
                error += Math.Abs(sorted[from..to].Average() - ordered[from..to].Average()) * (to - from) / sorted.Length;
        }
        return error;
    }

    private static (double[] Scores, double[] Labels) Sorted(double[] scores, double[] labels)
    {
        var (sorted, ordered) = ((double[])scores.Clone(), (double[])labels.Clone());
        Array.Sort(sorted, ordered);
        return (sorted, ordered);
    }
}
