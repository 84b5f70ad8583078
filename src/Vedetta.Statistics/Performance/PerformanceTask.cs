namespace Vedetta.Statistics.Performance;

/// <summary>What a model predicts.</summary>
public enum PerformanceTask
{
    /// <summary>One of two classes, with a score that rises towards the positive one.</summary>
    Binary,

    /// <summary>One of several classes, with a probability for each.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,
}
