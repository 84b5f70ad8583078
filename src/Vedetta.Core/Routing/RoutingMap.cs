using System.Globalization;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Routing;

/// <summary>What is found while a policy is read.</summary>
internal sealed class RoutingNodes
{
    public List<MonitorsFileProblem> Problems { get; } = [];

    public Dictionary<string, (long Line, long Column)> Places { get; } = new(StringComparer.Ordinal);
}

/// <summary>One mapping of a policy's file, read strictly: unknown keys and wrong types are problems.</summary>
internal sealed class RoutingMap
{
    private readonly YamlNode _node;
    private readonly string _path;
    private readonly RoutingNodes _nodes;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);

    public RoutingMap(YamlNode node, string path, RoutingNodes nodes, IReadOnlyList<string> keys)
    {
        (_node, _path, _nodes) = (node, path, nodes);
        nodes.Places[path] = (node.Start.Line, node.Start.Column);
        if (node is not YamlMappingNode map)
        {
            Fail(node, null, $"expected the keys {string.Join(", ", keys)}");
            return;
        }

        foreach (var (key, value) in map.Children)
        {
            if (key is not YamlScalarNode { Value: { } word } || !keys.Contains(word, StringComparer.Ordinal))
            {
                Fail(key, null, $"unknown key '{key}'; allowed: {string.Join(", ", keys)}");
                continue;
            }

            _values[word] = value;
            nodes.Places[PathOf(word)] = (value.Start.Line, value.Start.Column);
        }
    }

    public string? Text(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Value: var text }) return text;
        Fail(value, key, "expected a text");
        return null;
    }

    /// <summary>A list of texts; a single text stands for a list of one.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return [];
        if (value is YamlScalarNode { Value: { Length: > 0 } one }) return [one];
        if (value is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 } or YamlMappingNode { Children.Count: 1 })) return [.. list.Children.Select(Item)];
        Fail(value, key, "expected a list of texts");
        return [];
    }

    public IEnumerable<RoutingMap> Maps(string key, IReadOnlyList<string> keys)
    {
        if (!_values.TryGetValue(key, out var value)) yield break;
        if (value is not YamlSequenceNode list)
        {
            Fail(value, key, "expected a list");
            yield break;
        }

        for (var i = 0; i < list.Children.Count; i++) yield return new RoutingMap(list.Children[i], string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}[{i}]"), _nodes, keys);
    }

    public T? Word<T>(string key) where T : struct, Enum
    {
        if (!_values.TryGetValue(key, out var value)) return null;
        if (value is YamlScalarNode { Value: var text } && EnumWords.TryParse<T>(text, out var word)) return word;
        Fail(value, key, $"'{value}' is not known; allowed: {string.Join(", ", EnumWords.All<T>())}");
        return null;
    }

    public T Missing<T>(string key) where T : struct, Enum
    {
        if (!_values.ContainsKey(key)) Fail(_node, key, $"the key '{key}' is missing; allowed: {string.Join(", ", EnumWords.All<T>())}");
        return default;
    }

    // 'anna: anna-phone' is a mapping to YAML and a line of text to people.
    private static string Item(YamlNode item) => item is YamlMappingNode map
        ? string.Join(", ", map.Children.Select(pair => $"{pair.Key}: {(pair.Value is YamlSequenceNode many ? string.Join(", ", many.Children) : pair.Value)}"))
        : ((YamlScalarNode)item).Value!;

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private void Fail(YamlNode at, string? key, string message) => _nodes.Problems.Add(MonitorsFile.At(at, $"{RoutingFile.Key}{(_path.Length > 0 ? "." + _path : "")}{(key is null ? "" : "." + key)}", message));
}
