namespace Vedetta.Core.Routing;

/// <summary>
/// Turns what a clock on a wall of a zone shows into moments. Where a zone skips an hour, a time inside it stands for the first
/// moment after; where it repeats an hour, spans begin with the first of the two and end with the second, so that nothing of
/// the night falls out of a quiet night. Pure.
/// </summary>
public static class LocalClock
{
    /// <summary>The moment at which the clock shows that time on that day.</summary>
    /// <param name="day">The day in the zone.</param>
    /// <param name="time">The time in the zone.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="second">Of a repeated hour: true for the second time, false for the first.</param>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone, bool second = false)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = new DateTime(day.Year, day.Month, day.Day, time.Hour, time.Minute, 0, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local)
            ? second ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The day the zone's calendar shows.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
