using System.Text.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Replay;

/// <summary>What a <c>case.json</c> tells of a folder: task, types, threshold, classes, segments and period.</summary>
/// <param name="Description">The model it describes.</param>
/// <param name="Period">Length of the periods its truth speaks of; null where it does not say.</param>
internal sealed record CaseFile(ModelDescription Description, WindowSize? Period)
{
    /// <summary>Name of the file in a folder.</summary>
    public const string Name = "case.json";

    /// <summary>Reads the file of a folder; null when there is none.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static CaseFile? Find(string folder)
    {
        var path = Path.Combine(folder, Name);
        return File.Exists(path) ? Read(path) : null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static CaseFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"{path} cannot be read: {broken.Message}", broken);
        }
    }

    private static CaseFile Read(JsonElement root)
    {
        var task = root.GetProperty("task").GetString() switch
        {
            "binary" => ModelTask.Binary,
            "multiclass" => ModelTask.Multiclass,
            "regression" => ModelTask.Regression,
            var other => throw new UsageException($"{Name}: task '{other}' is none of binary, multiclass, regression"),
        };
        var segments = Texts(root, "segments").ToHashSet(StringComparer.Ordinal);
        var columns = root.GetProperty("features").EnumerateArray().Select(f => Column(f, segments)).ToArray();
        var description = new ModelDescription(
            task,
            Title: root.TryGetProperty("case", out var title) ? title.GetString() : null,
            PositiveClass: task == ModelTask.Binary ? Positive(root) : null,
            Threshold: root.TryGetProperty("threshold", out var threshold) ? threshold.GetDouble() : null,
            TimeZone: root.TryGetProperty("time_zone", out var zone) ? zone.GetString() : "UTC",
            Columns: columns,
            Outcomes: [new OutcomeDefinition("label", task == ModelTask.Regression ? OutcomeKind.Value : OutcomeKind.Class, Maturity: null, ProxyOf: null)]);
        return new CaseFile(description, PeriodOf(root));
    }

    private static ColumnDefinition Column(JsonElement feature, HashSet<string> segments)
    {
        var name = feature.GetProperty("name").GetString()!;
        var type = feature.GetProperty("type").GetString() switch
        {
            "numeric" => ColumnType.Numeric,
            "categorical" => ColumnType.Categorical,
            "boolean" => ColumnType.Boolean,
            "timestamp" => ColumnType.Timestamp,
            var other => throw new UsageException($"{Name}: type '{other}' of {name} is none of numeric, categorical, boolean, timestamp"),
        };
        // A numeric column has no values to be kept apart by; only categories can be segments.
        return new ColumnDefinition(name, type, Segment: type is ColumnType.Categorical or ColumnType.Boolean && segments.Contains(name));
    }

    // "1 = income > 50K" names the class and then explains it.
    private static string Positive(JsonElement root) =>
        root.TryGetProperty("positive", out var text) && text.GetString() is { Length: > 0 } said ? said.Split('=')[0].Trim() : "1";

    private static WindowSize? PeriodOf(JsonElement root) =>
        root.TryGetProperty("period", out var period) && Enum.TryParse<WindowSize>(period.GetString(), ignoreCase: true, out var size) ? size : null;

    private static IEnumerable<string> Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(t => t.GetString()!) : [];
}
