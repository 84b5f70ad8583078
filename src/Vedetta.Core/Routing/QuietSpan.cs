using Vedetta.Core.Incidents;
using Vedetta.Core.Time;

namespace Vedetta.Core.Routing;

/// <summary>A span that comes again every week in which people are not told: what happens then is held back until its end.</summary>
/// <param name="Days">Weekdays on which it begins; empty for every day.</param>
/// <param name="From">When it begins by the clock of the policy's zone.</param>
/// <param name="To">When it ends; at or before <paramref name="From"/> it ends on the next day.</param>
/// <param name="CriticalBreaksThrough">True for quiet hours, in which critical incidents are told at once; false for a mute schedule, in which nothing is.</param>
/// <param name="Reason">Why, for those who wonder; null without words.</param>
public sealed record QuietSpan(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, bool CriticalBreaksThrough, string? Reason = null)
{
    /// <summary>Whether it holds back incidents of that severity.</summary>
    public bool Holds(Severity severity) => !CriticalBreaksThrough || severity != Severity.Critical;

    /// <summary>The occurrence that holds at the moment; null when none does.</summary>
    public Window? At(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var today = LocalClock.DayOf(moment, zone);
        for (var day = today.AddDays(-1); day <= today; day = day.AddDays(1))
        {
            if (Days.Count > 0 && !Days.Contains(day.DayOfWeek)) continue;
            var window = new Window(LocalClock.At(day, From, zone), LocalClock.At(To <= From ? day.AddDays(1) : day, To, zone, second: true));
            if (moment >= window.From && moment < window.To) return window;
        }

        return null;
    }
}
