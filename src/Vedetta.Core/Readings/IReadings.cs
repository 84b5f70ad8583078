using Vedetta.Core.Models;

namespace Vedetta.Core.Readings;

/// <summary>
/// Every aggregate question a screen, the API or the command line asks. Answers come from profiles and stored
/// points, never from rows, so their cost does not grow with the number of rows. Thread-safe. An unknown model throws
/// <see cref="UnknownModelException"/>; a question that makes no sense throws <see cref="QuestionException"/>.
/// </summary>
public interface IReadings
{
    /// <summary>Every model with its state, the worst first.</summary>
    ValueTask<IReadOnlyList<FleetRow>> FleetAsync(CancellationToken cancel);

    /// <summary>State of one model: verdict, since when, reasons, monitors.</summary>
    ValueTask<ModelStatus> StatusAsync(ModelId model, CancellationToken cancel);

    /// <summary>Distance of columns from their baseline, per window.</summary>
    ValueTask<DriftAnswer> DriftAsync(ModelId model, DriftQuestion question, CancellationToken cancel);

    /// <summary>Missing, out of range, wrong type, new categories, moments and traffic, per window.</summary>
    ValueTask<QualityAnswer> QualityAsync(ModelId model, SeriesQuestion question, CancellationToken cancel);

    /// <summary>Distribution of one column in a span beside its baseline.</summary>
    ValueTask<DistributionAnswer> DistributionAsync(ModelId model, DistributionQuestion question, CancellationToken cancel);

    /// <summary>Correlations of the numeric features in a span beside their baseline.</summary>
    ValueTask<CorrelationAnswer> CorrelationsAsync(ModelId model, SeriesQuestion question, CancellationToken cancel);

    /// <summary>Rate, errors, latency, and rows that were rejected, sent twice or late, per window.</summary>
    ValueTask<TrafficAnswer> TrafficAsync(ModelId model, SeriesQuestion question, CancellationToken cancel);

    /// <summary>Values by which the model's segments are told apart in the latest rows, the commonest first.</summary>
    ValueTask<IReadOnlyList<SegmentChoice>> SegmentsAsync(ModelId model, CancellationToken cancel);
}

/// <summary>No model of that name is known.</summary>
public sealed class UnknownModelException(ModelId model) : Exception($"no model is named '{model}'")
{
    /// <summary>The name asked for.</summary>
    public ModelId Model { get; } = model;
}

/// <summary>A question that cannot be answered as asked; the message says which part and what is allowed.</summary>
public sealed class QuestionException(string field, string message) : Exception(message)
{
    /// <summary>The part of the question.</summary>
    public string Field { get; } = field;
}
