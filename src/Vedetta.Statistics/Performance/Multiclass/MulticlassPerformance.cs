using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Performance.Multiclass;

/// <summary>Labelled rows of a window of a model with several classes, numbered from 0.</summary>
public sealed class MulticlassPerformance
{
    // Below this a probability is taken for it, as for binary scores.
    private const double Smallest = 2.220446049250313e-16;

    private readonly int[] _labels;
    private readonly double[] _probabilities;
    private readonly double[] _weights;
    private readonly ClassCounts? _counts;
    private readonly double _confidence;

    /// <summary>
    /// Takes the rows of a window. Probabilities are brought to sum one unless they all do; a row whose probabilities hold a NaN, a negative or only
    /// zeros is left out of the metrics that need them and counted in <see cref="WithoutProbabilities"/>.
    /// </summary>
    /// <param name="classes">Number of classes, two or more.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="predictions">Predicted class of each row; empty takes the most probable one.</param>
    /// <param name="probabilities">Row after row, one number per class; empty where the model gives none.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    /// <param name="confidence">Confidence of the intervals.</param>
    /// <exception cref="ArgumentException">The spans do not fit together, or a class is out of range.</exception>
    public MulticlassPerformance(int classes, ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (!probabilities.IsEmpty && probabilities.Length != labels.Length * classes)
            throw new ArgumentException($"{labels.Length} rows of {classes} classes need {labels.Length * classes} probabilities, not {probabilities.Length}.", nameof(probabilities));
        (Classes, _confidence) = (classes, confidence);
        var kept = new List<int>(labels.Length);
        var scaled = new double[probabilities.Length];
        // Where every row sums to one but for rounding nothing is scaled: that would part scores that are equal.
        var sumToOne = SumToOne(probabilities, classes);
        for (var i = 0; i < labels.Length && !probabilities.IsEmpty; i++)
        {
            if (Scale(probabilities.Slice(i * classes, classes), scaled.AsSpan(kept.Count * classes, classes), sumToOne))
                kept.Add(i);
        }
        WithoutProbabilities = labels.Length - kept.Count;
        _probabilities = scaled[..(kept.Count * classes)];
        (_labels, _weights) = (new int[kept.Count], weights.IsEmpty ? [] : new double[kept.Count]);
        for (var i = 0; i < kept.Count; i++)
        {
            _labels[i] = labels[kept[i]];
            if (!weights.IsEmpty)
                _weights[i] = weights[kept[i]];
        }
        if (!predictions.IsEmpty || labels.IsEmpty)
            _counts = ClassCounts.Of(classes, labels, predictions, weights);
        else if (kept.Count > 0)
            _counts = ClassCounts.Of(classes, _labels, MostProbable(), _weights);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Rows without usable probabilities.</summary>
    public long WithoutProbabilities { get; }

    /// <summary>Labels against predictions; null when there is neither a prediction nor a probability.</summary>
    public ClassCounts? Counts => _counts;

    /// <summary>One metric.</summary>
    /// <exception cref="ArgumentException">The metric does not belong to models of several classes.</exception>
    public MetricValue Measure(PerformanceMetric metric) => metric switch
    {
        PerformanceMetric.RocAucOvrMacro => OneVersusRest.Of(_probabilities, _labels, Classes, byRows: false, _weights, _confidence),
        PerformanceMetric.RocAucOvrWeighted => OneVersusRest.Of(_probabilities, _labels, Classes, byRows: true, _weights, _confidence),
        PerformanceMetric.LogLoss => MeanLoss(static (row, label) => -Math.Log(Math.Max(Smallest, row[label]))),
        PerformanceMetric.BrierMulti => MeanLoss(Squared),
        _ => OfCounts(metric),
    };

    /// <summary>The metrics asked for, in their order.</summary>
    /// <exception cref="ArgumentException">A metric does not belong to models of several classes.</exception>
    public IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(IEnumerable<PerformanceMetric> metrics) =>
        [.. metrics.Select(metric => KeyValuePair.Create(metric, Measure(metric)))];

    /// <summary>Area under the ROC curve of one class against the rest.</summary>
    public MetricValue AreaOf(int of)
    {
        var scores = new double[_labels.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = _probabilities[(i * Classes) + of];
        return new BinaryPerformance(BinaryScores.From(scores, Array.ConvertAll(_labels, l => l == of), _weights), null, _confidence).Measure(PerformanceMetric.RocAuc);
    }

    private MetricValue OfCounts(PerformanceMetric metric)
    {
        Func<ClassCounts, double, MetricValue> measure = metric switch
        {
            PerformanceMetric.Accuracy or PerformanceMetric.PrecisionMicro or PerformanceMetric.RecallMicro or PerformanceMetric.F1Micro or PerformanceMetric.RecallWeighted => ClassAverages.Accuracy,
            PerformanceMetric.PrecisionMacro => ClassAverages.PrecisionMacro,
            PerformanceMetric.RecallMacro => ClassAverages.RecallMacro,
            PerformanceMetric.F1Macro => ClassAverages.F1Macro,
            PerformanceMetric.F1Weighted => ClassAverages.F1Weighted,
            PerformanceMetric.PrecisionWeighted => ClassAverages.PrecisionWeighted,
            _ => throw new ArgumentException($"Metric '{PerformanceMetrics.Name(metric)}' does not belong to models of several classes.", nameof(metric)),
        };
        return _counts is null ? MetricValue.None("no predictions and no probabilities") : measure(_counts, _confidence);
    }

    private MetricValue MeanLoss(RowLoss loss)
    {
        if (_labels.Length == 0)
            return MetricValue.None(WithoutProbabilities > 0 ? "no row has usable probabilities" : Reasons.NoRows);
        var losses = new double[_labels.Length];
        for (var i = 0; i < losses.Length; i++)
            losses[i] = loss(_probabilities.AsSpan(i * Classes, Classes), _labels[i]);
        return SkewedMean.Of(losses, _weights, _confidence);
    }

    private int[] MostProbable()
    {
        var best = new int[_labels.Length];
        for (var i = 0; i < best.Length; i++)
        {
            for (var k = 1; k < Classes; k++)
            {
                if (_probabilities[(i * Classes) + k] > _probabilities[(i * Classes) + best[i]])
                    best[i] = k;
            }
        }
        return best;
    }

    private static bool Scale(ReadOnlySpan<double> from, Span<double> to, bool asTheyAre)
    {
        var sum = 0.0;
        foreach (var p in from)
            sum += p >= 0 ? p : double.NaN;
        if (!(sum > 0) || double.IsInfinity(sum))
            return false;
        for (var k = 0; k < from.Length; k++)
            to[k] = asTheyAre ? from[k] : from[k] / sum;
        return true;
    }

    private static bool SumToOne(ReadOnlySpan<double> probabilities, int classes)
    {
        for (var from = 0; from < probabilities.Length; from += classes)
        {
            var sum = 0.0;
            foreach (var p in probabilities.Slice(from, classes))
                sum += p;
            if (Math.Abs(sum - 1) > 1e-9)
                return false;
        }
        return true;
    }

    private static double Squared(ReadOnlySpan<double> row, int label)
    {
        var sum = 0.0;
        for (var k = 0; k < row.Length; k++)
            sum += (row[k] - (k == label ? 1 : 0)) * (row[k] - (k == label ? 1 : 0));
        return sum;
    }

    private delegate double RowLoss(ReadOnlySpan<double> row, int label);
}
