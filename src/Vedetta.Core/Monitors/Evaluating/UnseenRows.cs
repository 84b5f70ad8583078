using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Finds the hours of rows that were stored but not evaluated before the process ended.</summary>
internal static class UnseenRows
{
    /// <summary>Hours of rows of commits after the sequence; read from event times alone.</summary>
    public static async ValueTask<IReadOnlyList<ChangedHour>> HoursAsync(
        IEventStore events, ModelDefinition model, long sequence, RowSummary summary, DateTimeOffset now, TimeSpan historyAfter, CancellationToken cancel)
    {
        if (summary.LastSequence <= sequence) return [];
        var zone = model.Zone;
        var live = new Dictionary<DateTimeOffset, bool>();
        await foreach (var batch in events.ScanAsync(model.Id, new RowScan(AfterSequence: sequence, Columns: []), cancel))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var at = DateTimeOffset.UnixEpoch.AddMicroseconds(batch.At[row]);
                var received = DateTimeOffset.UnixEpoch.AddMicroseconds(batch.ReceivedAt[row]);
                var hour = WindowCalendar.At(at, WindowSize.Hour, zone).From;
                live[hour] = live.GetValueOrDefault(hour) || (received - at < historyAfter && now - at < historyAfter);
            }
        }

        return [.. live.Select(hour => new ChangedHour(model.Id, hour.Key, hour.Value))];
    }
}
