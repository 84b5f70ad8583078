using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Core.Slices;

/// <summary>What slices are worst in.</summary>
public enum SliceMetric
{
    /// <summary>Observed less expected rate of the positive class: above zero the score promises too little.</summary>
    Residual,

    /// <summary>Log loss of the score.</summary>
    LogLoss,

    /// <summary>Share of wrong predictions.</summary>
    Error,

    /// <summary>Absolute error of predicted numbers.</summary>
    AbsoluteError,

    /// <summary>Movement of the mean score or predicted number against the baseline; needs no labels.</summary>
    Drift,
}

/// <summary>A question about slices.</summary>
/// <param name="Metric">What they are worst in; null for what the labels that are there allow.</param>
/// <param name="Span">Rows by event time; null for the latest 30 days that are mature, or the latest 14 without labels.</param>
/// <param name="Outcome">Name of the outcome; null for the model's first class or value outcome.</param>
/// <param name="Version">Only rows of this version; null for all.</param>
/// <param name="AsOf">What was known then; null for now.</param>
/// <param name="MinimumSample">Smaller slices are passed over.</param>
/// <param name="Depth">One or two columns together.</param>
/// <param name="Column">A column whose every bin is wanted too; null for none.</param>
/// <param name="Most">Slices answered at most.</param>
public sealed record SliceQuestion(
    SliceMetric? Metric = null,
    Window? Span = null,
    string? Outcome = null,
    string? Version = null,
    DateTimeOffset? AsOf = null,
    int MinimumSample = 200,
    int Depth = 2,
    string? Column = null,
    int Most = 20)
{
    /// <summary>Metrics a model can be asked for, the usual first.</summary>
    public static IReadOnlyList<SliceMetric> MetricsOf(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SliceLoss.Allowed(model);
    }
}

/// <summary>The worst slices.</summary>
/// <param name="Metric">What they are worst in.</param>
/// <param name="Outcome">The outcome; null for drift.</param>
/// <param name="Span">Rows by event time.</param>
/// <param name="Baseline">What the rows are compared with, in words; null when there is nothing.</param>
/// <param name="Rows">Rows of the span.</param>
/// <param name="Labelled">Rows with a mature outcome; null for drift.</param>
/// <param name="Sampled">Whether the rows looked at are a sample of those.</param>
/// <param name="Columns">Columns that can be sliced by.</param>
/// <param name="Result">The search.</param>
/// <param name="Bins">Every bin of the column asked for; empty without one.</param>
/// <param name="Notes">What one must know.</param>
public sealed record SliceAnswer(
    SliceMetric Metric,
    string? Outcome,
    Window Span,
    string? Baseline,
    long Rows,
    long? Labelled,
    bool Sampled,
    IReadOnlyList<string> Columns,
    SliceSearchResult Result,
    IReadOnlyList<Slice> Bins,
    IReadOnlyList<string> Notes);
