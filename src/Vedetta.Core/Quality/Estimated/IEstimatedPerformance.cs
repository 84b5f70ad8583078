using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>
/// Performance without labels: what an estimator learnt on the labelled reference of the version foretells for each
/// window. Windows are computed once and kept; late rows and a new reference make them anew. Thread-safe.
/// </summary>
public interface IEstimatedPerformance
{
    /// <summary>Estimates of windows, computing those that are not kept.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">Which windows, rows and method.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops between windows; what is computed by then is kept.</param>
    /// <exception cref="Readings.UnknownModelException">No such model.</exception>
    /// <exception cref="Readings.QuestionException">A question that makes no sense.</exception>
    ValueTask<EstimatedAnswer> ReadAsync(ModelId model, EstimatedQuestion question, DateTimeOffset now, CancellationToken cancel);
}
