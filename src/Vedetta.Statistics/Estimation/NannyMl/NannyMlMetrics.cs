using Vedetta.Statistics.Estimation.Binary;

namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>Metrics of one class against the rest by NannyML's definitions, from probabilities or from labels.</summary>
internal static class NannyMlMetrics
{
    /// <summary>Cells of one class over a span of rows, with sums of the probabilities for counts.</summary>
    public static (double Tp, double Fp, double Fn, double Tn) Cells(bool[] predicted, double[] chances, int from, int to)
    {
        var (tp, fp, fn, tn) = (0.0, 0.0, 0.0, 0.0);
        for (var i = from; i < to; i++)
        {
            if (predicted[i])
            {
                tp += chances[i];
                fp += 1 - chances[i];
            }
            else
            {
                fn += chances[i];
                tn += 1 - chances[i];
            }
        }
        return (tp, fp, fn, tn);
    }

    /// <summary>A metric made of the cells; 0 where its denominator is 0.</summary>
    public static double OfCells(string metric, (double Tp, double Fp, double Fn, double Tn) c) => metric switch
    {
        "precision" => Share(c.Tp, c.Tp + c.Fp),
        "recall" => Share(c.Tp, c.Tp + c.Fn),
        "specificity" => Share(c.Tn, c.Tn + c.Fp),
        "accuracy" => Share(c.Tp + c.Tn, c.Tp + c.Tn + c.Fp + c.Fn),
        "f1" => Share(c.Tp, c.Tp + ((c.Fp + c.Fn) / 2)),
        _ => throw new ArgumentException($"'{metric}' is not made of the cells; allowed are precision, recall, specificity, accuracy and f1.", nameof(metric)),
    };

    /// <summary>Area and average precision from the cumulative sums row by row: ties are not grouped, and the sums are rounded to five decimals.</summary>
    public static (double Area, double AveragePrecision) Ranked(double[] scores, double[] chances, int from, int to)
    {
        var order = NumpyOrder.Of(scores.AsSpan(from, to - from));
        Array.Reverse(order);
        var (trues, average, area) = (0.0, 0.0, 0.0);
        var (lastTrue, lastFalse) = (0.0, 0.0);
        for (var k = 0; k < order.Length; k++)
        {
            trues += chances[from + order[k]];
            var (t, f) = (Math.Round(trues, 5), Math.Round(k + 1 - trues, 5));
            average += (t - lastTrue) * t / (t + f);
            area += (t + lastTrue) / 2 * (f - lastFalse);
            (lastTrue, lastFalse) = (t, f);
        }
        return (area / (lastTrue * lastFalse), average / lastTrue);
    }

    /// <summary>Area under the ROC curve of labelled rows in ascending order of the score, ties as one half.</summary>
    public static double RealizedAuc(double[] sorted, double[] labels) =>
        RocAucExpectation.Of(new BinaryRows(sorted, labels, new bool[sorted.Length]), null, withVariance: false).Value;

    /// <summary>Area and average precision of labelled rows, ties grouped.</summary>
    public static (double Area, double AveragePrecision) Realized(double[] scores, double[] labels, int from, int to)
    {
        var (sorted, ordered) = (scores[from..to], labels[from..to]);
        Array.Sort(sorted, ordered);
        var rows = new BinaryRows(sorted, ordered, new bool[sorted.Length]);
        return (RocAucExpectation.Of(rows, null, withVariance: false).Value, AveragePrecisionExpectation.Of(rows, null, withVariance: false).Value);
    }

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
