using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Objectives;

/// <summary>How an objective stands.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Span">The rolling period up to the latest events that are known; null before any.</param>
/// <param name="Events">Events of the period.</param>
/// <param name="Good">Share of good events with its 95 % interval; null without events.</param>
/// <param name="Left">Share of the error budget that is left, with its interval; negative when more is spent than there was; null without events.</param>
/// <param name="Burns">Burn rates of the pairs.</param>
/// <param name="Days">Events of each day of the period with the budget left after it, in order.</param>
/// <param name="Verdict">Critical or warning while a pair burns too fast or the budget is surely spent; undecided without events.</param>
/// <param name="Reason">Why, with numbers.</param>
public sealed record BudgetReading(
    Objective Objective, Window? Span, EventCount Events, ShareOfRows? Good, Estimate? Left, IReadOnlyList<BurnReading> Burns, IReadOnlyList<BudgetDay> Days, VerdictKind Verdict, string? Reason);

/// <summary>The budget after one day of the period.</summary>
/// <param name="Window">The day.</param>
/// <param name="Events">Its events.</param>
/// <param name="Left">Share of the period's budget that was left at its end.</param>
public sealed record BudgetDay(Window Window, EventCount Events, double Left);

/// <summary>How fast the budget is spent in the windows of a pair.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Threshold">Burn rate from which it alarms.</param>
/// <param name="Events">Events of the long window.</param>
/// <param name="Long">Burn rate of the long window with its 95 % interval; null without events.</param>
/// <param name="Short">Burn rate of the short window; null without events.</param>
/// <param name="Judged">Whether there are events enough.</param>
public sealed record BurnReading(BurnPair Pair, double Threshold, EventCount Events, Estimate? Long, double? Short, bool Judged)
{
    /// <summary>Whether both windows burn too fast; of the long one the lower limit counts, so that few events do not alarm.</summary>
    public bool Fires => Judged && Excess > 1;

    /// <summary>What counts of both windows, over the threshold; null without events.</summary>
    public double? Excess => Long is { } rate && Short is { } now ? Math.Min(rate.Low, now) / Threshold : null;
}
