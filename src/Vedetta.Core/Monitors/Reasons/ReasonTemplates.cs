namespace Vedetta.Core.Monitors.Reasons;

/// <summary>The reasons that verdicts and states give most often.</summary>
public static class ReasonTemplates
{
    /// <summary>A window with too few rows: rows, rows needed.</summary>
    public static ReasonTemplate TooFewRows { get; } = new("too_few_rows", "{0} rows, at least {1} are needed");

    /// <summary>Neither a reference nor an earlier window.</summary>
    public static ReasonTemplate NothingToCompare { get; } = new("nothing_to_compare", "there is nothing to compare with: no reference and no earlier window with rows");

    /// <summary>A baseline with too few rows: rows, rows needed.</summary>
    public static ReasonTemplate SmallBaseline { get; } = new("small_baseline", "the baseline has {0} rows, at least {1} are needed");

    /// <summary>A window that has not ended: share that has passed.</summary>
    public static ReasonTemplate StillOpen { get; } = new("still_open", "the window is still open, {0} of it has passed");

    /// <summary>A volume too small to judge: rows, rows needed.</summary>
    public static ReasonTemplate SmallVolume { get; } = new("small_volume", "{0} rows: too few to tell a change from chance, at least {1} are needed now or usually");

    /// <summary>An unusual volume: rows, lower and upper end of the usual, earlier windows.</summary>
    public static ReasonTemplate Volume { get; } = new("volume", "{0} rows, usually {1} to {2} (of {3} earlier windows)");

    /// <summary>Silence cannot be judged before the first live event.</summary>
    public static ReasonTemplate NotLive { get; } = new("not_live", "no live event has come yet");

    /// <summary>Too little history to know the usual gap: hours, hours needed.</summary>
    public static ReasonTemplate FewHours { get; } = new("few_hours", "{0} hours of history, at least {1} are needed to know which gaps are usual");

    /// <summary>Silence where every hour had events: the gap with its unit.</summary>
    public static ReasonTemplate SilentAlways { get; } = new("silent_always", "no event for {0}; every hour before had events");

    /// <summary>Silence longer than the usual gap: the gap and the longest usual one, with their units.</summary>
    public static ReasonTemplate Silent { get; } = new("silent", "no event for {0}; the longest usual gap is {1}");

    /// <summary>Rows sent again: share, its interval, threshold, n.</summary>
    public static ReasonTemplate Duplicates { get; } = new("duplicates", "{0} [{1}, {2}] of the rows were sent before, threshold {3}, n = {4}");

    /// <summary>Rows that came late: share, its interval, threshold, n.</summary>
    public static ReasonTemplate Late { get; } = new("late", "{0} [{1}, {2}] of the rows came after their hour had closed, threshold {3}, n = {4}");

    /// <summary>A share of rows that grew: share, its interval, what and against what, threshold, n.</summary>
    public static ReasonTemplate Grew { get; } = new("grew", "{0} [{1}, {2}] {3}, threshold +{4}, n = {5}");

    /// <summary>One value only: rows, distinct values before, baseline.</summary>
    public static ReasonTemplate Constant { get; } = new("constant", "one value in all {0} rows, {1} distinct values in {2}");

    /// <summary>A budget that is spent too fast: burn rate, its interval, window, threshold, bad events, events, share allowed.</summary>
    public static ReasonTemplate Burn { get; } = new("burn", "the error budget burns {0} [{1}, {2}] times as fast as it may over {3}, threshold {4}: {5} of {6} events were bad, {7} may be");

    /// <summary>A budget that is spent: share of bad events, its interval, share allowed, events.</summary>
    public static ReasonTemplate BudgetSpent { get; } = new("budget_spent", "the error budget is spent: {0} [{1}, {2}] of the events were bad, {3} may be, n = {4}");

    /// <summary>A monitor that found only zeros.</summary>
    public static ReasonTemplate NothingToReport { get; } = new("nothing_to_report", "nothing to report in the latest window");

    /// <summary>A model without rows.</summary>
    public static ReasonTemplate NoRows { get; } = new("no_rows", "no rows have arrived yet");

    /// <summary>A model whose monitors never ran.</summary>
    public static ReasonTemplate NotEvaluated { get; } = new("not_evaluated", "nothing has been evaluated yet");

    /// <summary>Rows whose windows have not ended.</summary>
    public static ReasonTemplate NotJudgedYet { get; } = new("not_judged_yet", "the latest rows are not judged yet");

    /// <summary>Every template; those whose texts are special cases of others first.</summary>
    public static IReadOnlyList<ReasonTemplate> All { get; } =
    [
        SmallBaseline, SmallVolume, TooFewRows, NothingToCompare, StillOpen, Volume, NotLive, FewHours, SilentAlways, Silent, Duplicates, Late, Grew, Burn, BudgetSpent, Constant, NothingToReport, NoRows, NotEvaluated, NotJudgedYet,
    ];

    /// <summary>The parts of a reason; null for a sentence of another kind.</summary>
    public static ReasonParts? Read(string reason)
    {
        foreach (var template in All)
            if (template.Read(reason) is { } values) return new ReasonParts(template, values);
        return null;
    }
}
