using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Which windows a window is compared with, and which later windows are compared with it. Pure.</summary>
public static class Baselines
{
    /// <summary>How many windows the trailing baseline merges: seven days, four of any other length.</summary>
    public static int TrailingWindows(WindowSize size) => size == WindowSize.Day ? 7 : 4;

    /// <summary>Earlier windows that are merged into the baseline, the latest first; none for the reference.</summary>
    public static IReadOnlyList<Window> Of(BaselineKind kind, Window window, WindowSize size, TimeZoneInfo zone) => kind switch
    {
        BaselineKind.Previous => [WindowCalendar.Previous(window, size, zone)],
        BaselineKind.Trailing => Before(window, size, zone, TrailingWindows(size)),
        BaselineKind.LastWeek => [Shifted(window, size, zone, local => local.AddDays(-7))],
        BaselineKind.LastYear => [Shifted(window, size, zone, local => size == WindowSize.Week ? local.AddDays(-364) : local.AddYears(-1))],
        _ => [],
    };

    /// <summary>The windows just before, the latest first.</summary>
    public static IReadOnlyList<Window> Before(Window window, WindowSize size, TimeZoneInfo zone, int count)
    {
        var windows = new List<Window>(count);
        for (var earlier = window; windows.Count < count;)
        {
            earlier = WindowCalendar.Previous(earlier, size, zone);
            windows.Add(earlier);
        }

        return windows;
    }

    /// <summary>The span after a window in which windows may be compared with it, so that late rows reach them too.</summary>
    public static TimeSpan Reach(BaselineKind kind, WindowSize size)
    {
        var length = LengthOf(size);
        return kind switch
        {
            BaselineKind.Previous => length,
            BaselineKind.Trailing => length * TrailingWindows(size),
            BaselineKind.LastWeek => TimeSpan.FromDays(7) + length,
            BaselineKind.LastYear => TimeSpan.FromDays(366) + length,
            _ => TimeSpan.Zero,
        };
    }

    /// <summary>What the baseline is, in words.</summary>
    public static string NameOf(BaselineKind kind, WindowSize size) => kind switch
    {
        BaselineKind.Reference => "the reference",
        BaselineKind.Previous => $"the {NounOf(size)} before",
        BaselineKind.Trailing => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the {TrailingWindows(size)} {NounOf(size)}s before"),
        BaselineKind.LastWeek => $"the same {NounOf(size)} a week before",
        BaselineKind.PreviousVersion => "the version before",
        _ => $"the same {NounOf(size)} a year before",
    };

    /// <summary>The noun of a window.</summary>
    public static string NounOf(WindowSize size) => size == WindowSize.All ? "span" : EnumWords.Of(size);

    /// <summary>Longest length of a window of that size.</summary>
    public static TimeSpan LengthOf(WindowSize size) => size switch
    {
        WindowSize.Hour => TimeSpan.FromHours(1),
        WindowSize.Day => TimeSpan.FromHours(25),
        WindowSize.Week => TimeSpan.FromHours((7 * 24) + 1),
        WindowSize.Month => TimeSpan.FromDays(31),
        _ => TimeSpan.FromDays(366),
    };

    private static Window Shifted(Window window, WindowSize size, TimeZoneInfo zone, Func<DateTime, DateTime> shift)
    {
        if (size == WindowSize.All) return WindowCalendar.Previous(window, size, zone);
        var local = shift(TimeZoneInfo.ConvertTime(window.From, zone).DateTime);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        return WindowCalendar.At(new DateTimeOffset(local, zone.GetUtcOffset(local)), size, zone);
    }
}
