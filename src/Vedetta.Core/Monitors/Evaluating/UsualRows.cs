using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Which earlier windows tell how many rows a window usually has. Pure.</summary>
public static class UsualRows
{
    private const int Weeks = 6;

    /// <summary>Earlier windows of the same place in the week first, then the windows just before.</summary>
    public static IReadOnlyList<Window> Same(Window window, WindowSize size, TimeZoneInfo zone)
    {
        if (size is not (WindowSize.Day or WindowSize.Hour)) return [];
        var same = new List<Window>(Weeks);
        for (var earlier = window; same.Count < Weeks;)
        {
            earlier = Baselines.Of(BaselineKind.LastWeek, earlier, size, zone)[0];
            same.Add(earlier);
        }

        return same;
    }

    /// <summary>The windows just before: a fortnight of days, a week of hours, eight of any other length.</summary>
    public static IReadOnlyList<Window> Before(Window window, WindowSize size, TimeZoneInfo zone) =>
        Baselines.Before(window, size, zone, size switch { WindowSize.Day => 14, WindowSize.Hour => 168, _ => 8 });

    /// <summary>
    /// Rows of comparable earlier windows: of the same weekday (and hour) when the model has known at least four of
    /// them, otherwise of the windows just before, once they hold a whole week: a model that has only seen working days
    /// cannot say what a Saturday usually brings. Windows before the model's first row are no history.
    /// </summary>
    public static IReadOnlyList<long> Of(Window window, WindowSize size, TimeZoneInfo zone, DateTimeOffset firstEvent, Func<Window, long> rows)
    {
        var same = Same(window, size, zone).Where(earlier => earlier.From >= firstEvent).Select(rows).ToList();
        if (same.Count >= 4) return same;
        var before = Before(window, size, zone).Where(earlier => earlier.From >= firstEvent).Select(rows).ToList();
        return before.Count >= (size switch { WindowSize.Day => 7, WindowSize.Hour => 168, _ => 0 }) ? before : [];
    }

    /// <summary>How far after a window its rows count as history.</summary>
    public static TimeSpan Reach(WindowSize size) => size switch
    {
        WindowSize.Day or WindowSize.Hour => TimeSpan.FromDays(7 * Weeks) + Baselines.LengthOf(size),
        _ => Baselines.LengthOf(size) * 8,
    };
}
