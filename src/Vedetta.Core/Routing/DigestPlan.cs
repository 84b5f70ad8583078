using Vedetta.Core.Time;

namespace Vedetta.Core.Routing;

/// <summary>How often warnings are gathered into one message.</summary>
public enum DigestEvery
{
    /// <summary>Once an hour.</summary>
    Hour,

    /// <summary>Once a day.</summary>
    Day,
}

/// <summary>Warnings do not go out one by one but together; critical incidents do not wait for it.</summary>
/// <param name="Every">How often.</param>
/// <param name="At">When by the clock of the policy's zone; of an hourly digest only the minutes count.</param>
public sealed record DigestPlan(DigestEvery Every, TimeOnly At)
{
    /// <summary>The first digest after the moment.</summary>
    public DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        if (Every == DigestEvery.Hour)
        {
            var slot = WindowCalendar.At(after, WindowSize.Hour, zone).From.AddMinutes(At.Minute);
            return slot > after ? slot : slot.AddHours(1);
        }

        var day = LocalClock.DayOf(after, zone);
        var today = LocalClock.At(day, At, zone);
        return today > after ? today : LocalClock.At(day.AddDays(1), At, zone);
    }
}
