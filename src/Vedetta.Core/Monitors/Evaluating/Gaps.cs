namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Hours without events, counted from rows per hour. Pure.</summary>
public static class Gaps
{
    /// <summary>Hours looked back on: four weeks, so that weekends and nights are known.</summary>
    public const int HistoryHours = 28 * 24;

    /// <summary>Reads the gap that ends with the last hour and the longest gap before it.</summary>
    /// <param name="rows">Rows per hour, oldest first; the last is the hour judged.</param>
    /// <param name="live">Whether the model has had a live event.</param>
    public static SilenceFacts Of(IReadOnlyList<long> rows, bool live)
    {
        var gap = 0;
        while (gap < rows.Count && rows[rows.Count - 1 - gap] == 0) gap++;
        var (longest, run) = (0, 0);
        for (var i = 0; i < rows.Count - gap; i++)
        {
            run = rows[i] == 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new SilenceFacts(live, gap, longest, rows.Count - gap);
    }
}
