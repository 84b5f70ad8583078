using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Ingestion;

/// <summary>Predictions beside the outcome that became known for them, as columns: one row per prediction. Not thread-safe.</summary>
public sealed class JudgedBatch
{
    /// <summary>Number of rows.</summary>
    public int Count { get; set; }

    /// <summary>Hash of the prediction's id.</summary>
    public List<ulong> IdHash { get; } = [];

    /// <summary>When the outcome first became known, microseconds since 1970 UTC.</summary>
    public List<long> KnownAt { get; } = [];

    /// <summary>The outcome as a class label; missing for numbers.</summary>
    public CategoryBuffer Label { get; } = new();

    /// <summary>The outcome as a number, also for labels that are numbers.</summary>
    public NumericBuffer Value { get; } = new();

    /// <summary>Version of the prediction; missing means the version <c>""</c>.</summary>
    public CategoryBuffer Version { get; } = new();

    /// <summary>Predicted class.</summary>
    public CategoryBuffer Prediction { get; } = new();

    /// <summary>Predicted number.</summary>
    public NumericBuffer PredictedValue { get; } = new();

    /// <summary>The score.</summary>
    public NumericBuffer Score { get; } = new();

    /// <summary>Forgets every row.</summary>
    public void Clear()
    {
        Count = 0;
        IdHash.Clear();
        KnownAt.Clear();
        Label.Clear();
        Value.Clear();
        Version.Clear();
        Prediction.Clear();
        PredictedValue.Clear();
        Score.Clear();
    }
}
