using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Performance.Multiclass;

/// <summary>
/// Mean over classes of the area under the ROC curve of each class against the rest (Hand and Till 2001 discuss the
/// family). The classes' areas share rows, so the variance is that of each row's summed placements, class by class.
/// </summary>
public static class OneVersusRest
{
    /// <summary>The mean area; null with the reason when a class has no row or nothing but rows.</summary>
    /// <param name="probabilities">Row after row, one number per class; NaN nowhere.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="byRows">True to weight classes by their rows, false to weight them alike.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <exception cref="ArgumentException">The probabilities are not rows times classes.</exception>
    public static MetricValue Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> labels, int classes, bool byRows, ReadOnlySpan<double> weights = default, double confidence = 0.95)
    {
        if (probabilities.Length != labels.Length * classes)
            throw new ArgumentException($"{labels.Length} rows of {classes} classes need {labels.Length * classes} probabilities, not {probabilities.Length}.", nameof(probabilities));
        var rows = labels.Length;
        var (totals, squares) = (new double[classes], new double[classes]);
        for (var i = 0; i < rows; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            totals[labels[i]] += w;
            squares[labels[i]] += w * w;
        }
        var total = totals.Sum();
        if (!(total > 0))
            return MetricValue.None(Reasons.NoRows);
        if (totals.Any(t => !(t > 0)))
            return MetricValue.None("a class has no labelled row", total);
        var (scores, isClass, placements, parts) = (new double[rows], new bool[rows], new double[rows], new double[rows]);
        var (value, shape, between) = (0.0, 0.0, 0.0);
        var areas = new double[classes];
        for (var k = 0; k < classes; k++)
        {
            for (var i = 0; i < rows; i++)
                (scores[i], isClass[i]) = (probabilities[(i * classes) + k], labels[i] == k);
            var share = byRows ? totals[k] / total : 1.0 / classes;
            areas[k] = Placements.Of(scores, isClass, weights, placements);
            value += share * areas[k];
            for (var i = 0; i < rows; i++)
                parts[i] += share * placements[i] / (isClass[i] ? totals[k] : total - totals[k]);
            var effective = WeightedShare.EffectiveRows(totals[k], squares[k]);
            var rest = WeightedShare.EffectiveRows(total - totals[k], squares.Sum() - squares[k]);
            shape += share * share * RocAuc.HanleyMcNeilVariance(areas[k], effective, rest);
        }
        var fewest = Enumerable.Range(0, classes).Min(k => WeightedShare.EffectiveRows(totals[k], squares[k]));
        var n = WeightedShare.EffectiveRows(total, squares.Sum());
        if (fewest < RocAuc.Fewest)
            return new MetricValue(value, null, n, Reasons.FewOfAClass);
        for (var k = 0; k < classes && byRows; k++)
            between += totals[k] / total * (areas[k] - value) * (areas[k] - value) / n;
        var variance = WithinClasses(parts, labels, weights, totals, squares) + between;
        if (fewest < RocAuc.Plenty)
            variance = Math.Max(variance, shape + between);
        var least = 0.5 / n;
        return new MetricValue(value, LogitScale.Interval(Math.Clamp(value, least, 1 - least), variance, confidence), n, fewest < 10 ? Reasons.FewForVerdict : null);
    }

    private static double WithinClasses(double[] parts, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, double[] totals, double[] squares)
    {
        var (means, sums) = (new double[totals.Length], new double[totals.Length]);
        for (var i = 0; i < parts.Length; i++)
            means[labels[i]] += (weights.IsEmpty ? 1 : weights[i]) * parts[i] / totals[labels[i]];
        for (var i = 0; i < parts.Length; i++)
        {
            var (w, d) = (weights.IsEmpty ? 1 : weights[i], parts[i] - means[labels[i]]);
            sums[labels[i]] += w * w * d * d;
        }
        var variance = 0.0;
        for (var k = 0; k < totals.Length; k++)
        {
            var effective = WeightedShare.EffectiveRows(totals[k], squares[k]);
            variance += effective > 1 ? sums[k] * effective / (effective - 1) : 0;
        }
        return variance;
    }
}
