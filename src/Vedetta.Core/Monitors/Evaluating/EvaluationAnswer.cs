using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>What an evaluation did.</summary>
/// <param name="Model">The model.</param>
/// <param name="At">When.</param>
/// <param name="Windows">Windows looked at, over all monitors.</param>
/// <param name="Readings">Readings made.</param>
/// <param name="Changed">Points that are new or differ from what was stored.</param>
/// <param name="Incidents">Incidents that are new or changed.</param>
public sealed record EvaluationAnswer(
    ModelId Model, DateTimeOffset At, int Windows, int Readings, IReadOnlyList<PointChange> Changed, IReadOnlyList<Incident> Incidents);

/// <summary>A point that is new or differs.</summary>
/// <param name="Point">As it is now.</param>
/// <param name="Was">The verdict before; null for a new point.</param>
public sealed record PointChange(Point Point, VerdictKind? Was);
