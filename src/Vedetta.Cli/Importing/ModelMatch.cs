using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Cli.Targets;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Importing;

/// <summary>Refuses rows that cannot belong to the model before anything is stored: an unknown model, or a file whose columns are all strange to it.</summary>
internal static class ModelMatch
{
    private const int NamesShown = 12;

    /// <summary>Checks the file against the models there are.</summary>
    /// <exception cref="UsageException">No such model, or none of its columns.</exception>
    public static async Task CheckAsync(IImportTarget target, ModelId model, IngestSource source, bool rows, CancellationToken cancel)
    {
        var models = await target.ModelsAsync(cancel);
        if (!models.TryGetValue(model.Value, out var known))
            throw new UsageException($"no model is named '{model}'{NearMatch.Question(model.Value, models.Keys)}{(rows ? " (--create makes it)" : "")}");
        if (!rows || known.Count == 0 || FileNames.Of(source) is not { Count: > 0 } names || names.Any(name => Knows(name, known, source.Mapping))) return;
        throw new UsageException($"{Path.GetFileName(source.Path)} has none of the columns of {model}: the file has {List(names)}, the model has {List(known)}");
    }

    private static bool Knows(string name, IReadOnlyList<string> known, ColumnMapping mapping) =>
        known.Contains(name) || name == mapping.Score || name == mapping.Prediction || name == mapping.Decision || name.StartsWith(mapping.ScorePrefix, StringComparison.Ordinal);

    private static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "");
}
