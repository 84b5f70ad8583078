namespace Vedetta.Core.Quality.Realized;

/// <summary>Predictions and what became of them as numbers, a row per prediction. Reused from batch to batch.</summary>
internal sealed class DecodedRows
{
    /// <summary>No outcome is known.</summary>
    public const int Unlabelled = -1;

    /// <summary>The outcome is none of the model's classes, or no number.</summary>
    public const int Odd = -2;

    /// <summary>Scores that rise towards the positive class; NaN where a row has none.</summary>
    public double[] Score { get; private set; } = [];

    /// <summary>Class of the outcome; of a regression 0 where there is a number; <see cref="Unlabelled"/> or <see cref="Odd"/>.</summary>
    public int[] Truth { get; private set; } = [];

    /// <summary>The outcome as a number.</summary>
    public double[] TruthValue { get; private set; } = [];

    /// <summary>Predicted class; -1 where a row has none.</summary>
    public int[] Predicted { get; private set; } = [];

    /// <summary>Predicted number.</summary>
    public double[] PredictedValue { get; private set; } = [];

    /// <summary>A column per class; none where the model gives no probabilities.</summary>
    public ReadOnlyMemory<double>[] Probabilities { get; set; } = [];

    /// <summary>Weights of the rows; empty where each counts as one.</summary>
    public double[] Weight { get; set; } = [];

    /// <summary>Makes room for rows.</summary>
    public void Size(int rows)
    {
        if (rows <= Truth.Length) return;
        (Score, Truth, TruthValue, Predicted, PredictedValue) = (new double[rows], new int[rows], new double[rows], new int[rows], new double[rows]);
    }
}
