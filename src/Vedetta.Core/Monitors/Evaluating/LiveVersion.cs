using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Which version answers: that of the latest rows by event time, whatever its name is.</summary>
internal static class LiveVersion
{
    private static readonly string[] NoColumns = [];

    /// <summary>The version of the hour of the latest row.</summary>
    /// <param name="profiles">Where rows per version are known.</param>
    /// <param name="model">The model.</param>
    /// <param name="last">Its latest row.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>Null when the hour has no rows.</returns>
    public static async ValueTask<string?> ReadAsync(IProfileReader profiles, ModelDefinition model, DateTimeOffset last, CancellationToken cancel)
    {
        var hour = WindowCalendar.At(last, WindowSize.Hour, model.Zone);
        var before = WindowCalendar.Previous(hour, WindowSize.Hour, model.Zone);
        var sets = await profiles.ReadAsync(model.Id, [before, hour], NoColumns, version: null, SegmentKey.All, cancel);
        var (earlier, now) = (sets[0].Versions, sets[1].Versions);
        if (now.Count < 2) return now.Count == 0 ? null : now[0];

        // A version that came within the hour took over, also one that came back; of versions that answer side by side it is the busier one.
        var came = now.Where(version => earlier.Count > 0 && !earlier.Contains(version, StringComparer.Ordinal)).ToList();
        if (came.Count == 1) return came[0];
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var version in now) rows[version] = (await profiles.ReadAsync(model.Id, [hour], NoColumns, version, SegmentKey.All, cancel))[0].Rows;
        return now.MaxBy(version => rows[version]);
    }
}
