using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Regression;

/// <summary>Rows of a regression, in the order of their time.</summary>
public sealed record PredictedRows
{
    /// <summary>Rows of predictions.</summary>
    /// <param name="predictions">Predicted numbers; NaN where there is none.</param>
    /// <param name="features">What the model saw.</param>
    /// <param name="labels">True numbers, NaN where not known; null when none is.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public PredictedRows(double[] predictions, LearningTable features, double[]? labels = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns.Count > 0 && features.Rows != predictions.Length)
            throw new ArgumentException($"There are {features.Rows} rows of features for {predictions.Length} predictions; each needs one.", nameof(features));
        if (labels is not null && labels.Length != predictions.Length)
            throw new ArgumentException($"There are {labels.Length} labels for {predictions.Length} predictions; each needs one.", nameof(labels));
        (Predictions, Features, Labels) = (predictions, features, labels);
    }

    /// <summary>Predicted numbers; NaN where there is none.</summary>
    public double[] Predictions { get; }

    /// <summary>What the model saw.</summary>
    public LearningTable Features { get; }

    /// <summary>True numbers, NaN where not known; null when none is.</summary>
    public double[]? Labels { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Predictions.Length;

    /// <summary>The rows at these places, in this order.</summary>
    public PredictedRows Pick(ReadOnlySpan<int> rows)
    {
        var predictions = new double[rows.Length];
        var labels = Labels is null ? null : new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            predictions[i] = Predictions[rows[i]];
            if (labels is not null)
                labels[i] = Labels![rows[i]];
        }
        return new PredictedRows(predictions, Features.Columns.Count == 0 ? Features : Features.Pick(rows), labels);
    }

    /// <summary>Consecutive rows.</summary>
    public PredictedRows Slice(int start, int count) => Pick([.. Enumerable.Range(start, count)]);

    /// <summary>The rows that have a finite prediction, and a label where that is asked for.</summary>
    internal PredictedRows Usable(bool labelled)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(i => double.IsFinite(Predictions[i]) && (!labelled || (Labels is not null && double.IsFinite(Labels[i]))))];
        return kept.Length == Count ? this : Pick(kept);
    }

    /// <summary>What a model of the loss reads: the features and the prediction.</summary>
    internal LearningTable Inputs() => new([.. Features.Columns, LearningColumn.Numeric("prediction of the model", Predictions)]);
}
