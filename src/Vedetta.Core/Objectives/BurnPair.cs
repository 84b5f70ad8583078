using Vedetta.Core.Incidents;
using Vedetta.Statistics.Objectives;

namespace Vedetta.Core.Objectives;

/// <summary>
/// Two windows that must both burn too fast: the long one says that it matters, the short one that it still goes on (The Site
/// Reliability Workbook, chapter 5). Events are counted by the hour, so the short windows of five and thirty minutes that the
/// book pairs with one and six hours are an hour here: an alarm comes up to an hour later, and ends up to an hour later.
/// </summary>
/// <param name="Long">The long window.</param>
/// <param name="Short">The short window.</param>
/// <param name="BudgetShare">Share of the budget of the period that the long window may spend.</param>
/// <param name="Severity">How bad it is to spend more.</param>
public sealed record BurnPair(TimeSpan Long, TimeSpan Short, double BudgetShare, Severity Severity)
{
    /// <summary>The longest window of any pair.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromHours(72);

    private static readonly BurnPair[] Hourly =
    [
        new(TimeSpan.FromHours(1), TimeSpan.FromHours(1), 0.02, Severity.Critical),
        new(TimeSpan.FromHours(6), TimeSpan.FromHours(1), 0.05, Severity.Critical),
        new(TimeSpan.FromHours(24), TimeSpan.FromHours(2), 0.1, Severity.Warning),
        new(TimeSpan.FromHours(72), TimeSpan.FromHours(6), 0.1, Severity.Warning),
    ];

    private static readonly BurnPair[] Daily = [new(TimeSpan.FromHours(72), TimeSpan.FromHours(24), 0.1, Severity.Warning)];

    /// <summary>The pairs of an objective: those that its counts are fine enough for.</summary>
    public static IReadOnlyList<BurnPair> Of(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.Grain > TimeSpan.FromHours(1) ? Daily : Hourly;
    }

    /// <summary>The burn rate from which it alarms: the one that is set, or the usual one.</summary>
    public double ThresholdOf(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.Burn?.Of(Long) ?? UsualOf(objective);
    }

    /// <summary>The usual burn rate from which it alarms; never below 1, at which the budget just lasts.</summary>
    public double UsualOf(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Math.Max(1, BurnRate.Threshold(BudgetShare, objective.Period, Long));
    }
}
