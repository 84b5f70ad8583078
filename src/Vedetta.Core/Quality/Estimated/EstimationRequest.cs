using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>A question with everything that was looked up for it.</summary>
/// <param name="Layout">Where outputs, features and labels stand.</param>
/// <param name="Versions">Versions in the order they were first seen.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Windows">The windows that have rows.</param>
/// <param name="Outcomes">Outcomes the store holds of the model: tells whether labels came.</param>
/// <param name="Now">The present.</param>
internal sealed record EstimationRequest(
    OutputLayout Layout, IReadOnlyList<ModelVersion> Versions, EstimatedQuestion Question, SeriesWindows Windows, long Outcomes, DateTimeOffset Now)
{
    /// <summary>What counts as known: now, or the moment asked for.</summary>
    public DateTimeOffset KnownBy => Question.AsOf is { } asOf && asOf < Now ? asOf : Now;

    /// <summary>The version whose labelled reference serves rows of a version; null without one.</summary>
    public ModelVersion? Serving(string version) => References.Serving(Versions, version);
}
