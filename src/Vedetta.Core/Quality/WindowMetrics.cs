using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Multiclass;
using Vedetta.Statistics.Performance.Regression;

namespace Vedetta.Core.Quality;

/// <summary>
/// Metrics of the labelled rows of one window: the one way in which files and servers compute them, so that both say the
/// same. Pure.
/// </summary>
public static class WindowMetrics
{
    /// <summary>Rows of a binary model.</summary>
    /// <param name="scores">Scores that rise towards the positive class; NaN where a row has none.</param>
    /// <param name="labels">True for a positive row.</param>
    /// <param name="areDecided">Whether the model decides at all.</param>
    /// <param name="decisions">1 where a row was predicted positive, 0 negative, -1 where nothing was decided; empty where nothing is.</param>
    /// <param name="metrics">Metrics of binary models.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    public static IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Binary(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, bool areDecided, ReadOnlySpan<sbyte> decisions, IReadOnlyList<PerformanceMetric> metrics,
        ReadOnlySpan<double> weights = default)
    {
        Confusion? confusion = null;
        if (areDecided)
        {
            var (decided, truths, shares) = (new List<bool>(decisions.Length), new List<bool>(decisions.Length), new List<double>(weights.Length));
            for (var i = 0; i < decisions.Length; i++)
            {
                if (decisions[i] < 0) continue;
                decided.Add(decisions[i] > 0);
                truths.Add(labels[i]);
                if (!weights.IsEmpty) shares.Add(weights[i]);
            }

            confusion = Confusion.Of([.. decided], [.. truths], [.. shares]);
        }

        return new BinaryPerformance(BinaryScores.From(scores, labels, weights), confusion).Measure(metrics);
    }

    /// <summary>Rows of a model with several classes.</summary>
    /// <param name="classes">How many classes.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="predictions">Predicted class of each row, -1 where a row has none: it is left out. Empty takes the most probable class.</param>
    /// <param name="probabilities">Row after row, one number per class; empty where the model gives none.</param>
    /// <param name="metrics">Metrics of models with several classes.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    public static IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Multiclass(
        int classes, ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, ReadOnlySpan<double> probabilities, IReadOnlyList<PerformanceMetric> metrics,
        ReadOnlySpan<double> weights = default)
    {
        if (predictions.IsEmpty || predictions.IndexOf(-1) < 0) return new MulticlassPerformance(classes, labels, predictions, probabilities, weights).Measure(metrics);
        var kept = new List<int>(labels.Length);
        for (var i = 0; i < labels.Length; i++)
            if (predictions[i] >= 0) kept.Add(i);
        var (some, decided, numbers) = (new int[kept.Count], new int[kept.Count], probabilities.IsEmpty ? [] : new double[kept.Count * classes]);
        var shares = weights.IsEmpty ? [] : new double[kept.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            (some[i], decided[i]) = (labels[kept[i]], predictions[kept[i]]);
            if (shares.Length > 0) shares[i] = weights[kept[i]];
            if (numbers.Length > 0) probabilities.Slice(kept[i] * classes, classes).CopyTo(numbers.AsSpan(i * classes));
        }

        return new MulticlassPerformance(classes, some, decided, numbers, shares).Measure(metrics);
    }

    /// <summary>Rows of a model that predicts a number.</summary>
    /// <param name="predictions">Predicted numbers.</param>
    /// <param name="labels">What came.</param>
    /// <param name="metrics">Metrics of regression.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    public static IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Regression(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, IReadOnlyList<PerformanceMetric> metrics, ReadOnlySpan<double> weights = default) =>
        new RegressionPerformance(predictions, labels, weights).Measure(metrics);
}
