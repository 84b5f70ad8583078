using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Validating;
using Vedetta.Core.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Cli.Testing;

/// <summary>The monitors of a file of tests as one document of <c>vedetta apply</c>: those written in it, and those of files it names.</summary>
internal static class MonitorTexts
{
    /// <summary>The document.</summary>
    /// <exception cref="UsageException">A file it names cannot be read.</exception>
    public static string Join(string path, ModelId model, SchemaNode root, YamlNode at)
    {
        var monitors = new YamlSequenceNode();
        var document = new YamlMappingNode { { "model", model.Value ?? "" }, { "monitors", monitors } };
        if (root.Child("monitors") is YamlSequenceNode inline)
        {
            foreach (var child in inline.Children) monitors.Add(child);
        }
        else if (root.Child("monitors") is { } wrong) root.Fail(wrong, "'monitors' takes a list of monitors, as in a file of vedetta apply");
        foreach (var name in root.Texts("files") ?? new HashSet<string>(StringComparer.Ordinal))
        {
            var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);
            if (!File.Exists(file))
            {
                root.Fail(root.Child("files")!, $"there is no file '{file}'");
                continue;
            }

            if (DocumentOf(file, model) is not { } found) root.Fail(root.Child("files")!, $"'{name}' has no monitors of the model '{model.Value}'");
            else Add(found, document, monitors);
        }

        if (monitors.Children.Count == 0 && root.Flag("default_monitors") is not true) root.Fail(at, "there are no monitors to test: give 'monitors', 'files' or default_monitors: true");
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(document)).Save(text, assignAnchors: false);
        return text.ToString();
    }

    private static void Add(YamlMappingNode found, YamlMappingNode document, YamlSequenceNode monitors)
    {
        foreach (var (key, value) in found.Children)
        {
            if (key is YamlScalarNode { Value: "monitors" } && value is YamlSequenceNode list)
            {
                foreach (var child in list.Children) monitors.Add(child);
            }
            else if (key is not YamlScalarNode { Value: "model" } && !document.Children.ContainsKey(key)) document.Add(key, value);
        }
    }

    private static YamlMappingNode? DocumentOf(string file, ModelId model)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(file);
            yaml.Load(reader);
        }
        catch (Exception failure) when (failure is YamlException or InvalidOperationException or ArgumentException)
        {
            throw new UsageException($"{file}: this is not YAML: {failure.Message}", failure);
        }

        return yaml.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>()
            .FirstOrDefault(map => map.Children.TryGetValue(new YamlScalarNode("model"), out var name) && name is YamlScalarNode { Value: var text } && string.Equals(text, model.Value, StringComparison.Ordinal));
    }
}
