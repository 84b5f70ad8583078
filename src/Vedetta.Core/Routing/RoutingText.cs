using System.Globalization;
using System.Xml;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Routing;

/// <summary>Parts of a policy as people write them, in files, the API and pages alike. Pure.</summary>
public static class RoutingText
{
    /// <summary>What a span looks like.</summary>
    public const string SpanForm = "weekdays and clock times such as 'mon-fri 22:00-07:00' or '02:00-04:00', then a reason if you like";

    /// <summary>What a step of escalation looks like.</summary>
    public const string StepForm = "a duration and channels such as '15m lead, head', then 'if critical' if it is for those alone";

    /// <summary>What a digest looks like.</summary>
    public const string DigestForm = "'day 09:00', 'hour' or 'hour 00:15'";

    private const string OnlyCritical = " if critical";

    /// <summary>Writes a duration: <c>15m</c>, <c>4h</c>, <c>2d</c>, or ISO 8601 where these do not fit.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        _ when time == TimeSpan.Zero => "0m",
        _ when time.Ticks % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0}d"),
        _ when time.Ticks % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0}h"),
        _ when time.Ticks % TimeSpan.TicksPerMinute == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0}m"),
        _ => XmlConvert.ToString(time),
    };

    /// <summary>Writes a span.</summary>
    public static string Of(QuietSpan span)
    {
        var days = span.Days.Count == 0 ? "" : Weekdays.Of(span.Days) + " ";
        return $"{days}{Of(span.From)}-{Of(span.To)}{(string.IsNullOrEmpty(span.Reason) ? "" : " " + span.Reason)}";
    }

    /// <summary>Reads a span.</summary>
    public static bool TryParseSpan(string text, bool criticalBreaksThrough, out QuietSpan span)
    {
        span = new QuietSpan([], default, default, criticalBreaksThrough);
        var rest = text.Trim();
        IReadOnlyList<DayOfWeek> days = [];
        if (rest.Length > 0 && !char.IsAsciiDigit(rest[0]))
        {
            var space = rest.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || !Weekdays.TryParse(rest[..space], out days)) return false;
            rest = rest[space..].TrimStart();
        }

        var end = rest.IndexOf(' ', StringComparison.Ordinal);
        var clocks = (end < 0 ? rest : rest[..end]).Split('-');
        if (clocks.Length != 2 || !TryParseClock(clocks[0], out var from) || !TryParseClock(clocks[1], out var to)) return false;
        var reason = end < 0 ? "" : rest[end..].Trim();
        span = new QuietSpan(days, from, to, criticalBreaksThrough, reason.Length == 0 ? null : reason);
        return true;
    }

    /// <summary>Writes a step of escalation.</summary>
    public static string Of(EscalationStep step) => $"{Of(step.After)} {string.Join(", ", step.Channels)}{(step.MinimumSeverity == Severity.Critical ? OnlyCritical : "")}";

    /// <summary>Reads a step of escalation.</summary>
    public static bool TryParseStep(string text, out EscalationStep step)
    {
        step = new EscalationStep(default, []);
        var rest = text.Trim();
        var severity = rest.EndsWith(OnlyCritical, StringComparison.Ordinal) ? Severity.Critical : Severity.Warning;
        if (severity == Severity.Critical) rest = rest[..^OnlyCritical.Length];
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !MonitorRules.TryParseDuration(rest[..space], out var after)) return false;
        step = new EscalationStep(after, List(rest[space..]), severity);
        return step.Channels.Count > 0;
    }

    /// <summary>Writes a digest.</summary>
    public static string Of(DigestPlan digest) => digest is { Every: DigestEvery.Hour, At: { Hour: 0, Minute: 0 } } ? "hour" : $"{EnumWords.Of(digest.Every)} {Of(digest.At)}";

    /// <summary>Reads a digest.</summary>
    public static bool TryParseDigest(string text, out DigestPlan digest)
    {
        digest = new DigestPlan(DigestEvery.Hour, default);
        var parts = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2 || !EnumWords.TryParse<DigestEvery>(parts[0], out var every)) return false;
        TimeOnly at = default;
        if (parts.Length == 1 ? every == DigestEvery.Day : !TryParseClock(parts[1], out at)) return false;
        digest = new DigestPlan(every, at);
        return true;
    }

    /// <summary>Writes a clock time.</summary>
    public static string Of(TimeOnly clock) => clock.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads a clock time; <c>24:00</c> is midnight.</summary>
    public static bool TryParseClock(string text, out TimeOnly clock)
    {
        clock = default;
        return text is "24:00" || TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out clock);
    }

    /// <summary>Names with commas between.</summary>
    public static IReadOnlyList<string> List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
