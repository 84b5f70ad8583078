using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Time;
using Vedetta.Statistics.Credit;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Core.Cohorts;

/// <summary>Counts how predictions move between the values of a series from one reading to the next. Pure.</summary>
public static class RollReport
{
    /// <summary>Most buckets; the last holds every value above.</summary>
    public const int MostBuckets = 6;

    private const int MostPeriods = 36;

    /// <summary>Counts; null where nobody has two readings.</summary>
    internal static RollTable? Of(SeriesBook book, CohortScope scope, TimeZoneInfo zone, DateTimeOffset now)
    {
        var windows = WindowCalendar.Cut(new Window(scope.Span.From, now > scope.Span.From ? now : scope.Span.To), scope.Every, zone).TakeLast(MostPeriods).ToList();
        var periods = new Periods(windows);
        var limit = EventTime.Micros(now);
        var moves = new long[MostBuckets, MostBuckets];
        var from = new long[windows.Count, MostBuckets];
        var worse = new long[windows.Count, MostBuckets];
        var top = 0;
        foreach (var readings in book.All)
        {
            for (var i = 1; i < readings.Count && readings[i].At <= limit; i++)
            {
                var (a, b) = (Bucket(readings[i - 1].Value), Bucket(readings[i].Value));
                top = Math.Max(top, Math.Max(a, b));
                moves[a, b]++;
                if (periods.IndexOf(readings[i].At) is not (>= 0 and var period)) continue;
                from[period, a]++;
                if (b > a) worse[period, a]++;
            }
        }

        if (top == 0) return null;
        var table = RollRates.OfMoves(
            from a in Enumerable.Range(0, top + 1) from b in Enumerable.Range(0, top + 1) select (a, b, (double)moves[a, b]), top + 1);
        return new RollTable(book.Outcome, table, [.. windows.Select((window, p) => new RollMonth(window, [.. Enumerable.Range(0, top).Select(a => RateOf(from[p, a], worse[p, a]))]))
            .SkipWhile(month => month.Rates.All(rate => rate.From == 0))], book.Share);
    }

    private static int Bucket(float value) => (int)Math.Clamp(Math.Floor(value), 0, MostBuckets - 1);

    private static RollRate RateOf(long from, long worse) =>
        new(from, worse, from > 0 ? (double)worse / from : null, from > 0 ? Proportion.ModifiedWilson(worse, from) : null);
}
