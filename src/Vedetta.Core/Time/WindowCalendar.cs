namespace Vedetta.Core.Time;

/// <summary>Cuts event time into windows that are aligned to a zone. Pure.</summary>
public static class WindowCalendar
{
    /// <summary>The window of that size which holds the moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="WindowSize.All"/> has no place of its own in time.</exception>
    public static Window At(DateTimeOffset moment, WindowSize size, TimeZoneInfo zone)
    {
        if (size == WindowSize.Hour) return HourAt(moment, zone);
        var local = TimeZoneInfo.ConvertTime(moment, zone).Date;
        var (start, end) = size switch
        {
            WindowSize.Day => (local, local.AddDays(1)),
            WindowSize.Week => WeekOf(local),
            WindowSize.Month => MonthOf(local),
            WindowSize.Year => (new DateTime(local.Year, 1, 1), new DateTime(local.Year, 1, 1).AddYears(1)),
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, "a window has a place in time only when it is an hour, day, week, month or year"),
        };
        return new Window(ToUtc(start, zone), ToUtc(end, zone));
    }

    /// <summary>Every window of that size that shares a moment with the span, in order; the span itself for <see cref="WindowSize.All"/>.</summary>
    public static IEnumerable<Window> Cut(Window span, WindowSize size, TimeZoneInfo zone)
    {
        if (span.To <= span.From) yield break;
        if (size == WindowSize.All)
        {
            yield return span;
            yield break;
        }

        for (var window = At(span.From, size, zone); window.From < span.To; window = At(window.To, size, zone))
            yield return window;
    }

    /// <summary>The window of the same size just before.</summary>
    public static Window Previous(Window window, WindowSize size, TimeZoneInfo zone) =>
        size == WindowSize.All
            ? new Window(window.From - (window.To - window.From), window.From)
            : At(window.From.AddTicks(-1), size, zone);

    private static Window HourAt(DateTimeOffset moment, TimeZoneInfo zone)
    {
        // The hour follows the local clock's minutes, so half-hour zones and the repeated hour of autumn stay apart.
        var utc = moment.UtcDateTime;
        var offset = zone.GetUtcOffset(utc);
        var sinceHour = (utc.Ticks + offset.Ticks) % TimeSpan.TicksPerHour;
        var start = new DateTimeOffset(utc.AddTicks(-sinceHour), TimeSpan.Zero);
        return new Window(start, start.AddHours(1));
    }

    private static (DateTime Start, DateTime End) WeekOf(DateTime day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return (monday, monday.AddDays(7));
    }

    private static (DateTime Start, DateTime End) MonthOf(DateTime day)
    {
        var first = new DateTime(day.Year, day.Month, 1);
        return (first, first.AddMonths(1));
    }

    private static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        // A zone that skips midnight in spring begins its day at the first moment that exists.
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
