using Vedetta.Core.Models;

namespace Vedetta.Core.Monitors;

/// <summary>How far the evaluation of a model has come: where it goes on after a restart.</summary>
/// <param name="Model">The model.</param>
/// <param name="EvaluatedAt">When its monitors last ran.</param>
/// <param name="Sequence">Rows of commits up to this one are in its points; later ones are looked at again.</param>
/// <param name="FirstLive">Event time of its first live row; null while all its rows were imported. Silence is judged only after it.</param>
public sealed record EvaluationMark(ModelId Model, DateTimeOffset EvaluatedAt, long Sequence, DateTimeOffset? FirstLive);
