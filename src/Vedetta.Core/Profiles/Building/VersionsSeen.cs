using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Profiles.Building;

/// <summary>The versions of a batch with the time of their first row.</summary>
internal static class VersionsSeen
{
    public static IReadOnlyList<(string Version, DateTimeOffset First)> In(PredictionBatch batch)
    {
        var first = new Dictionary<int, long>();
        var order = new List<int>();
        var codes = batch.Version.Codes;
        for (var i = 0; i < batch.Count; i++)
        {
            if (!first.TryGetValue(codes[i], out var at)) order.Add(codes[i]);
            else if (at <= batch.At[i]) continue;
            first[codes[i]] = batch.At[i];
        }

        return [.. order.Select(c => (c < 0 ? "" : batch.Version.Dictionary[c], EventTime.At(first[c])))];
    }
}
