using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Multiclass;

/// <summary>
/// Averages over classes of precision, recall and F1. Classes that neither a label nor a prediction names are left out;
/// a class that is never predicted has precision 0 and one never labelled recall 0.
/// </summary>
public static class ClassAverages
{
    /// <summary>Share of right predictions; also precision, recall and F1 of all decisions together, and recall weighted by class.</summary>
    public static MetricValue Accuracy(ClassCounts counts, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var right = 0.0;
        for (var k = 0; k < counts.Classes; k++)
            right += counts[k, k];
        return WeightedShare.Of(right, counts.Total, counts.Effective, confidence, Reasons.NoRows);
    }

    /// <summary>Precision of one class against the rest.</summary>
    public static MetricValue Precision(ClassCounts counts, int of, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return WeightedShare.Of(counts[of, of], counts.Predicted(of), counts.EffectivePredicted(of), confidence, "the class is never predicted");
    }

    /// <summary>Recall of one class against the rest.</summary>
    public static MetricValue Recall(ClassCounts counts, int of, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return WeightedShare.Of(counts[of, of], counts.Labelled(of), counts.EffectiveLabelled(of), confidence, "no row has the class");
    }

    /// <summary>F1 of one class against the rest, by its Jaccard share.</summary>
    public static MetricValue F1(ClassCounts counts, int of, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var (rows, squares) = (0.0, 0.0);
        for (var k = 0; k < counts.Classes; k++)
        {
            rows += counts[of, k] + (k == of ? 0 : counts[k, of]);
            squares += counts.Squares(of, k) + (k == of ? 0 : counts.Squares(k, of));
        }
        return WeightedShare.Of(counts[of, of], rows, WeightedShare.EffectiveRows(rows, squares), confidence, "no row has or is given the class").Map(j => 2 * j / (1 + j));
    }

    /// <summary>Unweighted mean of the classes' precision; limits from the classes' Wilson limits (MOVER, Zou and Donner 2008), whose errors are independent given the predictions.</summary>
    public static MetricValue PrecisionMacro(ClassCounts counts, double confidence = 0.95) => Macro(counts, Precision, static (c, k) => c.EffectivePredicted(k), confidence);

    /// <summary>Unweighted mean of the classes' recall; limits from the classes' Wilson limits, whose errors are independent given the labels.</summary>
    public static MetricValue RecallMacro(ClassCounts counts, double confidence = 0.95) => Macro(counts, Recall, static (c, k) => c.EffectiveLabelled(k), confidence);

    /// <summary>
    /// Unweighted mean of the classes' F1. Limits: the farther of those linearised over the cells of the table, on the logit
    /// scale, and of those from the classes' own limits: a class without a right prediction has no spread, yet is uncertain.
    /// </summary>
    public static MetricValue F1Macro(ClassCounts counts, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var present = Present(counts);
        var mean = Linearised(counts, _ => 1.0 / present.Count, k => (2 * counts[k, k], counts.Labelled(k) + counts.Predicted(k)), ofLabels: true, byRows: false, confidence);
        var parts = Macro(counts, F1, static (c, k) => c.EffectiveLabelled(k), confidence);
        if (mean.Interval is not { } linear || parts.Interval is not { } own)
            return mean with { Interval = null, Note = parts.Note };
        return mean with { Interval = new Interval(Math.Min(linear.Low, own.Low), Math.Max(linear.High, own.High)) };
    }

    /// <summary>Mean of the classes' F1 weighted by their rows.</summary>
    public static MetricValue F1Weighted(ClassCounts counts, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Linearised(counts, k => counts.Labelled(k) / counts.Total, k => (2 * counts[k, k], counts.Labelled(k) + counts.Predicted(k)), ofLabels: true, byRows: true, confidence);
    }

    /// <summary>Mean of the classes' precision weighted by their rows.</summary>
    public static MetricValue PrecisionWeighted(ClassCounts counts, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Linearised(counts, k => counts.Labelled(k) / counts.Total, k => (counts[k, k], counts.Predicted(k)), ofLabels: false, byRows: true, confidence);
    }

    private static List<int> Present(ClassCounts counts) =>
        [.. Enumerable.Range(0, counts.Classes).Where(k => counts.Labelled(k) > 0 || counts.Predicted(k) > 0)];

    private static MetricValue Macro(ClassCounts counts, Func<ClassCounts, int, double, MetricValue> of, Func<ClassCounts, int, double> rows, double confidence)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var present = Present(counts);
        if (present.Count == 0)
            return MetricValue.None(Reasons.NoRows);
        var (sum, down, up, without) = (0.0, 0.0, 0.0, 0);
        foreach (var k in present)
        {
            var one = of(counts, k, confidence);
            if (one.Value is not { } value || one.Interval is not { } interval)
            {
                without++;
                continue;
            }
            sum += value;
            down += (value - interval.Low) * (value - interval.Low);
            up += (interval.High - value) * (interval.High - value);
        }
        var mean = sum / present.Count;
        var few = Enumerable.Range(0, counts.Classes).Count(k => rows(counts, k) < Binary.RocAuc.Fewest);
        if (few > 0)
            return new MetricValue(mean, null, counts.Effective, without > 0 ? Zero(without, present.Count) : $"{few} of {counts.Classes} classes have fewer than 5 rows: no honest interval");
        return new MetricValue(mean, new Interval(Math.Max(0, mean - (Math.Sqrt(down) / present.Count)), Math.Min(1, mean + (Math.Sqrt(up) / present.Count))),
            counts.Effective);
    }

    private static string Zero(int without, int present) => $"{without} of {present} classes count as 0: no row is in their denominator; no honest interval";

    /// <summary>
    /// Sum over classes of weight_k num_k / den_k with the variance of its linearisation: a row in cell (i, j) moves num_k
    /// and den_k by what it adds to them, and the weights too where they are shares of rows.
    /// </summary>
    private static MetricValue Linearised(ClassCounts counts, Func<int, double> weight, Func<int, (double Part, double Whole)> ratio, bool ofLabels, bool byRows, double confidence)
    {
        var present = Present(counts);
        if (present.Count == 0)
            return MetricValue.None(Reasons.NoRows);
        var (values, weights, wholes) = (new double[counts.Classes], new double[counts.Classes], new double[counts.Classes]);
        var value = 0.0;
        foreach (var k in present)
        {
            var (part, whole) = ratio(k);
            (values[k], weights[k], wholes[k]) = (whole > 0 ? part / whole : 0, weight(k), whole);
            value += weights[k] * values[k];
        }
        var variance = 0.0;
        foreach (var i in present)
        {
            foreach (var j in present.Where(j => counts[i, j] > 0))
            {
                var influence = byRows ? (values[i] - value) / counts.Total : 0;
                if (wholes[j] > 0)
                    influence += weights[j] * ((i == j ? (ofLabels ? 2 : 1) : 0) - values[j]) / wholes[j];
                if (ofLabels && wholes[i] > 0)
                    influence -= weights[i] * values[i] / wholes[i];
                variance += counts.Squares(i, j) * influence * influence;
            }
        }
        value = Math.Clamp(value, 0, 1);
        var n = counts.Effective;
        var interval = variance > 0 && value is > 0 and < 1
            ? LogitScale.Interval(value, variance, confidence)
            : Proportion.ModifiedWilson(value * n, n, confidence);
        return new MetricValue(value, interval, n);
    }
}
