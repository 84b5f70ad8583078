namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Moments as microseconds since 1970 UTC.</summary>
internal static class Moments
{
    /// <summary>The first whole microsecond at or after a moment, so that a bound with ticks between keeps its meaning.</summary>
    internal static long FirstMicrosecond(DateTimeOffset moment)
    {
        long ticks = moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        (long micros, long rest) = Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond);
        return rest > 0 ? micros + 1 : micros;
    }

    /// <summary>The last whole microsecond at or before a moment.</summary>
    internal static long LastMicrosecond(DateTimeOffset moment)
    {
        long first = FirstMicrosecond(moment);
        return FromMicroseconds(first) > moment ? first - 1 : first;
    }

    internal static DateTimeOffset FromMicroseconds(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
