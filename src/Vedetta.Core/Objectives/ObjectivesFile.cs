using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Objectives;

/// <summary>
/// Reads the objectives of a file of monitors: the key <c>objectives</c> of a model's document. Faults of the document itself are
/// told by <see cref="MonitorsFile"/>, which reads the same text.
/// </summary>
/// <param name="Documents">What could be read; complete only when there are no problems.</param>
/// <param name="Problems">Everything wrong with the objectives, in the order of the file.</param>
public sealed record ObjectivesFile(IReadOnlyList<ObjectivesDocument> Documents, IReadOnlyList<MonitorsFileProblem> Problems)
{
    /// <summary>The key of a model's objectives.</summary>
    public const string Key = "objectives";

    private static readonly string[] Keys = ["name", "kind", "target", "below_ms", "days", "burn_thresholds"];

    /// <summary>Reads a file.</summary>
    public static ObjectivesFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (Exception failure) when (failure is YamlException or InvalidOperationException or ArgumentException)
        {
            return new ObjectivesFile([], []); // the reader of monitors says what is wrong with the text
        }

        var (documents, problems) = (new List<ObjectivesDocument>(), new List<MonitorsFileProblem>());
        foreach (var map in stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>())
        {
            if (!map.Children.TryGetValue(new YamlScalarNode("model"), out var name) || name is not YamlScalarNode { Value: var word } || !ModelId.TryParse(word, out var model)) continue;
            if (!map.Children.TryGetValue(new YamlScalarNode(Key), out var list)) continue;
            if (list is YamlSequenceNode sequence) documents.Add(new ObjectivesDocument(model, Read(sequence, problems)));
            else problems.Add(MonitorsFile.At(list, Key, "expected a list of objectives"));
        }

        return new ObjectivesFile(documents, [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    private static List<Objective> Read(YamlSequenceNode list, List<MonitorsFileProblem> problems)
    {
        var before = problems.Count;
        var objectives = list.Children.Select((node, i) => Read(node, i, problems)).ToList();
        if (problems.Count > before) return objectives;
        foreach (var fault in ObjectiveRules.Check(objectives)) problems.Add(MonitorsFile.At(NodeOf(list, fault.Field), fault.Field, fault.Message));
        return objectives;
    }

    // Of objectives[2].target the value, or where it is missing the objective it is missing in.
    private static YamlNode NodeOf(YamlSequenceNode list, string field)
    {
        var (open, close) = (field.IndexOf('[', StringComparison.Ordinal), field.IndexOf(']', StringComparison.Ordinal));
        if (open < 0) return list;
        var node = list.Children[int.Parse(field.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture)];
        return node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(field[(close + 1)..].TrimStart('.').Split('.')[0]), out var value) ? value : node;
    }

    private static Objective Read(YamlNode node, int index, List<MonitorsFileProblem> problems)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{Key}[{index}]");
        var values = Values(node, at, Keys, problems);
        double? Number(string key)
        {
            if (!values.TryGetValue(key, out var value)) return null;
            if (value is YamlScalarNode { Value: var text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
            problems.Add(MonitorsFile.At(value, $"{at}.{key}", "expected a number"));
            return null;
        }

        foreach (var key in (string[])["name", "kind", "target"])
            if (node is YamlMappingNode && !values.ContainsKey(key)) problems.Add(MonitorsFile.At(node, at, $"the key '{key}' is missing"));
        var kind = ObjectiveKind.Latency;
        if (values.TryGetValue("kind", out var word) && !EnumWords.TryParse(word.ToString(), out kind)) problems.Add(MonitorsFile.At(word, $"{at}.kind", $"'{word}' is not known; allowed: {string.Join(", ", EnumWords.All<ObjectiveKind>())}"));
        var thresholds = values.TryGetValue("burn_thresholds", out var burn) ? Thresholds(burn, at + ".burn_thresholds", problems) : null;
        return new Objective(
            values.TryGetValue("name", out var name) && name is YamlScalarNode { Value: { } given } ? given : "", kind, Number("target") ?? 0, Number("below_ms"), (int)(Number("days") ?? Objective.UsualDays), thresholds);
    }

    private static BurnThresholds? Thresholds(YamlNode node, string at, List<MonitorsFileProblem> problems)
    {
        var byWindow = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (window, value) in Values(node, at, BurnThresholds.Windows, problems))
        {
            if (double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)) byWindow[window] = threshold;
            else problems.Add(MonitorsFile.At(value, $"{at}.{window}", "expected a number"));
        }

        return BurnThresholds.Of(byWindow);
    }

    private static Dictionary<string, YamlNode> Values(YamlNode node, string at, IReadOnlyList<string> keys, List<MonitorsFileProblem> problems)
    {
        var values = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not YamlMappingNode map)
        {
            problems.Add(MonitorsFile.At(node, at, $"expected the keys {string.Join(", ", keys)}"));
            return values;
        }

        foreach (var (key, value) in map.Children)
        {
            if (key is YamlScalarNode { Value: { } word } && keys.Contains(word, StringComparer.Ordinal)) values[word] = value;
            else problems.Add(MonitorsFile.At(key, at, $"unknown key '{key}'; allowed: {string.Join(", ", keys)}"));
        }

        return values;
    }
}

/// <summary>The objectives of one model in a file: all of them, as they replace those it had.</summary>
public sealed record ObjectivesDocument(ModelId Model, IReadOnlyList<Objective> Objectives);
