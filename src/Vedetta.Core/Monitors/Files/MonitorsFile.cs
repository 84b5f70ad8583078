using Vedetta.Core.Business.Files;
using Vedetta.Core.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Monitors.Files;

/// <summary>
/// Reads monitors written as YAML: one document per model. Strict: unknown keys, wrong types, unknown words, repeated
/// names and thresholds the wrong way round are problems, and all of them are reported at once with their places.
/// </summary>
/// <param name="Documents">What could be read; complete only when there are no problems.</param>
/// <param name="Problems">Everything that is wrong, in the order of the file.</param>
public sealed record MonitorsFile(IReadOnlyList<MonitorsDocument> Documents, IReadOnlyList<MonitorsFileProblem> Problems)
{
    // What a document may hold without monitors.
    private static readonly string[] Others = [Experiments.Files.ExperimentsFile.Key, Objectives.ObjectivesFile.Key, "business"];

    private static readonly string[] Keys = ["model", "monitors", Experiments.Files.ExperimentsFile.Key, Objectives.ObjectivesFile.Key, .. BusinessNode.DocumentKeys];

    /// <summary>Reads a file.</summary>
    public static MonitorsFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new List<MonitorsFileProblem>();
        var documents = new List<MonitorsDocument>();
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException failure)
        {
            problems.Add(new MonitorsFileProblem(Math.Max(1, failure.Start.Line), Math.Max(1, failure.Start.Column), "", $"this is not YAML: {failure.Message}"));
            return new MonitorsFile([], problems);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // The reader loses its way in some damaged texts and says so by these, without a place.
            return new MonitorsFile([], [new MonitorsFileProblem(1, 1, "", $"this is not YAML: {failure.Message}")]);
        }

        if (stream.Documents.Count == 0) problems.Add(new MonitorsFileProblem(1, 1, "", "the file is empty; it needs 'model' and 'monitors'"));
        foreach (var document in stream.Documents)
            if (ReadDocument(document.RootNode, problems) is { } read) documents.Add(read);
        RejectRepeatedModels(documents, problems);
        return new MonitorsFile(documents, [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    /// <summary>Checks columns against what is known of the models; a model nobody knows is a problem.</summary>
    /// <param name="models">The definition of a model, or null.</param>
    /// <param name="columns">Names its monitors may use, outputs among them.</param>
    public IReadOnlyList<MonitorsFileProblem> CheckAgainst(Func<ModelId, ModelDefinition?> models, Func<ModelDefinition, IReadOnlyCollection<string>> columns)
    {
        var problems = new List<MonitorsFileProblem>();
        foreach (var document in Documents)
        {
            if (models(document.Model) is not { } model)
            {
                problems.Add(new MonitorsFileProblem(document.Line, 1, "model", $"no model is named '{document.Model}'"));
                continue;
            }

            var known = columns(model);
            foreach (var entry in document.Monitors)
                problems.AddRange(MonitorRules.AgainstModel(entry.Monitor, model, known).Select(fault => ProblemOf(entry, fault)));
        }

        return problems;
    }

    private static MonitorsFileProblem ProblemOf(MonitorEntry entry, FieldFault fault)
    {
        var (line, column) = entry.Places.TryGetValue(fault.Field, out var place) ? place : (entry.Line, 1);
        return new MonitorsFileProblem(line, column, $"{entry.Monitor.Name}.{fault.Field}", fault.Message);
    }

    private static MonitorsDocument? ReadDocument(YamlNode root, List<MonitorsFileProblem> problems)
    {
        if (root is not YamlMappingNode map)
        {
            problems.Add(At(root, "", "a document needs the keys 'model' and 'monitors'"));
            return null;
        }

        if (Routing.RoutingFile.Is(map)) return null; // its own reader reads it
        foreach (var (key, _) in map.Children)
            if (key is not YamlScalarNode { Value: { } name } || !Keys.Contains(name, StringComparer.Ordinal))
                problems.Add(At(key, "", $"unknown key '{key}'; allowed: {string.Join(", ", Keys)}"));
        var model = ReadModel(map, problems);
        var entries = new List<MonitorEntry>();
        var business = new BusinessNode(model ?? default, map, problems).Read();
        if (!map.Children.TryGetValue(new YamlScalarNode("monitors"), out var list))
        {
            // A document may hold nothing but experiments or objectives, which their own readers read, or business metrics.
            if (!Others.Any(key => map.Children.ContainsKey(new YamlScalarNode(key))))
                problems.Add(At(map, "", "the key 'monitors' is missing"));
        }
        else if (list is not YamlSequenceNode sequence)
            problems.Add(At(list, "monitors", "expected a list of monitors"));
        else
            foreach (var node in sequence.Children)
                if (new MonitorNode(model ?? default, node, problems).Read() is { } entry) entries.Add(entry);
        RejectRepeatedNames(entries, problems);
        return model is null ? null : new MonitorsDocument(model.Value, map.Start.Line, entries, business);
    }

    private static ModelId? ReadModel(YamlMappingNode map, List<MonitorsFileProblem> problems)
    {
        if (!map.Children.TryGetValue(new YamlScalarNode("model"), out var node))
        {
            problems.Add(At(map, "", "the key 'model' is missing"));
            return null;
        }

        if (node is YamlScalarNode { Value: var name } && ModelId.TryParse(name, out var id)) return id;
        problems.Add(At(node, "model", $"'{node}' is not a model name: {ModelId.Allowed}"));
        return null;
    }

    private static void RejectRepeatedNames(IReadOnlyList<MonitorEntry> entries, List<MonitorsFileProblem> problems)
    {
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (lines.TryAdd(entry.Monitor.Name, entry.Line)) continue;
            problems.Add(ProblemOf(entry, new FieldFault("name", $"the name is used before, on line {lines[entry.Monitor.Name]}")));
        }
    }

    private static void RejectRepeatedModels(IReadOnlyList<MonitorsDocument> documents, List<MonitorsFileProblem> problems)
    {
        foreach (var group in documents.GroupBy(document => document.Model).Where(group => group.Count() > 1))
            foreach (var again in group.Skip(1))
                problems.Add(new MonitorsFileProblem(again.Line, 1, "model", $"'{again.Model}' has a document before, on line {group.First().Line}; write its monitors together"));
    }

    internal static MonitorsFileProblem At(YamlNode node, string where, string message) => new(node.Start.Line, node.Start.Column, where, message);
}
