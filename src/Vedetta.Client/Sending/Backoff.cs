namespace Vedetta.Client.Sending;

/// <summary>How long to wait before a batch is tried again.</summary>
internal static class Backoff
{
    /// <summary>A server that asks for more than this is tried again all the same.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The delay doubles with each failed attempt up to <paramref name="longest"/>; half of it is drawn, so that clients which
    /// failed together come back apart. A wait that the server asks for is kept, and spread by up to one first delay.
    /// </summary>
    /// <param name="failures">Failed attempts so far, at least 1.</param>
    /// <param name="first">Delay after the first failure.</param>
    /// <param name="longest">Largest delay.</param>
    /// <param name="retryAfter">What the server asks for, if it does.</param>
    /// <param name="draw">A draw from [0, 1).</param>
    public static TimeSpan Delay(int failures, TimeSpan first, TimeSpan longest, TimeSpan? retryAfter, double draw)
    {
        double doubled = Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, failures - 1));
        var own = TimeSpan.FromTicks((long)(doubled * (0.5 + (0.5 * draw))));
        if (retryAfter is not { } asked || asked <= TimeSpan.Zero)
        {
            return own;
        }

        TimeSpan kept = asked < LongestRetryAfter ? asked : LongestRetryAfter;
        TimeSpan spread = kept + (first * draw);
        return spread > own ? spread : own;
    }
}
