using System.Globalization;
using Vedetta.Core.Time;

namespace Vedetta.Web.Language;

/// <summary>Moments and spans as people of one language write them, in a zone that is always given.</summary>
public sealed partial class Formats
{
    private static readonly string[] English = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Russian = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
    private static readonly string[] RussianAlone = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

    /// <summary>Day and month, for example <c>28 Sep</c>.</summary>
    public string Day(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone) is var d ? $"{d.Day}{Thin}{Month(d)}" : "";

    /// <summary>Day, month and year.</summary>
    public string Date(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone) is var d ? $"{d.Day}{Thin}{Month(d)}{Thin}{d.Year}" : "";

    /// <summary>Hours and minutes.</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Day, month and time; the year too where it is not that of <paramref name="now"/>.</summary>
    public string Moment(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now) =>
        $"{Near(at, zone, now)} {Clock(at, zone)}";

    /// <summary>A day; the year too where it is not that of <paramref name="now"/>.</summary>
    public string Near(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now) =>
        Local(at, zone).Year == Local(now, zone).Year ? Day(at, zone) : Date(at, zone);

    /// <summary>A window by its name: an hour, a day, a week of, a month, a year, or a span.</summary>
    public string Window(Window window, TimeZoneInfo zone)
    {
        var (from, last) = (Local(window.From, zone), Local(window.To.AddTicks(-1), zone));
        var length = window.To - window.From;
        if (length <= TimeSpan.FromMinutes(61)) return $"{Day(window.From, zone)} {Clock(window.From, zone)}";
        if (from.Date == last.Date) return Day(window.From, zone);
        if (from.Day == 1 && last.Month == from.Month && last.AddDays(1).Month != last.Month) return $"{MonthAlone(from)}{Thin}{from.Year}";
        if (from is { Day: 1, Month: 1 } && last is { Day: 31, Month: 12 } && from.Year == last.Year) return from.Year.ToString(CultureInfo.InvariantCulture);
        return Span(window, zone);
    }

    /// <summary>First and last day of a span, with the year at its end.</summary>
    public string Span(Window window, TimeZoneInfo zone)
    {
        var (from, last) = (window.From, window.To.AddTicks(-1));
        return Local(from, zone).Year == Local(last, zone).Year ? $"{Day(from, zone)} – {Date(last, zone)}" : $"{Date(from, zone)} – {Date(last, zone)}";
    }

    /// <summary>A length of time in its largest unit, for example <c>26 min</c>, <c>5 h</c>, <c>14 d</c>.</summary>
    public string Length(TimeSpan length)
    {
        var ru = tongue == Tongue.Russian;
        return length switch
        {
            { TotalMinutes: < 1 } => $"{Math.Max(0, (int)length.TotalSeconds)}{Thin}{(ru ? "с" : "s")}",
            { TotalHours: < 1 } => $"{(int)length.TotalMinutes}{Thin}{(ru ? "мин" : "min")}",
            { TotalDays: < 2 } => $"{(int)length.TotalHours}{Thin}{(ru ? "ч" : "h")}",
            _ => $"{Count((long)length.TotalDays)}{Thin}{(ru ? "д" : "d")}",
        };
    }

    private static DateTime Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    private string Month(DateTime d) => (tongue == Tongue.Russian ? Russian : English)[d.Month - 1];

    private string MonthAlone(DateTime d) => (tongue == Tongue.Russian ? RussianAlone : English)[d.Month - 1];
}
