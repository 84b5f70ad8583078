using System.Text.Json;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

/// <summary>Streams of the golden files and what a detector says on them.</summary>
internal static class PublishedStreams
{
    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("golden", "streams", file)));
        return document.RootElement.Clone();
    }

    public static double[] Values(JsonElement data) => data.ValueKind == JsonValueKind.String
        ? [.. data.GetString()!.Select(c => (double)(c - '0'))]
        : [.. data.EnumerateArray().Select(v => v.GetDouble())];

    public static int[] Indexes(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt32())];

    public static StreamDetector Make(string name, params (string Name, string Value)[] settings) =>
        DetectorCatalog.Create(settings.Aggregate(DetectorCatalog.Get(name).Defaults, (s, p) => s.With(p.Name, p.Value)));

    /// <summary>Indexes of drifts, and of the first value of each warning zone.</summary>
    public static (int[] Drifts, int[] Warnings) Run(StreamDetector detector, ReadOnlySpan<double> values)
    {
        var drifts = new List<int>();
        var warnings = new List<int>();
        var last = StreamSignal.None;
        for (var i = 0; i < values.Length; i++)
        {
            var signal = detector.Update(values[i]);
            if (signal == StreamSignal.Drift)
                drifts.Add(i);
            if (signal == StreamSignal.Warning && last != StreamSignal.Warning)
                warnings.Add(i);
            last = signal;
        }

        return ([.. drifts], [.. warnings]);
    }
}
