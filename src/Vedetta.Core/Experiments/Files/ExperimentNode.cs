using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Experiments.Files;

/// <summary>Reads one experiment of a file and reports everything wrong with it.</summary>
internal sealed class ExperimentNode(ModelId model, YamlNode node, List<MonitorsFileProblem> problems)
{
    private static readonly string[] Keys =
        ["name", "title", "by", "arms", "from", "to", "primary", "guardrails", "also", "alpha", "minimum_sample", "expected_effect", "covariate"];

    private static readonly string[] MetricKeys = ["metric", "outcome", "decision", "better", "margin", "per_row"];

    private string _name = "";
    private bool _broken;

    /// <summary>The experiment; null when a part could not be read.</summary>
    public ExperimentEntry? Read()
    {
        if (node is not YamlMappingNode map)
        {
            problems.Add(MonitorsFile.At(node, ExperimentsFile.Key, "expected an experiment with keys such as 'name', 'arms' and 'primary'"));
            return null;
        }

        var values = Values(map, Keys);
        _name = Text(values, "name") ?? "";
        foreach (var key in new[] { "name", "arms", "from", "primary" })
            if (!values.ContainsKey(key)) Fail(node, $"the key '{key}' is missing");
        var experiment = new ExperimentDefinition(
            model, _name, Text(values, "title"), Word(values, "by", ArmsBy.Variant), Arms(values), Moment(values, "from") ?? default, Moment(values, "to"),
            values.TryGetValue("primary", out var primary) ? Metric(primary, "primary") : new ExperimentMetric(default), Metrics(values, "guardrails"), Metrics(values, "also"),
            Number(values, "alpha") ?? ExperimentDefinition.UsualAlpha, (long)(Number(values, "minimum_sample") ?? ExperimentDefinition.UsualSample),
            Number(values, "expected_effect"), Text(values, "covariate"));
        var entry = new ExperimentEntry(experiment, node.Start.Line, values.ToDictionary(pair => pair.Key, pair => (pair.Value.Start.Line, pair.Value.Start.Column), StringComparer.Ordinal));
        if (_broken) return null;
        foreach (var fault in ExperimentRules.Alone(experiment))
        {
            problems.Add(entry.ProblemOf(fault));
            _broken = true;
        }

        return _broken ? null : entry;
    }

    private Dictionary<string, YamlNode> Values(YamlMappingNode map, string[] allowed)
    {
        var values = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            if (key is YamlScalarNode { Value: { } word } && allowed.Contains(word, StringComparer.Ordinal)) values[word] = value;
            else Fail(key, $"unknown key '{key}'; allowed: {string.Join(", ", allowed)}");
        }

        return values;
    }

    private List<ExperimentArm> Arms(Dictionary<string, YamlNode> values)
    {
        if (!values.TryGetValue("arms", out var list)) return [];
        if (list is not YamlSequenceNode sequence)
        {
            Fail(list, "expected a list of arms, the control first: names, or 'name: share'", "arms");
            return [];
        }

        var arms = new List<ExperimentArm>();
        foreach (var each in sequence.Children)
        {
            if (each is YamlScalarNode { Value: { Length: > 0 } name }) arms.Add(new ExperimentArm(name));
            else if (each is YamlMappingNode { Children.Count: 1 } map && map.Children.First() is { Key: YamlScalarNode { Value: { Length: > 0 } arm }, Value: YamlScalarNode { Value: var share } }
                && double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) arms.Add(new ExperimentArm(arm, number));
            else Fail(each, "an arm is a name, or 'name: share' with a number", "arms");
        }

        return arms;
    }

    private List<ExperimentMetric> Metrics(Dictionary<string, YamlNode> values, string key)
    {
        if (!values.TryGetValue(key, out var list)) return [];
        if (list is YamlSequenceNode sequence) return [.. sequence.Children.Select(each => Metric(each, key))];
        Fail(list, "expected a list of metrics", key);
        return [];
    }

    private ExperimentMetric Metric(YamlNode value, string where)
    {
        if (value is not YamlMappingNode map)
        {
            Fail(value, "expected a metric such as {metric: outcome_mean, outcome: revenue}", where);
            return new ExperimentMetric(default);
        }

        var values = Values(map, MetricKeys);
        if (!values.ContainsKey("metric")) Fail(value, $"the key 'metric' is missing; allowed: {string.Join(", ", EnumWords.All<ExperimentMetricKind>())}", where);
        var kind = Word(values, "metric", default(ExperimentMetricKind));
        var better = Text(values, "better");
        if (better is not (null or "higher" or "lower")) Fail(values["better"], $"'{better}' is not known; allowed: higher, lower", where);
        if (better is null && ExperimentMetric.UsualDirection(kind) is null) Fail(value, $"say which direction of {EnumWords.Of(kind)} is better: higher or lower", where);
        return new ExperimentMetric(
            kind, Text(values, "outcome"), Text(values, "decision"), better is null ? ExperimentMetric.UsualDirection(kind) ?? true : better == "higher",
            Number(values, "margin") ?? 0, Text(values, "per_row") is "true");
    }

    private void Fail(YamlNode at, string message, string? key = null)
    {
        _broken = true;
        problems.Add(MonitorsFile.At(at, key is null ? _name : _name.Length == 0 ? key : $"{_name}.{key}", message));
    }

    private string? Text(Dictionary<string, YamlNode> values, string key)
    {
        if (!values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        Fail(value, "expected a text", key);
        return null;
    }

    private T Word<T>(Dictionary<string, YamlNode> values, string key, T usual) where T : struct, Enum
    {
        if (!values.TryGetValue(key, out var value)) return usual;
        if (value is YamlScalarNode { Value: var text } && EnumWords.TryParse<T>(text, out var word)) return word;
        Fail(value, $"'{value}' is not known; allowed: {string.Join(", ", EnumWords.All<T>())}", key);
        return usual;
    }

    private double? Number(Dictionary<string, YamlNode> values, string key)
    {
        if (!values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: var text }
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Fail(value, $"expected a number, got '{value}'", key);
        return null;
    }

    private DateTimeOffset? Moment(Dictionary<string, YamlNode> values, string key)
    {
        if (Text(values, key) is not { } text) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return moment;
        Fail(values[key], $"expected a moment such as 2026-01-31T10:00:00Z, or a day, got '{text}'", key);
        return null;
    }
}
