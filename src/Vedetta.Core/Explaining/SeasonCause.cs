using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Explaining;

/// <summary>Whether the same period before the incident looks alike: then the change comes and goes with the calendar. Pure.</summary>
internal static class SeasonCause
{
    /// <summary>The shortest season that looks alike, or null; and what each look gave.</summary>
    public static (Cause? Cause, IReadOnlyList<Check> Checks) Of(ExplainFacts facts)
    {
        Cause? found = null;
        var checks = new List<Check>();
        foreach (var season in facts.Seasons)
        {
            var verdict = season.Profiles is { Rows: > 0 } set
                ? Rule.VerdictOf(facts.Latest with { Baseline = new BaselineFacts(NameOf(season.Kind), [], [MergedWindows.Of([set])]) }, facts.Monitor, facts.Column)
                : VerdictKind.Undecided;
            checks.Add(new Check(season.Kind, verdict switch { VerdictKind.Healthy => CheckResult.Found, VerdictKind.Undecided => CheckResult.NoData, _ => CheckResult.Nothing }));
            if (verdict == VerdictKind.Healthy) found ??= new Cause(CauseKind.Season, facts.Column, NameOf(season.Kind), Window: season.Window);
        }

        return (found, checks);
    }

    /// <summary>The same period before, by the local calendar; null where the window is as long as the season.</summary>
    public static Window? WindowOf(CheckKind kind, Window window, WindowSize size, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(window.From, zone).DateTime;
        DateTime? shifted = (kind, size) switch
        {
            (CheckKind.LastWeek, WindowSize.Hour or WindowSize.Day) => local.AddDays(-7),
            (CheckKind.LastMonth, WindowSize.Hour or WindowSize.Day) => local.AddMonths(-1),
            (CheckKind.LastMonth, WindowSize.Week) => local.AddDays(-28),
            (CheckKind.LastYear, WindowSize.Week) => local.AddDays(-364),
            (CheckKind.LastYear, not (WindowSize.Year or WindowSize.All)) => local.AddYears(-1),
            _ => null,
        };
        if (shifted is not { } at) return null;
        while (zone.IsInvalidTime(at)) at = at.AddMinutes(30);
        return WindowCalendar.At(new DateTimeOffset(at, zone.GetUtcOffset(at)), size, zone);
    }

    private static string NameOf(CheckKind kind) => kind switch { CheckKind.LastWeek => "week", CheckKind.LastMonth => "month", _ => "year" };
}
