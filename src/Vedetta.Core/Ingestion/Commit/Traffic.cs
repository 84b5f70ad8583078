using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>Counts of a group per model and hour that its rows cannot tell. Pure.</summary>
internal static class Traffic
{
    public static IReadOnlyList<TrafficCount> Of(IReadOnlyList<PendingCommit> group, TimeSpan grace)
    {
        var counts = new Dictionary<(ModelId, DateTimeOffset), (long Duplicates, long Rejected, long Late)>();
        foreach (var one in group)
        {
            Rejected(counts, one);
            if (one.Rows is not { } rows) continue;
            var closed = EventTime.Micros(one.ReceivedAt - grace);
            var kept = 0;
            for (var row = 0; row < rows.Count; row++)
            {
                var isKept = kept < one.Kept.Count && one.Kept[kept] == row;
                if (isKept) kept++;

                // An hour is an hour long: rows older than that and the grace belong to a closed one, the rest is looked up.
                var late = isKept && !one.Backfill && rows.At[row] < closed && HourOf(one, rows.At[row]).To <= one.ReceivedAt - grace;
                if (isKept && !late) continue;
                var key = (one.State.Id, HourOf(one, rows.At[row]).From);
                var count = counts.GetValueOrDefault(key);
                counts[key] = isKept ? count with { Late = count.Late + 1 } : count with { Duplicates = count.Duplicates + 1 };
            }
        }

        return [.. counts.Select(c => new TrafficCount(c.Key.Item1, c.Key.Item2, c.Value.Duplicates, c.Value.Rejected, c.Value.Late))];
    }

    private static void Rejected(Dictionary<(ModelId, DateTimeOffset), (long Duplicates, long Rejected, long Late)> counts, PendingCommit one)
    {
        foreach (var (at, rejected) in one.RefusedAt ?? new Dictionary<long, long>())
        {
            // A time before 1970 or far ahead is no hour of the model: such rows count where they arrived.
            var received = EventTime.Micros(one.ReceivedAt);
            var hour = HourOf(one, at < 0 || at > received + (24 * 3600 * 1_000_000L) ? received : at).From;
            var key = (one.State.Id, hour);
            var count = counts.GetValueOrDefault(key);
            counts[key] = count with { Rejected = count.Rejected + rejected };
        }
    }

    private static Window HourOf(PendingCommit one, long at) => WindowCalendar.At(EventTime.At(at), WindowSize.Hour, one.State.Zone);
}
