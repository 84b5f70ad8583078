using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Targets;

/// <summary>Where rows are brought: a running server, or a data directory that this process opens itself.</summary>
internal interface IImportTarget : IAsyncDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Every model with the names of its columns.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ModelsAsync(CancellationToken cancel);

    /// <summary>Makes or replaces a model.</summary>
    Task PutModelAsync(ModelId model, ModelDescription description, CancellationToken cancel);

    /// <summary>Takes the reference of a version in.</summary>
    Task<ImportCount> ReferenceAsync(ModelId model, string version, IngestSource source, IProgress<long> progress, CancellationToken cancel);

    /// <summary>Takes predictions in.</summary>
    Task<ImportCount> PredictionsAsync(ModelId model, IngestSource source, IProgress<long> progress, CancellationToken cancel);

    /// <summary>Takes outcomes in.</summary>
    Task<ImportCount> OutcomesAsync(ModelId model, IngestSource source, IProgress<long> progress, CancellationToken cancel);

    /// <summary>Gives columns of a known model other types; profiles of those columns are made again from rows.</summary>
    Task SetTypesAsync(ModelId model, IReadOnlyDictionary<string, ColumnType> types, CancellationToken cancel);

    /// <summary>Sets the window of the monitors the model got by itself.</summary>
    Task SetWindowAsync(ModelId model, WindowSize window, CancellationToken cancel);

    /// <summary>Runs the monitors over a span; null for everything stored. Says in a few words what they found.</summary>
    Task<EvaluationSummary> EvaluateAsync(ModelId model, Window? span, CancellationToken cancel);
}

/// <summary>What became of imported rows.</summary>
/// <param name="Accepted">Stored.</param>
/// <param name="Duplicates">Known before.</param>
/// <param name="Rejected">Not stored.</param>
/// <param name="Reasons">Why rows were not stored or were odd: code, field, message, and one place.</param>
internal sealed record ImportCount(long Accepted, long Duplicates, long Rejected, IReadOnlyList<RowIssue> Reasons)
{
    /// <summary>Nothing.</summary>
    public static ImportCount None { get; } = new(0, 0, 0, []);

    /// <summary>Both together.</summary>
    public ImportCount Plus(ImportCount other) => new(
        Accepted + other.Accepted, Duplicates + other.Duplicates, Rejected + other.Rejected, [.. Reasons.Concat(other.Reasons).Take(100)]);
}

/// <summary>What monitors said over a span.</summary>
/// <param name="Points">Readings made or changed.</param>
/// <param name="Incidents">Incidents opened or changed.</param>
internal sealed record EvaluationSummary(long Points, long Incidents);
