using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Finds the hours of rows that were stored but not evaluated before the process ended.</summary>
internal static class UnseenRows
{
    /// <summary>
    /// Hours of rows of commits after the sequence; read from event times alone. Nothing tells any more whether they came
    /// live, so they count as imported: the stored mark knows since when the model is live.
    /// </summary>
    public static async ValueTask<IReadOnlyList<ChangedHour>> HoursAsync(
        IEventStore events, ModelDefinition model, long sequence, RowSummary summary, CancellationToken cancel)
    {
        if (summary.LastSequence <= sequence) return [];
        var zone = model.Zone;
        var hours = new HashSet<DateTimeOffset>();
        await foreach (var batch in events.ScanAsync(model.Id, new RowScan(AfterSequence: sequence, Columns: []), cancel))
            foreach (var at in batch.At)
                hours.Add(WindowCalendar.At(DateTimeOffset.UnixEpoch.AddMicroseconds(at), WindowSize.Hour, zone).From);
        return [.. hours.Select(hour => new ChangedHour(model.Id, hour, Live: false))];
    }
}
