using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Time;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Rows of a batch by version and hour of the model's zone.</summary>
internal static class RowGroups
{
    /// <summary>The groups, each with its row numbers in ascending order.</summary>
    public static IReadOnlyList<(string Version, DateTimeOffset Hour, int[] Rows)> Cut(PredictionBatch batch, TimeZoneInfo zone)
    {
        var at = CollectionsMarshal.AsSpan(batch.At);
        var codes = batch.Version.Codes;
        var groups = new Dictionary<(int Version, long Hour), List<int>>();
        var (from, to) = (0L, -1L);
        List<int>? rows = null;
        var code = int.MinValue;
        for (var i = 0; i < batch.Count; i++)
        {
            // Rows come mostly in order: the group of the last row is tried first.
            if (rows is null || at[i] < from || at[i] >= to || codes[i] != code)
            {
                if (at[i] < from || at[i] >= to)
                {
                    var hour = WindowCalendar.At(EventTime.At(at[i]), WindowSize.Hour, zone);
                    (from, to) = (EventTime.Micros(hour.From), EventTime.Micros(hour.To));
                }

                code = codes[i];
                ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, (code, from), out _);
                rows = slot ??= [];
            }

            rows.Add(i);
        }

        return [.. groups.Select(g => (g.Key.Version >= 0 ? batch.Version.Dictionary[g.Key.Version] : "", EventTime.At(g.Key.Hour), g.Value.ToArray()))];
    }
}
