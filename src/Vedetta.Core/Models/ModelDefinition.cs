namespace Vedetta.Core.Models;

/// <summary>What a model answers.</summary>
public enum ModelTask
{
    /// <summary>One of two classes, by a score.</summary>
    Binary,

    /// <summary>One of several classes, by a probability each.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,
}

/// <summary>A decision function in production, as its owner described it or as it was inferred.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Task">What it answers.</param>
/// <param name="Title">What people call it; null means its id.</param>
/// <param name="Owner">Who is asked about it.</param>
/// <param name="PositiveClass">The class the score speaks of (binary).</param>
/// <param name="Threshold">The score from which the prediction is the positive class (binary).</param>
/// <param name="TimeZone">IANA name of the zone its hours, days and weeks follow.</param>
/// <param name="Score">What its score means.</param>
/// <param name="Schema">Its columns.</param>
/// <param name="Outcomes">The facts that arrive later for its predictions.</param>
/// <param name="CreatedAt">When it was first known here.</param>
/// <param name="Revision">Counts the edits; the optimistic lock of the store.</param>
public sealed record ModelDefinition(
    ModelId Id,
    ModelTask Task,
    string? Title,
    string? Owner,
    string? PositiveClass,
    double Threshold,
    string TimeZone,
    ScoreDefinition Score,
    ModelSchema Schema,
    IReadOnlyList<OutcomeDefinition> Outcomes,
    DateTimeOffset CreatedAt,
    long Revision)
{
    /// <summary>The zone itself.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>What kind of number a score is.</summary>
public enum ScoreKind
{
    /// <summary>A probability of the positive class, 0 to 1.</summary>
    Probability,

    /// <summary>Points of a scorecard.</summary>
    Points,

    /// <summary>Any other number.</summary>
    Value,
}

/// <summary>Which side of the cut-off is approved, or which class a higher score speaks for.</summary>
public enum ScoreDirection
{
    /// <summary>Higher scores speak for the positive class.</summary>
    Positive,

    /// <summary>Higher scores speak against the positive class.</summary>
    Negative,
}

/// <summary>The meaning of a score.</summary>
/// <param name="Kind">Probability, points or another number.</param>
/// <param name="Min">Lowest possible value; null when unbounded.</param>
/// <param name="Max">Highest possible value; null when unbounded.</param>
/// <param name="HigherIs">The class a higher score speaks for.</param>
/// <param name="ApproveAbove">True when scores above the cut-off are approved, false when those below are.</param>
public sealed record ScoreDefinition(ScoreKind Kind, double? Min, double? Max, ScoreDirection HigherIs, bool ApproveAbove)
{
    /// <summary>A probability whose high values mean the positive class, approved below the cut-off.</summary>
    public static ScoreDefinition Probability { get; } = new(ScoreKind.Probability, 0, 1, ScoreDirection.Positive, ApproveAbove: false);
}
