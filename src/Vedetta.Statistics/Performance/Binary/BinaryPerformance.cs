using Vedetta.Statistics.Performance.Calibration;

namespace Vedetta.Statistics.Performance.Binary;

/// <summary>
/// All binary metrics of one window from one sort: rank and probability metrics from the sorted scores, decision metrics
/// from the four cells. Whatever cannot be computed is a value of null with its reason; nothing fails the whole.
/// </summary>
public sealed class BinaryPerformance
{
    private readonly BinaryScores _scores;
    private readonly Confusion? _confusion;
    private readonly double _confidence;
    private readonly Lazy<Recalibration?> _fit;

    /// <summary>Takes what was sorted and counted; without a confusion decision metrics are null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence does not lie between 0 and 1.</exception>
    public BinaryPerformance(BinaryScores scores, Confusion? confusion, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        (_scores, _confusion, _confidence) = (scores, confusion, confidence);
        _fit = new Lazy<Recalibration?>(() => Recalibration.Fit(scores));
    }

    /// <summary>The metrics asked for, in their order.</summary>
    /// <exception cref="ArgumentException">A metric does not belong to binary models.</exception>
    public IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(IEnumerable<PerformanceMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        CalibrationBins? bins = null;
        RocAuc? area = null;
        var values = new List<KeyValuePair<PerformanceMetric, MetricValue>>();
        foreach (var metric in metrics)
        {
            values.Add(new(metric, metric switch
            {
                PerformanceMetric.RocAuc => Area(ref area),
                PerformanceMetric.Gini => Area(ref area).Map(a => (2 * a) - 1),
                PerformanceMetric.KsScore => KsScore.Of(_scores, _confidence),
                PerformanceMetric.AveragePrecision => AveragePrecision.Of(_scores, _confidence),
                PerformanceMetric.LogLoss => ProbabilityErrors.LogLoss(_scores, _confidence),
                PerformanceMetric.Brier => ProbabilityErrors.Brier(_scores, _confidence),
                PerformanceMetric.MeanScore => ProbabilityErrors.MeanScore(_scores, _confidence),
                PerformanceMetric.Ece => OfBins(ref bins, CalibrationError.Expected),
                PerformanceMetric.Mce => OfBins(ref bins, CalibrationError.Largest),
                PerformanceMetric.CalibrationSlope => Recalibration.SlopeOf(_scores, Fit, _confidence),
                PerformanceMetric.CalibrationIntercept => Recalibration.InterceptOf(_scores, Fit, _confidence),
                PerformanceMetric.CalibrationInTheLarge => Recalibration.InTheLarge(_scores, _confidence),
                _ => OfDecisions(metric),
            }));
        }
        return values;
    }

    /// <summary>One metric.</summary>
    /// <exception cref="ArgumentException">The metric does not belong to binary models.</exception>
    public MetricValue Measure(PerformanceMetric metric) => Measure([metric])[0].Value;

    private Recalibration? Fit() => _fit.Value;

    private MetricValue Area(ref RocAuc? area)
    {
        area ??= RocAuc.Of(_scores);
        return area?.Measure(_confidence) ?? MetricValue.None(_scores.Total > 0 ? Reasons.OneClass : Reasons.NoRows, _scores.Effective);
    }

    private MetricValue OfBins(ref CalibrationBins? bins, Func<CalibrationBins, double, MetricValue> metric)
    {
        bins ??= CalibrationBins.EqualWidth(_scores);
        return bins is null ? MetricValue.None(_scores.Total > 0 ? Reasons.NotProbabilities : Reasons.NoRows, _scores.Effective) : metric(bins, _confidence);
    }

    private MetricValue OfDecisions(PerformanceMetric metric)
    {
        if (!PerformanceMetrics.Describe(metric).Tasks.Contains(PerformanceTask.Binary))
            throw new ArgumentException($"Metric '{PerformanceMetrics.Name(metric)}' does not belong to binary models.", nameof(metric));
        // The rate of labels needs no decision.
        var labels = _confusion ?? Confusion.At(_scores, double.NegativeInfinity);
        if (metric is PerformanceMetric.LabelRate)
            return Decisions.LabelRate(labels, _confidence);
        if (metric is PerformanceMetric.Positives)
            return Decisions.Count(labels.Tp + labels.Fn, labels);
        if (_confusion is not { } c)
            return MetricValue.None("no predictions and no threshold", _scores.Effective);
        return metric switch
        {
            PerformanceMetric.Accuracy => Decisions.Accuracy(c, _confidence),
            PerformanceMetric.Precision => Decisions.Precision(c, _confidence),
            PerformanceMetric.Recall => Decisions.Recall(c, _confidence),
            PerformanceMetric.Specificity => Decisions.Specificity(c, _confidence),
            PerformanceMetric.F1 => Decisions.F1(c, _confidence),
            PerformanceMetric.PredictionRate => Decisions.PredictionRate(c, _confidence),
            PerformanceMetric.Tp => Decisions.Count(c.Tp, c),
            PerformanceMetric.Fp => Decisions.Count(c.Fp, c),
            PerformanceMetric.Tn => Decisions.Count(c.Tn, c),
            PerformanceMetric.Fn => Decisions.Count(c.Fn, c),
            _ => throw new ArgumentException($"Metric '{PerformanceMetrics.Name(metric)}' has no rule for binary models.", nameof(metric)),
        };
    }
}
