using Vedetta.Core.Time;

namespace Vedetta.Core.Cohorts;

/// <summary>Ages in whole weeks of seven days or whole calendar months. Pure.</summary>
internal static class Ages
{
    private const long MicrosPerWeek = 7L * 24 * 3600 * 1_000_000;

    /// <summary>Most steps of age that are shown.</summary>
    public const int Most = 36;

    /// <summary>Whole steps that have passed since an event.</summary>
    public static int Completed(long at, long now, WindowSize step)
    {
        if (now <= at) return 0;
        if (step == WindowSize.Week) return (int)Math.Min(int.MaxValue, (now - at) / MicrosPerWeek);
        var (from, to) = (Moment(at), Moment(now));
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }

    /// <summary>The first whole step by whose end something had happened; 1 for what was known before the event.</summary>
    public static int Reached(long at, long known, WindowSize step)
    {
        var whole = Completed(at, known, step);
        var exact = step == WindowSize.Week ? known - at == whole * MicrosPerWeek : known > at && Moment(at).AddMonths(whole) == Moment(known);
        return Math.Max(1, exact ? whole : whole + 1);
    }

    /// <summary>A moment from microseconds since 1970.</summary>
    private static DateTime Moment(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
