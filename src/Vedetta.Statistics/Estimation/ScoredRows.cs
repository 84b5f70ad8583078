using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation;

/// <summary>Scored rows of a binary model, in the order of their time.</summary>
public sealed record ScoredRows
{
    /// <summary>Rows of scores and predictions.</summary>
    /// <param name="scores">Score towards the positive class; NaN where there is none.</param>
    /// <param name="predicted">True where the positive class is predicted.</param>
    /// <param name="labels">1 positive, 0 negative, NaN where not known; null when none is.</param>
    /// <param name="features">What the model saw; null when not kept. PAPE and the residual model need it.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public ScoredRows(double[] scores, bool[] predicted, double[]? labels = null, LearningTable? features = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(predicted);
        Check(predicted.Length, scores.Length, "predictions", nameof(predicted));
        if (labels is not null)
            Check(labels.Length, scores.Length, "labels", nameof(labels));
        if (features is { Columns.Count: > 0 })
            Check(features.Rows, scores.Length, "rows of features", nameof(features));
        (Scores, Predicted, Labels, Features) = (scores, predicted, labels, features is { Columns.Count: > 0 } ? features : null);
    }

    /// <summary>Score towards the positive class; NaN where there is none.</summary>
    public double[] Scores { get; }

    /// <summary>True where the positive class is predicted.</summary>
    public bool[] Predicted { get; }

    /// <summary>1 positive, 0 negative, NaN where not known; null when none is.</summary>
    public double[]? Labels { get; }

    /// <summary>What the model saw; null when not kept.</summary>
    public LearningTable? Features { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Scores.Length;

    /// <summary>The rows at these places, in this order.</summary>
    public ScoredRows Pick(ReadOnlySpan<int> rows)
    {
        var (scores, predicted) = (new double[rows.Length], new bool[rows.Length]);
        var labels = Labels is null ? null : new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            scores[i] = Scores[rows[i]];
            predicted[i] = Predicted[rows[i]];
            if (labels is not null)
                labels[i] = Labels![rows[i]];
        }
        return new ScoredRows(scores, predicted, labels, Features?.Pick(rows));
    }

    /// <summary>Consecutive rows.</summary>
    public ScoredRows Slice(int start, int count) => Pick([.. Enumerable.Range(start, count)]);

    /// <summary>The rows that have a finite score, and a label where that is asked for; itself when all do.</summary>
    internal ScoredRows Usable(bool labelled)
    {
        if (AllUsable(labelled))
            return this;
        var kept = new List<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            if (double.IsFinite(Scores[i]) && (!labelled || Labels?[i] is 0 or 1))
                kept.Add(i);
        }
        return Pick([.. kept]);
    }

    private bool AllUsable(bool labelled)
    {
        if (labelled && Labels is null)
            return Count == 0;
        foreach (var score in Scores)
        {
            if (!double.IsFinite(score))
                return false;
        }
        return !labelled || !Labels.AsSpan().ContainsAnyExcept(0.0, 1.0);
    }

    private static void Check(int length, int rows, string what, string name)
    {
        if (length != rows)
            throw new ArgumentException($"There are {length} {what} for {rows} scores; each score needs one.", name);
    }
}
