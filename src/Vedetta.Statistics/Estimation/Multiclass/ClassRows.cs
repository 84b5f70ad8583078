using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Multiclass;

/// <summary>Scored rows of a model of several classes, in the order of their time.</summary>
public sealed record ClassRows
{
    /// <summary>Marks a label that is not known.</summary>
    public const int Unknown = -1;

    /// <summary>Rows of class probabilities.</summary>
    /// <param name="scores">For each class the score of every row; NaN where there is none.</param>
    /// <param name="predicted">Class predicted, by its place.</param>
    /// <param name="labels">True class, or <see cref="Unknown"/>; null when none is known.</param>
    /// <param name="features">What the model saw; null when not kept.</param>
    /// <exception cref="ArgumentException">Fewer than two classes, lengths that differ, or a class that does not exist.</exception>
    public ClassRows(IReadOnlyList<double[]> scores, int[] predicted, int[]? labels = null, LearningTable? features = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(predicted);
        if (scores.Count < 2)
            throw new ArgumentException($"There are scores of {scores.Count} classes; a model of several classes has two or more.", nameof(scores));
        if (scores.Any(s => s.Length != predicted.Length) || (labels is not null && labels.Length != predicted.Length) || (features is { Columns.Count: > 0 } && features.Rows != predicted.Length))
            throw new ArgumentException($"Scores, labels and features need {predicted.Length} rows, as many as there are predictions.", nameof(scores));
        if (predicted.Any(p => p < 0 || p >= scores.Count) || (labels?.Any(l => l < Unknown || l >= scores.Count) ?? false))
            throw new ArgumentException($"Classes are 0 to {scores.Count - 1}, and {Unknown} for a label not known.", nameof(predicted));
        (Scores, Predicted, Labels, Features) = (scores, predicted, labels, features is { Columns.Count: > 0 } ? features : null);
    }

    /// <summary>For each class the score of every row.</summary>
    public IReadOnlyList<double[]> Scores { get; }

    /// <summary>Class predicted.</summary>
    public int[] Predicted { get; }

    /// <summary>True class, or <see cref="Unknown"/>; null when none is known.</summary>
    public int[]? Labels { get; }

    /// <summary>What the model saw; null when not kept.</summary>
    public LearningTable? Features { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Predicted.Length;

    /// <summary>Number of classes.</summary>
    public int Classes => Scores.Count;

    /// <summary>The rows at these places, in this order.</summary>
    public ClassRows Pick(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ClassRows(
            [.. Scores.Select(s => Array.ConvertAll(rows, i => s[i]))],
            Array.ConvertAll(rows, i => Predicted[i]),
            Labels is null ? null : Array.ConvertAll(rows, i => Labels[i]),
            Features?.Pick(rows));
    }

    /// <summary>Consecutive rows.</summary>
    public ClassRows Slice(int start, int count) => Pick([.. Enumerable.Range(start, count)]);

    internal ClassRows Usable(bool labelled)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(i => Scores.All(s => double.IsFinite(s[i])) && (!labelled || Labels?[i] is >= 0))];
        return kept.Length == Count ? this : Pick(kept);
    }

    /// <summary>1 where the label is the class, 0 where it is another.</summary>
    internal double[] Indicator(int of) => Array.ConvertAll(Labels!, l => l == of ? 1.0 : 0);

    /// <summary>One class against the rest.</summary>
    internal ScoredRows Against(int of, bool withLabels) => new(Scores[of], Array.ConvertAll(Predicted, p => p == of), withLabels ? Indicator(of) : null, Features);
}
