namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>
/// Moments as text. RFC 3339 with an offset everywhere; where a zone is given, also without an offset and as a bare date,
/// both then read in that zone. In spring's gap the clock reading is taken as if the clock had not moved yet; in autumn's
/// repeated hour it is the first of the two. Microseconds since 1970 UTC; finer digits are dropped.
/// </summary>
public static class EventTime
{
    /// <summary>What a moment may look like, for error messages.</summary>
    public const string Allowed = "RFC 3339 with an offset, for example 2026-01-31T10:00:00Z";

    /// <summary>Microseconds of a moment, or false when the text is none.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="zone">Zone of moments without an offset; null to refuse them.</param>
    /// <param name="micros">Microseconds since 1970 UTC.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, TimeZoneInfo? zone, out long micros)
    {
        micros = 0;
        text = text.Trim(" \t"u8);
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;
        var days = (new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        if (text.Length == 10) return zone is not null && Local(days, zone, out micros);
        if (text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text.Length < 16) return false;
        var clock = text[11..];
        if (clock[2] != ':' || !Digits(clock[..2], out var hour) || !Digits(clock[3..5], out var minute) || hour > 23 || minute > 59) return false;
        var time = ((hour * 3600L) + (minute * 60L)) * 1_000_000;
        clock = clock[5..];
        if (clock.Length > 0 && clock[0] == ':')
        {
            // A leap second (:60) is the first moment of the next minute.
            if (clock.Length < 3 || !Digits(clock[1..3], out var second) || second > 60) return false;
            time += second * 1_000_000L;
            clock = clock[3..];
            if (clock.Length > 0 && clock[0] is (byte)'.' or (byte)',' && !Fraction(ref clock, ref time)) return false;
        }

        if (clock.Length == 0) return zone is not null && Local(days + time, zone, out micros);
        if (!Offset(clock, out var offset)) return false;
        micros = days + time - offset;
        return true;
    }

    /// <summary>Microseconds of a clock reading in a zone, the reading given as if it were UTC.</summary>
    public static bool Local(long reading, TimeZoneInfo zone, out long micros)
    {
        micros = 0;
        if (reading < -62_000_000_000_000_000 || reading > 253_000_000_000_000_000) return false;
        var clock = new DateTime(DateTime.UnixEpoch.Ticks + (reading * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
        TimeSpan offset;
        if (zone.IsInvalidTime(clock)) offset = zone.GetUtcOffset(clock.AddHours(-3));
        else if (zone.IsAmbiguousTime(clock)) offset = zone.GetAmbiguousTimeOffsets(clock).Max();
        else offset = zone.GetUtcOffset(clock);
        micros = reading - (offset.Ticks / TimeSpan.TicksPerMicrosecond);
        return true;
    }

    /// <summary>Microseconds of a moment.</summary>
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The moment of microseconds.</summary>
    public static DateTimeOffset At(long micros) => new(DateTime.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static bool Fraction(ref ReadOnlySpan<byte> clock, ref long time)
    {
        var digits = 0;
        long scale = 100_000;
        clock = clock[1..];
        while (digits < clock.Length && char.IsAsciiDigit((char)clock[digits]))
        {
            time += (clock[digits] - '0') * scale;
            scale /= 10;
            digits++;
        }

        clock = clock[digits..];
        return digits > 0;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length == 1) return text[0] is (byte)'Z' or (byte)'z';
        if (text[0] is not ((byte)'+' or (byte)'-')) return false;
        var colon = text.Length == 6 && text[3] == ':';
        if (!colon && text.Length is not (3 or 5)) return false;
        if (!Digits(text[1..3], out var hours) || hours > 23) return false;
        var minutes = 0;
        if (text.Length > 3 && (!Digits(text[^2..], out minutes) || minutes > 59)) return false;
        micros = ((hours * 3600L) + (minutes * 60L)) * (text[0] == '-' ? -1_000_000 : 1_000_000);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c)) return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
