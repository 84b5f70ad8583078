using Vedetta.Core.Time;

namespace Vedetta.Core.Scheduling;

/// <summary>What is to be evaluated of a model.</summary>
/// <param name="Span">Everything in it; null for what changed or closed since the last time.</param>
/// <param name="Hours">Starts of hours whose rows changed, UTC.</param>
/// <param name="Since">When the model was last evaluated; null before the first time.</param>
/// <param name="Data">From its first to its last row, in whole hours.</param>
/// <param name="FirstLive">Event time of its first live row; null while all its rows were imported.</param>
public sealed record EvaluationNeed(Window? Span, IReadOnlyCollection<DateTimeOffset> Hours, DateTimeOffset? Since, Window Data, DateTimeOffset? FirstLive);
