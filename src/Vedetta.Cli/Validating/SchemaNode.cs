using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Cli.Validating;

/// <summary>A mapping of a schema file: knows its keys, reads their values, and reports everything wrong with its place.</summary>
internal sealed class SchemaNode
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly List<SchemaProblem> _problems;
    private readonly string _what;

    /// <summary>Takes a node that must be a mapping with some of these keys.</summary>
    public SchemaNode(YamlNode node, string what, IReadOnlyList<string> keys, List<SchemaProblem> problems)
    {
        (_what, _problems) = (what, problems);
        if (node is not YamlMappingNode map)
        {
            Fail(node, $"{what}: expected keys such as {string.Join(", ", keys.Take(3))}");
            return;
        }

        foreach (var (key, value) in map.Children)
        {
            if (key is YamlScalarNode { Value: { } word } && keys.Contains(word, StringComparer.Ordinal)) _values[word] = value;
            else Fail(key, $"{what}: unknown key '{key}'; allowed: {string.Join(", ", keys)}");
        }
    }

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? Child(string key) => _values.GetValueOrDefault(key);

    /// <summary>Reports a problem.</summary>
    public void Fail(YamlNode at, string message) => _problems.Add(new SchemaProblem(at.Start.Line, at.Start.Column, message));

    /// <summary>A text that is not empty.</summary>
    public string? Text(string key) => Scalar(key, "a text", (text, _) => text.Length > 0 ? text : null);

    /// <summary>A finite number.</summary>
    public double? Number(string key) => Plain<double>(key, "a number", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null);

    /// <summary>A whole number, not below zero.</summary>
    public long? Whole(string key) => Plain<long>(key, "a whole number", text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>True or false.</summary>
    public bool? Flag(string key) => Plain<bool>(key, "true or false", text => text switch { "true" => true, "false" => false, _ => null });

    /// <summary>One of these words; the first where the key is absent.</summary>
    public string Word(string key, params string[] words) => Scalar(key, $"one of {string.Join(", ", words)}", (text, _) => words.Contains(text, StringComparer.Ordinal) ? text : null) ?? words[0];

    /// <summary>A list of single values, as texts.</summary>
    public IReadOnlySet<string>? Texts(string key)
    {
        if (Child(key) is not { } value) return null;
        if (value is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(item => item is YamlScalarNode { Value: not null }))
            return list.Children.Select(item => ((YamlScalarNode)item).Value!).ToHashSet(StringComparer.Ordinal);
        Fail(value, $"{_what}: '{key}' takes a list of values");
        return null;
    }

    private T? Plain<T>(string key, string expected, Func<string, T?> read) where T : struct
    {
        if (Child(key) is not { } value) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } && read(text) is { } answer) return answer;
        Fail(value, $"{_what}: '{key}' takes {expected}, not '{value}'");
        return null;
    }

    private string? Scalar(string key, string expected, Func<string, ScalarStyle, string?> read)
    {
        if (Child(key) is not { } value) return null;
        if (value is YamlScalarNode { Value: { } text } scalar && read(text, scalar.Style) is { } answer) return answer;
        Fail(value, $"{_what}: '{key}' takes {expected}, not '{value}'");
        return null;
    }
}
