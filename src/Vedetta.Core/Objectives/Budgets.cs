using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Monitors.Reasons;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Objectives;

namespace Vedetta.Core.Objectives;

/// <summary>Error budgets and burn rates from counts of events. Pure.</summary>
public static class Budgets
{
    /// <summary>Events of a long window below which its pair is not judged.</summary>
    public const int FewestEvents = 20;

    /// <summary>How an objective stands.</summary>
    /// <param name="counts">Its events; of the period before <paramref name="until"/>.</param>
    /// <param name="until">End of the period.</param>
    /// <param name="zone">Zone of the days.</param>
    public static BudgetReading Read(EventCounts counts, DateTimeOffset until, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var objective = counts.Objective;
        var span = new Window(until - objective.Period, until);
        var events = counts.Of(span);
        var burns = Burns(counts, until, FewestEvents);
        if (events.Total <= 0) return new BudgetReading(objective, span, events, null, null, burns, [], VerdictKind.Undecided, counts.Why ?? "no events in the period");
        var (low, high) = Proportion.ModifiedWilson(events.Bad, events.Total);
        var bad = events.Bad / events.Total;
        var left = new Estimate(1 - (bad / objective.Budget), 1 - (high / objective.Budget), 1 - (low / objective.Budget));
        var good = new ShareOfRows((long)Math.Round(events.Good), (long)Math.Round(events.Total), 1 - bad, 1 - high, 1 - low);
        var worst = burns.Where(burn => burn.Fires).OrderByDescending(burn => burn.Pair.Severity).ThenByDescending(burn => burn.Excess).FirstOrDefault();
        var verdict = worst is not null ? worst.Pair.Severity == Severity.Critical ? VerdictKind.Critical : VerdictKind.Warning
            : left.High < 0 ? VerdictKind.Warning : VerdictKind.Healthy;
        var reason = worst is not null ? Sentence(objective, worst) : left.High < 0 ? ReasonTemplates.BudgetSpent.Say(Judgement.Percent(bad), Judgement.Percent(low), Judgement.Percent(high), Judgement.Percent(objective.Budget), Judgement.Number((long)events.Total)) : null;
        return new BudgetReading(objective, span, events, good, left, burns, DaysOf(counts, span, events.Total, zone), verdict, reason);
    }

    /// <summary>Burn rates of the pairs at the end of a window.</summary>
    public static IReadOnlyList<BurnReading> Burns(EventCounts counts, DateTimeOffset until, int fewest)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return [.. BurnPair.Of(counts.Objective).Select(pair => BurnOf(counts, pair, until, fewest))];
    }

    /// <summary>What a monitor says of an objective at the end of a window: its worst pair.</summary>
    public static Reading Judge(EventCounts counts, DateTimeOffset until, int fewest, double completeness)
    {
        var burns = Burns(counts, until, fewest);
        var objective = counts.Objective;
        var judged = burns.Where(burn => burn.Judged).ToList();
        var worst = judged.OrderByDescending(burn => burn.Fires ? (int)burn.Pair.Severity + 1 : 0).ThenByDescending(burn => burn.Excess).FirstOrDefault() ?? burns[^1];
        Verdict verdict = completeness < 1 ? new Verdict.Undecided(ReasonTemplates.StillOpen.Say(Judgement.Percent(completeness)))
            : judged.Count == 0 ? new Verdict.Undecided(counts is { Counts.Count: 0, Why: { } why } ? why : ReasonTemplates.TooFewRows.Say(Judgement.Number((long)worst.Events.Total), Judgement.Number(fewest)))
            : !worst.Fires ? new Verdict.Healthy()
            : worst.Pair.Severity == Severity.Critical ? new Verdict.Critical(Sentence(objective, worst)) : new Verdict.Warning(Sentence(objective, worst));
        var isCritical = worst.Pair.Severity == Severity.Critical;
        return new Reading(
            worst.Long?.Value, worst.Long?.Low, worst.Long?.High, null, null, (long)Math.Round(worst.Events.Total), 0,
            isCritical ? null : worst.Threshold, isCritical ? worst.Threshold : null, worst.Excess, completeness, verdict);
    }

    private static BurnReading BurnOf(EventCounts counts, BurnPair pair, DateTimeOffset until, int fewest)
    {
        var objective = counts.Objective;
        var (events, recent) = (counts.Of(new Window(until - pair.Long, until)), counts.Of(new Window(until - pair.Short, until)));
        Estimate? rate = null;
        if (BurnRate.Of(events.Bad, events.Total, objective.Target) is { } value)
        {
            var (low, high) = Proportion.ModifiedWilson(events.Bad, events.Total);
            rate = new Estimate(value, low / objective.Budget, high / objective.Budget);
        }

        return new BurnReading(pair, pair.ThresholdOf(objective), events, rate, BurnRate.Of(recent.Bad, recent.Total, objective.Target), events.Total >= fewest && recent.Total > 0);
    }

    private static string Sentence(Objective objective, BurnReading burn) => ReasonTemplates.Burn.Say(
        Judgement.Digits(burn.Long!.Value), Judgement.Digits(burn.Long.Low), Judgement.Digits(burn.Long.High), Hours(burn.Pair.Long),
        Judgement.Digits(burn.Threshold), Judgement.Number((long)Math.Round(burn.Events.Bad)), Judgement.Number((long)Math.Round(burn.Events.Total)), Judgement.Percent(objective.Budget));

    private static string Hours(TimeSpan span) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalHours:0} {(span.TotalHours == 1 ? "hour" : "hours")}");

    private static List<BudgetDay> DaysOf(EventCounts counts, Window span, double total, TimeZoneInfo zone)
    {
        var days = new List<BudgetDay>();
        var (allowed, spent) = (counts.Objective.Budget * total, 0.0);
        foreach (var day in WindowCalendar.Cut(span, WindowSize.Day, zone))
        {
            var part = counts.Of(new Window(day.From > span.From ? day.From : span.From, day.To < span.To ? day.To : span.To));
            spent += part.Bad;
            days.Add(new BudgetDay(day, part, 1 - (spent / allowed)));
        }

        return days;
    }
}
