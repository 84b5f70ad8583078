using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Experiments.Files;

/// <summary>
/// Reads the experiments of a file of monitors: the key <c>experiments</c> of a model's document. Faults of the document
/// itself are told by <see cref="MonitorsFile"/>, which reads the same text.
/// </summary>
/// <param name="Documents">What could be read; complete only when there are no problems.</param>
/// <param name="Problems">Everything wrong with the experiments, in the order of the file.</param>
public sealed record ExperimentsFile(IReadOnlyList<ExperimentsDocument> Documents, IReadOnlyList<MonitorsFileProblem> Problems)
{
    /// <summary>The key of a model's experiments.</summary>
    public const string Key = "experiments";

    /// <summary>Reads a file.</summary>
    public static ExperimentsFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (Exception failure) when (failure is YamlException or InvalidOperationException or ArgumentException)
        {
            return new ExperimentsFile([], []); // the reader of monitors says what is wrong with the text
        }

        var problems = new List<MonitorsFileProblem>();
        var documents = new List<ExperimentsDocument>();
        foreach (var map in stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>())
        {
            if (!map.Children.TryGetValue(new YamlScalarNode("model"), out var name) || name is not YamlScalarNode { Value: var word } || !ModelId.TryParse(word, out var model)) continue;
            if (!map.Children.TryGetValue(new YamlScalarNode(Key), out var list)) continue;
            if (list is not YamlSequenceNode sequence)
            {
                problems.Add(MonitorsFile.At(list, Key, "expected a list of experiments"));
                continue;
            }

            var entries = sequence.Children.Select(node => new ExperimentNode(model, node, problems).Read()).OfType<ExperimentEntry>().ToList();
            foreach (var again in entries.GroupBy(e => e.Experiment.Name, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
                problems.Add(again.ProblemOf(new FieldFault("name", "the name is used before")));
            documents.Add(new ExperimentsDocument(model, entries));
        }

        return new ExperimentsFile(documents, [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }
}

/// <summary>Experiments of one model in a file.</summary>
public sealed record ExperimentsDocument(ModelId Model, IReadOnlyList<ExperimentEntry> Experiments);

/// <summary>An experiment and where its parts stand.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Line">Line it begins on.</param>
/// <param name="Places">Line and column of each key's value.</param>
public sealed record ExperimentEntry(ExperimentDefinition Experiment, long Line, IReadOnlyDictionary<string, (long Line, long Column)> Places)
{
    /// <summary>A fault at its place.</summary>
    public MonitorsFileProblem ProblemOf(FieldFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var field = fault.Field.Split('.', '[')[0];
        var (line, column) = Places.TryGetValue(field, out var place) ? place : (Line, 1);
        return new MonitorsFileProblem(line, column, $"{Experiment.Name}.{fault.Field}", fault.Message);
    }
}
