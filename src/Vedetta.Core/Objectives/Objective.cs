namespace Vedetta.Core.Objectives;

/// <summary>What an objective promises; names in files and answers are the snake_case of these.</summary>
public enum ObjectiveKind
{
    /// <summary>Predictions answered within a limit, of those that say how long they took. A target of 95 % is "p95 below the limit".</summary>
    Latency,

    /// <summary>Predictions without an error.</summary>
    Availability,

    /// <summary>Predictions that came before their hour had closed, from the first live one on.</summary>
    Freshness,

    /// <summary>Mature predictions whose outcome came.</summary>
    LabelArrival,

    /// <summary>Judged windows of the model's monitors that were healthy.</summary>
    Health,
}

/// <summary>A promise about the service of a model: a share of good events over a rolling period.</summary>
/// <param name="Name">Unique within the model; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="Kind">What is promised.</param>
/// <param name="Target">Share of good events, above 0 and below 1.</param>
/// <param name="BelowMs">Of a latency: the limit in milliseconds; null for other kinds.</param>
/// <param name="Days">Length of the rolling period.</param>
/// <param name="Burn">Burn rates from which it alarms; null for the usual ones.</param>
public sealed record Objective(string Name, ObjectiveKind Kind, double Target, double? BelowMs = null, int Days = Objective.UsualDays, BurnThresholds? Burn = null)
{
    /// <summary>Four weeks: every period holds the same weekdays.</summary>
    public const int UsualDays = 28;

    /// <summary>The period.</summary>
    public TimeSpan Period => TimeSpan.FromDays(Days);

    /// <summary>Share of bad events that is allowed.</summary>
    public double Budget => 1 - Target;

    /// <summary>How finely events of this kind are counted: by the hour, or by the day where windows of a day are judged.</summary>
    public TimeSpan Grain => Kind is ObjectiveKind.LabelArrival or ObjectiveKind.Health ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);
}
