using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Performance.Histogram;

/// <summary>A metric known only between two limits that are certain, and its interval widened by them.</summary>
/// <param name="Measured">The value taking rows of one span as ties, with an interval that holds wherever the exact value lies.</param>
/// <param name="BoundLow">The exact value of the rows is not below.</param>
/// <param name="BoundHigh">The exact value of the rows is not above.</param>
public sealed record BoundedMetric(MetricValue Measured, double BoundLow, double BoundHigh);

/// <summary>Metrics from a labelled histogram: rank metrics within certain bounds, means of losses exact.</summary>
public static class HistogramMetrics
{
    /// <summary>
    /// Area under the ROC curve. Only pairs of a positive and a negative in one span are unknown: the bounds are half
    /// their share of all pairs below and above. Null without both classes.
    /// </summary>
    public static BoundedMetric? RocAuc(LabelledHistogram histogram, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var scores = histogram.ToScores();
        if (Binary.RocAuc.Of(scores) is not { } area)
            return null;
        var unknown = 0.0;
        for (var cell = 0; cell < histogram.Cells; cell += 2)
        {
            var (p, n) = histogram[cell];
            unknown += (double)p * n;
        }
        var half = unknown / (2 * scores.Positives * scores.Negatives);
        return Widened(area.Measure(confidence), area.Value - half, area.Value + half, 0, 1);
    }

    /// <summary>
    /// Largest distance of the classes. At edges it is exact; inside a span it is at most what puts all of one class
    /// first. Null without both classes.
    /// </summary>
    public static BoundedMetric? KsScore(LabelledHistogram histogram, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var scores = histogram.ToScores();
        if (!scores.HasBothClasses)
            return null;
        var (p, n, most) = (0.0, 0.0, 0.0);
        for (var cell = 0; cell < histogram.Cells; cell++)
        {
            var (more, others) = histogram[cell];
            if (LabelledHistogram.IsSpan(cell))
            {
                most = Math.Max(most, Math.Abs(((p + more) / scores.Positives) - (n / scores.Negatives)));
                most = Math.Max(most, Math.Abs((p / scores.Positives) - ((n + others) / scores.Negatives)));
            }
            (p, n) = (p + more, n + others);
            most = Math.Max(most, Math.Abs((p / scores.Positives) - (n / scores.Negatives)));
        }
        var measured = Binary.KsScore.Of(scores, confidence);
        return Widened(measured, measured.Value!.Value, most, 0, 1);
    }

    /// <summary>
    /// Average precision. The bounds put, inside each span, the positives first or last. Null without a positive row.
    /// </summary>
    public static BoundedMetric? AveragePrecision(LabelledHistogram histogram, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var scores = histogram.ToScores();
        if (!(scores.Positives > 0))
            return null;
        var (tp, all, low, high) = (0.0, 0.0, 0.0, 0.0);
        for (var cell = histogram.Cells - 1; cell >= 0; cell--)
        {
            var (p, n) = histogram[cell];
            if (LabelledHistogram.IsSpan(cell))
            {
                low += Steps(tp, all + n, p);
                high += Steps(tp, all, p);
            }
            else if (p > 0)
            {
                var tied = p * (tp + p) / (all + p + n);
                (low, high) = (low + tied, high + tied);
            }
            (tp, all) = (tp + p, all + p + n);
        }
        return Widened(Binary.AveragePrecision.Of(scores, confidence), low / scores.Positives, high / scores.Positives, 0, 1);
    }

    /// <summary>Mean of the squared errors, exact; null without rows.</summary>
    public static double? Brier(LabelledHistogram histogram) => Mean(histogram, histogram.SquaredErrors);

    /// <summary>Mean of the log losses, exact; null without rows.</summary>
    public static double? LogLoss(LabelledHistogram histogram) => Mean(histogram, histogram.LogLosses);

    /// <summary>Mean of the scores, exact; null without rows.</summary>
    public static double? MeanScore(LabelledHistogram histogram) => Mean(histogram, histogram.ScoreSum);

    // Summed precision over k positives in a row, after tp positives among the rows before.
    private static double Steps(double tp, double before, long k)
    {
        var sum = 0.0;
        for (var i = 1; i <= k; i++)
            sum += (tp + i) / (before + i);
        return sum;
    }

    private static double? Mean(LabelledHistogram histogram, double sum)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var rows = 0L;
        for (var cell = 0; cell < histogram.Cells; cell++)
            rows += histogram[cell].Positive + histogram[cell].Negative;
        return rows == 0 ? null : sum / rows;
    }

    private static BoundedMetric Widened(MetricValue measured, double low, double high, double least, double most)
    {
        (low, high) = (Math.Clamp(low, least, most), Math.Clamp(high, least, most));
        var value = measured.Value!.Value;
        return new BoundedMetric(measured with
        {
            Interval = measured.Interval is { } i ? new Interval(Math.Max(least, i.Low - Math.Max(0, value - low)), Math.Min(most, i.High + Math.Max(0, high - value))) : null,
        }, low, high);
    }
}
