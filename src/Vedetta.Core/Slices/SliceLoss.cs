using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Core.Slices;

/// <summary>The value of a row that slices are compared in. Pure.</summary>
internal sealed class SliceLoss(ModelDefinition model, SliceMetric metric)
{
    private const double Smallest = 1e-15;

    /// <summary>Metrics a model can be asked for, the usual first.</summary>
    public static IReadOnlyList<SliceMetric> Allowed(ModelDefinition model) => model.Task switch
    {
        ModelTask.Binary when model.Score.Kind == ScoreKind.Probability => [SliceMetric.Residual, SliceMetric.LogLoss, SliceMetric.Error, SliceMetric.Drift],
        ModelTask.Binary => [SliceMetric.Error, SliceMetric.Drift],
        ModelTask.Multiclass => [SliceMetric.Error],
        _ => [SliceMetric.AbsoluteError, SliceMetric.Drift],
    };

    /// <summary>The value of a row; NaN where it has none.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="row">Which.</param>
    /// <param name="label">Its class, or null.</param>
    /// <param name="value">Its outcome as a number, or NaN.</param>
    public double Of(PredictionBatch batch, int row, string? label, double value)
    {
        switch (metric)
        {
            case SliceMetric.Drift:
                return model.Task == ModelTask.Regression ? batch.PredictedValue[row] : batch.Score[row];
            case SliceMetric.AbsoluteError:
                return Math.Abs(batch.PredictedValue[row] - value);
            case SliceMetric.Error:
                return label is null || Predicted(batch, row) is not { } predicted ? double.NaN : string.Equals(predicted, label, StringComparison.Ordinal) ? 0 : 1;
            default:
                if (label is null) return double.NaN;
                var positive = string.Equals(label, model.PositiveClass ?? "1", StringComparison.Ordinal);
                var probability = model.Score.HigherIs == ScoreDirection.Positive ? batch.Score[row] : 1 - batch.Score[row];
                if (metric == SliceMetric.Residual) return (positive ? 1 : 0) - probability;
                return -Math.Log(Math.Clamp(positive ? probability : 1 - probability, Smallest, 1));
        }
    }

    private string? Predicted(PredictionBatch batch, int row)
    {
        if (batch.Prediction[row] is { } predicted) return predicted;
        if (model.Task != ModelTask.Binary || double.IsNaN(batch.Score[row])) return null;
        var high = batch.Score[row] >= model.Threshold;
        return high == (model.Score.HigherIs == ScoreDirection.Positive) ? model.PositiveClass ?? "1" : null;
    }
}
