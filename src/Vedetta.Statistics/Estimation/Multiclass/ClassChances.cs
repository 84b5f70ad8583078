using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Multiclass;

/// <summary>
/// Calibrations of every class against the rest, whose probabilities are divided by their sum, and the rows they were
/// learnt from: each of them moves the probabilities of the bins it is in, which makes the variance of the calibration.
/// </summary>
internal sealed class ClassChances
{
    private readonly ScoreCalibration[] _calibrations;
    private readonly int[][] _bins; // of the rows learnt from, by class
    private readonly double[][] _influence; // (label - rate) / rows of the bin

    private ClassChances(ScoreCalibration[] calibrations, int[][] bins, double[][] influence) => (_calibrations, _bins, _influence) = (calibrations, bins, influence);

    /// <summary>Learns from labelled rows; with weights by isotonic regression.</summary>
    public static ClassChances Fit(ClassRows rows, double[]? weights = null)
    {
        var (calibrations, bins, influence) = (new ScoreCalibration[rows.Classes], new int[rows.Classes][], new double[rows.Classes][]);
        for (var c = 0; c < rows.Classes; c++)
        {
            var sorted = LabelledScores.Of(rows.Against(c, withLabels: true));
            calibrations[c] = weights is null
                ? ScoreCalibration.Fit(CalibratorKind.Isotonic, sorted)
                : ScoreCalibration.Fit(sorted, Array.ConvertAll(sorted.Places, p => weights[p]));
            bins[c] = BinsOf(calibrations[c].Bins, rows.Scores[c]);
            var sums = new double[calibrations[c].Bins.Count];
            for (var i = 0; i < rows.Count; i++)
                sums[bins[c][i]] += weights?[i] ?? 1;
            influence[c] = new double[rows.Count];
            for (var i = 0; i < rows.Count; i++)
                influence[c][i] = (weights?[i] ?? 1) * ((rows.Labels![i] == c ? 1 : 0) - calibrations[c].Bins.Rates[bins[c][i]]) / sums[bins[c][i]];
        }
        return new ClassChances(calibrations, bins, influence);
    }

    /// <summary>Probability of each class for each row, and the sums they were divided by.</summary>
    public (double[][] Chances, double[] Sums) Of(ClassRows rows) => Normalised([.. Enumerable.Range(0, rows.Classes).Select(c => One(c, rows.Scores[c]))], rows.Count);

    /// <summary>Divides probabilities by their sum; equal ones where all are zero.</summary>
    public static (double[][] Chances, double[] Sums) Normalised(double[][] chances, int rows)
    {
        var sums = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            foreach (var c in chances)
                sums[i] += c[i];
            foreach (var c in chances)
                c[i] = sums[i] > 0 ? c[i] / sums[i] : 1.0 / chances.Length;
        }
        return (chances, sums);
    }

    /// <summary>Variance by calibration of a metric with this gradient (by class and row of the window), already centred over the classes of a row.</summary>
    public double Variance(ClassRows window, double[][] gradient, double[] sums)
    {
        var total = new double[_calibrations.Length][];
        for (var c = 0; c < total.Length; c++)
        {
            total[c] = new double[_calibrations[c].Bins.Count];
            var bins = BinsOf(_calibrations[c].Bins, window.Scores[c]);
            for (var i = 0; i < bins.Length; i++)
                total[c][bins[i]] += sums[i] > 0 ? gradient[c][i] / sums[i] : 0;
        }
        var variance = 0.0;
        for (var i = 0; i < _bins[0].Length; i++)
        {
            var moved = 0.0;
            for (var c = 0; c < total.Length; c++)
                moved += total[c][_bins[c][i]] * _influence[c][i];
            variance += moved * moved;
        }
        return variance;
    }

    private double[] One(int c, double[] scores)
    {
        var (sorted, places) = ((double[])scores.Clone(), Enumerable.Range(0, scores.Length).ToArray());
        Array.Sort(sorted, places);
        var (ordered, chances) = (_calibrations[c].Probabilities(sorted), new double[scores.Length]);
        for (var i = 0; i < places.Length; i++)
            chances[places[i]] = ordered[i];
        return chances;
    }

    private static int[] BinsOf(ReferenceBins bins, double[] scores)
    {
        var edges = bins.Edges.ToArray();
        return Array.ConvertAll(scores, s =>
        {
            var at = Array.BinarySearch(edges, s);
            return at >= 0 ? at : ~at; // an edge belongs to the bin below it
        });
    }
}
