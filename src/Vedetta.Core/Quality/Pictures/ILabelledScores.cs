using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Pictures;

/// <summary>Labelled scores for the pictures of a page: the ROC path, calibration and costs. Thread-safe.</summary>
public interface ILabelledScores
{
    /// <summary>Labelled scores of a span; null for a model without one score or without labels.</summary>
    /// <param name="model">The model.</param>
    /// <param name="span">Event times.</param>
    /// <param name="version">Only this version; null for all.</param>
    /// <param name="segment">Which rows.</param>
    /// <param name="outcome">The outcome; null for the first that says whether a prediction was right.</param>
    /// <param name="rows">Predictions of the span, as the profiles count them.</param>
    /// <param name="cancel">Stops the reading.</param>
    ValueTask<LabelledScores?> ReadAsync(ModelDefinition model, Window span, string? version, SegmentKey segment, string? outcome, long rows, CancellationToken cancel);

    /// <summary>Labelled scores of the reference that serves a version; null without one.</summary>
    ValueTask<LabelledScores?> ReferenceAsync(ModelDefinition model, string? version, string? outcome, CancellationToken cancel);
}
