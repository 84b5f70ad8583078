using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Server.Configuration;

/// <summary>Reads <c>vedetta.yml</c> into flat keys: <c>limits: { body_bytes: 1 }</c> becomes <c>limits.body_bytes</c>.</summary>
internal static class SettingsFile
{
    /// <exception cref="SettingsException">The file cannot be read or is not a mapping.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            var values = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            if (yaml.Documents.Count > 0) Flatten(yaml.Documents[0].RootNode, "", values);
            return values;
        }
        catch (YamlException failure)
        {
            throw Unreadable(file, $"a YAML mapping (line {failure.Start.Line}, column {failure.Start.Column}: {failure.Message})");
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // The reader loses its way in some damaged texts and says so by these, without a place.
            throw Unreadable(file, $"a YAML mapping ({failure.Message})");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, "a readable file");
        }
    }

    private static void Flatten(YamlNode node, string path, SortedDictionary<string, IReadOnlyList<string>> values)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                    Flatten(value, path.Length == 0 ? key.ToString() : $"{path}.{key}", values);
                break;
            case YamlSequenceNode sequence when path.Length > 0:
                values[path] = [.. sequence.Children.Select(child => child.ToString())];
                break;
            case YamlScalarNode scalar when path.Length > 0:
                values[path] = [scalar.Value ?? ""];
                break;
            case YamlScalarNode { Value: null or "" }:
                break;
            default:
                throw new SettingsException([new SettingFailure(path.Length == 0 ? "config" : path, node.ToString(), "a mapping of keys to values")]);
        }
    }

    private static SettingsException Unreadable(string file, string allowed) => new([new SettingFailure("config", file, allowed)]);
}
