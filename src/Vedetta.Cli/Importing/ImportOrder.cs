using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Targets;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Importing;

/// <summary>What a file holds.</summary>
internal enum ImportSubject
{
    /// <summary>Logged predictions.</summary>
    Predictions,

    /// <summary>Facts that arrived later.</summary>
    Outcomes,

    /// <summary>The data a version is compared with.</summary>
    Reference,
}

/// <summary>One import: what, into which model, and what is to be done before and after.</summary>
/// <param name="Subject">What the file holds.</param>
/// <param name="Model">The model.</param>
/// <param name="Source">The file.</param>
/// <param name="Version">Version of a reference.</param>
/// <param name="Description">The model's description to put first; null for none.</param>
/// <param name="Window">Window of the managed monitors; null leaves it.</param>
/// <param name="Types">Types of columns that were told.</param>
internal sealed record ImportOrder(
    ImportSubject Subject, ModelId Model, IngestSource Source, string Version, ModelDescription? Description, WindowSize? Window, IReadOnlyDictionary<string, ColumnType> Types)
{
    /// <summary>Does it.</summary>
    public async Task<ImportSummary> RunAsync(IImportTarget target, Terminal terminal, CancellationToken cancel)
    {
        var started = terminal.Clock.GetTimestamp();
        if (Description is null && !Source.CreateModel) await ModelMatch.CheckAsync(target, Model, Source, rows: Subject != ImportSubject.Outcomes, cancel);
        if (Description is { } description) await target.PutModelAsync(Model, WithTypes(description), cancel);
        ImportCount count;
        using (var progress = new ProgressLine(terminal, $"{Subject.ToString().ToLowerInvariant()} -> {Model}"))
        {
            count = Subject switch
            {
                ImportSubject.Reference => await target.ReferenceAsync(Model, Version, Source, progress, cancel),
                ImportSubject.Predictions => await target.PredictionsAsync(Model, Source, progress, cancel),
                _ => await target.OutcomesAsync(Model, Source, progress, cancel),
            };
        }

        // Without a description the types were inferred with the rows, and are set right before anything is judged.
        if (Description is null && Types.Count > 0) await target.SetTypesAsync(Model, Types, cancel);
        if (Window is { } window) await target.SetWindowAsync(Model, window, cancel);
        var evaluation = Subject != ImportSubject.Reference ? await EvaluateAsync(target, terminal, cancel) : null;
        return new ImportSummary(Subject, Model, target.Name, count, evaluation, terminal.Clock.GetElapsedTime(started));
    }

    private async Task<EvaluationSummary> EvaluateAsync(IImportTarget target, Terminal terminal, CancellationToken cancel)
    {
        using var progress = new ProgressLine(terminal, "running the monitors");
        progress.Report(0);
        return await target.EvaluateAsync(Model, span: null, cancel);
    }

    private ModelDescription WithTypes(ModelDescription description) => description.Columns is null || Types.Count == 0
        ? description
        : description with { Columns = [.. description.Columns.Select(c => Types.TryGetValue(c.Name, out var type) ? c with { Type = type } : c)] };
}

/// <summary>What an import did.</summary>
internal sealed record ImportSummary(ImportSubject Subject, ModelId Model, string Target, ImportCount Count, EvaluationSummary? Evaluation, TimeSpan Took);
