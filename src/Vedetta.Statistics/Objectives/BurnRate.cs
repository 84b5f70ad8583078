namespace Vedetta.Statistics.Objectives;

/// <summary>
/// How fast an error budget is spent: 1 spends it evenly over the period of the objective
/// (Beyer, Murphy, Rensin, Kawahara and Thorne, The Site Reliability Workbook, 2018, chapter 5).
/// </summary>
public static class BurnRate
{
    /// <summary>The burn rate that spends a share of the budget of the period within a window: share x period / window.</summary>
    /// <param name="budgetShare">Share of the budget, above 0 and at most 1.</param>
    /// <param name="period">Period of the objective, for example 30 days.</param>
    /// <param name="window">The window, not longer than the period.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static double Threshold(double budgetShare, TimeSpan period, TimeSpan window)
    {
        if (!(budgetShare is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(budgetShare), budgetShare, "A share of the budget is above 0 and at most 1.");
        if (window <= TimeSpan.Zero || window > period)
            throw new ArgumentOutOfRangeException(nameof(window), window, "A window is longer than nothing and not longer than the period.");
        return budgetShare * (period / window);
    }

    /// <summary>The burn rate of a window: its share of bad events over the share the objective allows; null without events.</summary>
    /// <param name="bad">Bad events.</param>
    /// <param name="events">All events.</param>
    /// <param name="objective">Share of good events promised, below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The objective lies outside 0 to 1, or there are more bad events than events.</exception>
    public static double? Of(double bad, double events, double objective)
    {
        if (!(objective is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(objective), objective, "An objective is at least 0 and below 1.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bad, events);
        return events > 0 ? bad / events / (1 - objective) : null;
    }
}
