namespace Vedetta.Cli.Demo.World;

/// <summary>Time of the demo world: hours counted from the local midnight that begins its first day.</summary>
/// <param name="Zone">The zone its people live in.</param>
/// <param name="Start">Midnight of day 0.</param>
/// <param name="Now">End of the history.</param>
internal sealed record DemoCalendar(TimeZoneInfo Zone, DateTimeOffset Start, DateTimeOffset Now)
{
    /// <summary>Days of history before today.</summary>
    public const int HistoryDays = 90;

    /// <summary>IANA name of the zone. It keeps one offset all year, so each of its days has 24 hours.</summary>
    public const string ZoneName = "Asia/Bishkek";

    /// <summary>The calendar whose history ends now.</summary>
    public static DemoCalendar EndingAt(DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var start = today.AddDays(-HistoryDays);
        return new DemoCalendar(zone, new DateTimeOffset(start, zone.GetUtcOffset(start)).ToUniversalTime(), now);
    }

    /// <summary>The hour that is running now: the last of the history and the first of the live traffic.</summary>
    public int CurrentHour => HourOf(Now);

    /// <summary>The hour a moment lies in.</summary>
    public int HourOf(DateTimeOffset moment) => (int)Math.Floor((moment - Start).TotalHours);

    /// <summary>What an hour is.</summary>
    public DemoHour Hour(int hour)
    {
        var from = Start.AddHours(hour);
        var local = TimeZoneInfo.ConvertTime(from, Zone);
        return new DemoHour(hour, (int)Math.Floor(hour / 24.0), from, local.DateTime);
    }
}

/// <summary>One hour of the world.</summary>
/// <param name="Index">Hours since the start; negative before it.</param>
/// <param name="Day">Days since the start; negative before it.</param>
/// <param name="From">Its first moment.</param>
/// <param name="Local">The same by the clock on the wall.</param>
internal readonly record struct DemoHour(int Index, int Day, DateTimeOffset From, DateTime Local)
{
    /// <summary>Days since the start with the part of the day.</summary>
    public double Time => Index / 24.0;

    /// <summary>-1 to 1 over the year, highest in July.</summary>
    public double Summer => Math.Sin((Local.DayOfYear - 105) * 2 * Math.PI / 365.25);
}
