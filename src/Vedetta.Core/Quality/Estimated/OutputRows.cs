using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Multiclass;
using Vedetta.Statistics.Estimation.Regression;
using Vedetta.Statistics.Learners;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Rows in the order of their time, in the form the estimator of their task takes: one of the three is not null.</summary>
internal sealed record OutputRows(ScoredRows? Scored, ClassRows? Classed, PredictedRows? Predicted)
{
    /// <summary>Number of rows.</summary>
    public int Count => Scored?.Count ?? Classed?.Count ?? Predicted!.Count;

    private LearningTable? Features => Scored?.Features ?? Classed?.Features ?? Predicted?.Features;

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames => [.. (Features?.Columns ?? []).Select(column => column.Name)];

    /// <summary>The same rows with these features only, in this order.</summary>
    public OutputRows With(IReadOnlyList<string> features)
    {
        if (Features is not { } all || all.Columns.Select(column => column.Name).SequenceEqual(features, StringComparer.Ordinal)) return this;
        var kept = new LearningTable([.. features.Select(all.Find).OfType<LearningColumn>()]);
        return new OutputRows(
            Scored is null ? null : new ScoredRows(Scored.Scores, Scored.Predicted, Scored.Labels, kept),
            Classed is null ? null : new ClassRows(Classed.Scores, Classed.Predicted, Classed.Labels, kept),
            Predicted is null ? null : new PredictedRows(Predicted.Predictions, kept, Predicted.Labels));
    }

    /// <summary>Numbers and codes kept, a measure of the memory they take.</summary>
    public long Cells => (long)Count * (4 + (Features?.Columns.Count ?? 0) + (Classed?.Classes ?? 0));
}
