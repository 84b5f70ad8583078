using System.Text.Json;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>The published operating points of River's and frouros' definitions.</summary>
internal sealed class PublishedPoints
{
    private readonly JsonElement _root;

    public PublishedPoints(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "golden", "streams", "detector_operating_points.json")));
        _root = document.RootElement.Clone();
    }

    /// <summary>False alarms per 10,000 values and the number of streams.</summary>
    public (double FalseAlarms, int Streams)? Steady(string group, string? name) =>
        Entry(group, name) is { } entry ? (entry.GetProperty("false_alarms_per_10k").GetDouble(), entry.GetProperty("streams").GetInt32()) : null;

    /// <summary>Median delay, streams missed and the number of streams.</summary>
    public (double Median, int Missed, int Streams)? Changed(string group, string? name) =>
        Entry(group, name) is { } entry
            ? (entry.GetProperty("delay_median").ValueKind == JsonValueKind.Number ? entry.GetProperty("delay_median").GetDouble() : double.NaN,
                entry.GetProperty("missed").GetInt32(), entry.GetProperty("streams").GetInt32())
            : null;

    private JsonElement? Entry(string group, string? name) =>
        name is not null && _root.GetProperty(group).TryGetProperty(name, out var entry) ? entry : null;
}
