using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Targets;

/// <summary>A data directory that this process opens itself, with the same services a server has.</summary>
internal sealed class EngineTarget : IImportTarget
{
    private readonly VedettaEngine _engine;
    private readonly TimeProvider _clock;

    private EngineTarget(VedettaEngine engine, string directory, TimeProvider clock) => (_engine, Name, _clock) = (engine, directory, clock);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The services, by their interfaces.</summary>
    public IServiceProvider Services => _engine.Services;

    /// <summary>Opens a directory, made when it is missing.</summary>
    public static async Task<EngineTarget> OpenAsync(string directory, TimeProvider clock, CancellationToken cancel) =>
        new(await VedettaEngine.OpenAsync(new VedettaHostOptions { DataDirectory = directory, Clock = clock, Workers = false }, cancel), directory, clock);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ModelsAsync(CancellationToken cancel) =>
        (await Get<IModels>().ListAsync(cancel)).ToDictionary(m => m.Id.Value, m => (IReadOnlyList<string>)[.. m.Schema.Columns.Select(c => c.Name)], StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task PutModelAsync(ModelId model, ModelDescription description, CancellationToken cancel) =>
        await Get<IModels>().PutAsync(model, description, cancel);

    /// <inheritdoc/>
    public async Task<ImportCount> ReferenceAsync(ModelId model, string version, IngestSource source, IProgress<long> progress, CancellationToken cancel)
    {
        var answer = await Get<IIngestion>().IngestReferenceAsync(model, version, source, progress, cancel);
        return Count(answer.Answer) with { Accepted = answer.Info.Rows };
    }

    /// <inheritdoc/>
    public async Task<ImportCount> PredictionsAsync(ModelId model, IngestSource source, IProgress<long> progress, CancellationToken cancel) =>
        Count(await Get<IIngestion>().IngestPredictionsAsync(model, source, progress, cancel));

    /// <inheritdoc/>
    public async Task<ImportCount> OutcomesAsync(ModelId model, IngestSource source, IProgress<long> progress, CancellationToken cancel) =>
        Count(await Get<IIngestion>().IngestOutcomesAsync(model, source, progress, cancel));

    /// <inheritdoc/>
    public async Task SetTypesAsync(ModelId model, IReadOnlyDictionary<string, ColumnType> types, CancellationToken cancel)
    {
        var known = (await Get<IModels>().GetAsync(model, cancel)).Schema.Columns;
        foreach (var name in types.Keys)
            if (known.All(c => c.Name != name)) throw new UsageException($"--types: {model} has no column '{name}'");
        var columns = known.Select(c => types.TryGetValue(c.Name, out var type) ? c with { Type = type } : c).ToArray();
        if (!columns.SequenceEqual(known)) await Get<IModels>().ConfirmSchemaAsync(model, columns, cancel);
    }

    /// <inheritdoc/>
    public async Task SetWindowAsync(ModelId model, WindowSize window, CancellationToken cancel)
    {
        var definition = await Get<IModels>().GetAsync(model, cancel);
        var monitors = await Get<EvaluationService>().MonitorsAsync(definition, cancel);

        // A window somebody chose is an edit: the monitors no longer follow the program's defaults. Those of hours and
        // months watch silence and sparse models and keep their own.
        await Get<IMonitorStore>().SaveAsync([.. monitors.Where(m => m is { Managed: true, Window: WindowSize.Day }).Select(m => m with { Window = window, Managed = false })], cancel);
    }

    /// <inheritdoc/>
    public async Task<EvaluationSummary> EvaluateAsync(ModelId model, Window? span, CancellationToken cancel)
    {
        var answer = await Get<EvaluationService>().EvaluateAsync(model, span, _clock.GetUtcNow(), cancel);
        return new EvaluationSummary(answer.Changed.Count, answer.Incidents.Count);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Get<IIngestion>().FlushAsync(CancellationToken.None);
        await _engine.DisposeAsync();
    }

    private T Get<T>() where T : notnull => _engine.Services.GetRequiredService<T>();

    private static ImportCount Count(IngestAnswer answer) =>
        new(answer.Accepted, answer.Duplicates, answer.RejectedCount, [.. answer.Rejected.Concat(answer.Warnings).Take(100)]);
}
