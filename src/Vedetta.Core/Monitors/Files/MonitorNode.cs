using System.Globalization;
using System.Xml;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality;
using Vedetta.Core.Time;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Monitors.Files;

/// <summary>Reads one monitor of a file and reports everything wrong with it.</summary>
internal sealed class MonitorNode(ModelId model, YamlNode node, List<MonitorsFileProblem> problems)
{
    private static readonly string[] Keys =
    [
        "name", "metric", "column", "columns", "method", "window", "baseline", "warning", "critical", "minimum_sample", "alpha",
        "segment", "version", "for", "warning_for", "keep_firing", "audience", "runbook", "enabled", "run_length",
        "outcome", "population", "compare", "minimum_coverage",
    ];

    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private string _name = "";
    private bool _broken;

    /// <summary>The monitor; null when a part could not be read.</summary>
    public MonitorEntry? Read()
    {
        if (node is not YamlMappingNode map)
        {
            problems.Add(MonitorsFile.At(node, "monitors", "expected a monitor with keys such as 'name' and 'metric'"));
            return null;
        }

        foreach (var (key, value) in map.Children)
        {
            if (key is YamlScalarNode { Value: { } word } && Keys.Contains(word, StringComparer.Ordinal)) _values[word] = value;
            else Fail(key, $"unknown key '{key}'; allowed: {string.Join(", ", Keys)}");
        }

        _name = Text("name") ?? "";
        if (!_values.ContainsKey("name")) Fail(node, "the key 'name' is missing");
        var metric = Word("metric", MonitorMetric.Drift);
        if (!_values.ContainsKey("metric")) Fail(node, $"the key 'metric' is missing; allowed: {string.Join(", ", EnumWords.All<MonitorMetric>())}");
        var monitor = DefaultMonitors.Of(model, _name, metric, Columns(metric)) with
        {
            Method = Text("method") ?? MonitorRules.UsualMethod(metric),
            Window = Word("window", MonitorRules.UsualWindow(metric)),
            Baseline = Word("baseline", MonitorRules.UsualBaseline(metric)),
            Warning = Number("warning"),
            Critical = Number("critical"),
            MinimumSample = Count("minimum_sample") ?? DefaultMonitors.MinimumSample,
            Alpha = Number("alpha") ?? DefaultMonitors.Alpha,
            Segment = Segment(),
            Version = Text("version"),
            For = Duration("for") ?? TimeSpan.Zero,
            WarningFor = Duration("warning_for"),
            KeepFiring = Duration("keep_firing"),
            Audience = Word("audience", MonitorRules.UsualAudience(metric)),
            Runbook = Text("runbook"),
            Enabled = Flag("enabled") ?? true,
            Managed = false,
            RunLength = Number("run_length"),
            Outcome = Text("outcome"),
            Population = Word("population", Population.All),
            Compare = _values.ContainsKey("compare") ? Word("compare", Comparison.Corridor) : null,
            MinimumCoverage = Number("minimum_coverage"),
        };
        foreach (var fault in MonitorRules.Alone(monitor)) Fail(_values.GetValueOrDefault(fault.Field) ?? node, fault.Message, fault.Field);
        var places = _values.ToDictionary(pair => pair.Key, pair => (pair.Value.Start.Line, pair.Value.Start.Column), StringComparer.Ordinal);
        if (places.TryGetValue("column", out var place)) places.TryAdd("columns", place);
        return _broken ? null : new MonitorEntry(monitor, node.Start.Line, places);
    }

    private void Fail(YamlNode at, string message, string? key = null)
    {
        _broken = true;
        var where = key is null ? _name : _name.Length == 0 ? key : $"{_name}.{key}";
        problems.Add(MonitorsFile.At(at, where, message));
    }

    private IReadOnlyList<string> Columns(MonitorMetric metric)
    {
        if (_values.ContainsKey("column") && _values.TryGetValue("columns", out var both)) Fail(both, "write 'column' or 'columns', not both", "columns");
        if (Text("column") is { } one) return [one];
        if (!_values.TryGetValue("columns", out var value)) return MonitorRules.UsesColumns(metric) ? ["*"] : [];
        if (value is YamlScalarNode { Value: "*" }) return ["*"];
        if (value is YamlSequenceNode list && list.Children.Count > 0 && list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];
        Fail(value, "expected a list of names, or \"*\" for every column", "columns");
        return [];
    }

    private string? Text(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        Fail(value, "expected a text", key);
        return null;
    }

    private T Word<T>(string key, T usual) where T : struct, Enum
    {
        if (!_values.TryGetValue(key, out var value)) return usual;
        if (value is YamlScalarNode { Value: var text } && EnumWords.TryParse<T>(text, out var word)) return word;
        var allowed = typeof(T) == typeof(WindowSize) ? EnumWords.All<T>().Where(name => name is not "all") : EnumWords.All<T>();
        Fail(value, $"'{value}' is not known; allowed: {string.Join(", ", allowed)}", key);
        return usual;
    }

    private double? Number(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: var text }
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Fail(value, $"expected a number, got '{value}'", key);
        return null;
    }

    private int? Count(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;
        Fail(value, $"expected a whole number, got '{value}'", key);
        return null;
    }

    private bool? Flag(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag) return flag.Value == "true";
        Fail(value, $"expected true or false, got '{value}'", key);
        return null;
    }

    private SegmentKey Segment()
    {
        if (Text("segment") is not { } text) return SegmentKey.All;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0) return new SegmentKey(text[..colon], text[(colon + 1)..]);
        Fail(_values["segment"], $"expected column:value, got '{text}'", "segment");
        return SegmentKey.All;
    }

    private TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text) return null;
        if (MonitorRules.TryParseDuration(text, out var duration)) return duration;
        Fail(_values[key], $"expected a duration such as 90m, 6h, 2d or PT6H, got '{text}'", key);
        return null;
    }
}
