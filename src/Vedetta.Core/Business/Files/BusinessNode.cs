using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Business.Files;

/// <summary>Reads the keys <c>business</c>, <c>assumptions</c> and <c>currency</c> of a document and reports everything wrong with them.</summary>
internal sealed class BusinessNode(ModelId model, YamlMappingNode document, List<MonitorsFileProblem> problems)
{
    /// <summary>Keys of a document that it reads.</summary>
    public static readonly string[] DocumentKeys = ["business", "assumptions", "currency"];

    private static readonly string[] Keys = ["name", "value", "title", "title_ru", "unit", "better", "minimum", "maximum"];

    private readonly Dictionary<string, (long Line, long Column)> _places = new(StringComparer.Ordinal);
    private bool _broken;

    /// <summary>The plan; null when the document has none or a part could not be read.</summary>
    public BusinessEntry? Read()
    {
        if (!document.Children.TryGetValue(new YamlScalarNode("business"), out var list))
        {
            foreach (var key in DocumentKeys[1..])
                if (document.Children.TryGetValue(new YamlScalarNode(key), out var alone)) Fail(alone, key, $"'{key}' belongs to 'business', which is missing");
            return null;
        }

        var metrics = new List<BusinessMetric>();
        if (list is not YamlSequenceNode sequence) Fail(list, "business", "expected a list of business metrics");
        else
            foreach (var node in sequence.Children)
                if (Metric(node, metrics.Count) is { } metric) metrics.Add(metric);
        var plan = new BusinessPlan(model, metrics, Assumptions(), Currency(), default, "");
        foreach (var fault in _broken ? [] : BusinessRules.Alone(plan)) Fail(PlaceOf(fault.Field, list), fault.Field, fault.Message);
        return _broken ? null : new BusinessEntry(plan, list.Start.Line, _places);
    }

    private (long Line, long Column) PlaceOf(string field, YamlNode list) => _places.TryGetValue(field, out var place) ? place : (list.Start.Line, list.Start.Column);

    private BusinessMetric? Metric(YamlNode node, int place)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"metrics[{place}]");
        _places[field] = (node.Start.Line, node.Start.Column);
        if (node is not YamlMappingNode map)
        {
            Fail(node, "business", "expected a metric with the keys 'name' and 'value'");
            return null;
        }

        var values = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            if (key is YamlScalarNode { Value: { } word } && Keys.Contains(word, StringComparer.Ordinal))
            {
                values[word] = value;
                _places[$"{field}.{word}"] = (value.Start.Line, value.Start.Column);
            }
            else
            {
                Fail(key, "business", $"unknown key '{key}'; allowed: {string.Join(", ", Keys)}");
            }
        }

        foreach (var key in (string[])["name", "value"])
            if (!values.ContainsKey(key)) Fail(node, "business", $"the key '{key}' is missing");
        return new BusinessMetric(
            Text(values, "name") ?? "", Text(values, "value") ?? "", Text(values, "title"), Text(values, "title_ru"), Word(values, "unit", BusinessUnit.Number), Word(values, "better", BusinessAim.None),
            Number(values.GetValueOrDefault("minimum"), "minimum"), Number(values.GetValueOrDefault("maximum"), "maximum"));
    }

    private Dictionary<string, double> Assumptions()
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!document.Children.TryGetValue(new YamlScalarNode("assumptions"), out var node)) return found;
        if (node is not YamlMappingNode map)
        {
            Fail(node, "assumptions", "expected names with numbers");
            return found;
        }

        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            _places[$"assumptions.{name}"] = (key.Start.Line, key.Start.Column);
            if (Number(value, $"assumptions.{name}") is { } number) found[name] = number;
        }

        return found;
    }

    private string? Currency()
    {
        if (!document.Children.TryGetValue(new YamlScalarNode("currency"), out var node)) return null;
        if (node is YamlScalarNode { Value: { Length: > 0 and <= 16 } text }) return text;
        Fail(node, "currency", "expected a name of at most 16 characters");
        return null;
    }

    private string? Text(Dictionary<string, YamlNode> values, string key)
    {
        if (!values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        Fail(value, key, "expected a text");
        return null;
    }

    private T Word<T>(Dictionary<string, YamlNode> values, string key, T usual)
        where T : struct, Enum
    {
        if (!values.TryGetValue(key, out var value)) return usual;
        if (value is YamlScalarNode { Value: var text } && EnumWords.TryParse<T>(text, out var word)) return word;
        Fail(value, key, $"'{value}' is not known; allowed: {string.Join(", ", EnumWords.All<T>())}");
        return usual;
    }

    private double? Number(YamlNode? value, string key)
    {
        if (value is null) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Fail(value, key, $"expected a number, got '{value}'");
        return null;
    }

    private void Fail(YamlNode at, string where, string message) => Fail((at.Start.Line, at.Start.Column), where, message);

    private void Fail((long Line, long Column) at, string where, string message)
    {
        _broken = true;
        problems.Add(new MonitorsFileProblem(at.Line, at.Column, where, message));
    }
}

/// <summary>Business metrics of a file and where their parts stand.</summary>
/// <param name="Plan">The metrics.</param>
/// <param name="Line">Line they begin on.</param>
/// <param name="Places">Line and column of each part, by the field that faults name.</param>
public sealed record BusinessEntry(BusinessPlan Plan, long Line, IReadOnlyDictionary<string, (long Line, long Column)> Places);
