using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.Demo.Credit;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Business;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Objectives;
using Vedetta.Core.Storage;

namespace Vedetta.Cli.Demo;

/// <summary>Brings the history of the demo world into stores: references, ninety days of rows, labels, and what monitors say of them.</summary>
internal sealed class DemoLoader(IServiceProvider services, DemoCalendar calendar, IProgress<long> progress)
{
    private const int HoursPerPart = 24 * 10;

    /// <summary>Labels of the history that come later than this after its end are not kept waiting: nobody watches a demo that long.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(45);

    private readonly IModels _models = services.GetRequiredService<IModels>();
    private readonly IIngestion _ingestion = services.GetRequiredService<IIngestion>();
    private readonly EvaluationService _evaluation = services.GetRequiredService<EvaluationService>();
    private readonly BusinessService _business = services.GetRequiredService<BusinessService>();
    private readonly MonitorService _monitors = services.GetRequiredService<MonitorService>();
    private readonly ObjectiveService _objectives = services.GetRequiredService<ObjectiveService>();
    private long _rows;

    /// <summary>Labels that become known after the history.</summary>
    public DemoFuture Future { get; } = new();

    /// <summary>Predictions brought in.</summary>
    public long Rows => _rows;

    /// <summary>Brings in every model, the one with the story first, and evaluates those that are in, on every core, while the next are written.</summary>
    public async Task LoadAsync(IReadOnlyList<IDemoModel> models, CancellationToken cancel)
    {
        using var cores = new SemaphoreSlim(Environment.ProcessorCount);
        var evaluations = new List<Task>();
        foreach (var model in models)
        {
            await LoadAsync(model, cancel);
            evaluations.Add(Task.Run(() => EvaluateAsync(model, cores, cancel), cancel));
        }

        await Task.WhenAll(evaluations);
        await DemoDuty.SetUpAsync(services, cancel);
        await _ingestion.FlushAsync(cancel);
    }

    private async Task EvaluateAsync(IDemoModel model, SemaphoreSlim cores, CancellationToken cancel)
    {
        await cores.WaitAsync(cancel);
        try
        {
            await EvaluateAsync(model, cancel);
        }
        finally
        {
            cores.Release();
        }
    }

    private async Task EvaluateAsync(IDemoModel model, CancellationToken cancel)
    {
        if (CreditBusiness.PlanOf(model.Definition) is { } plan)
        {
            await _business.PutPlanAsync(plan, "demo", cancel);
            await _monitors.CreateAsync(CreditBusiness.Monitor(model.Definition.Id), cancel);
        }

        if (DemoDuty.ObjectivesOf(model.Definition) is { Count: > 0 } objectives) await _objectives.PutAsync(model.Definition.Id, objectives, cancel);

        // A feed that stopped is seen as silent in the hours after an evaluation, so this one had an evaluation before.
        if (model.Silence is not null) await _evaluation.EvaluateAsync(model.Definition.Id, span: null, calendar.Now.AddHours(-3), cancel);
        await _evaluation.EvaluateAsync(model.Definition.Id, span: null, calendar.Now, cancel);
        await _business.RefreshAsync(model.Definition.Id, calendar.Now, cancel);
    }

    private async Task LoadAsync(IDemoModel model, CancellationToken cancel)
    {
        var definition = model.Definition;
        await _models.PutAsync(definition.Id, DemoDescription.Of(definition), cancel);
        var reference = DemoCsv.Reference(model);
        await _ingestion.IngestReferenceAsync(definition.Id, model.ReferenceVersion, new IngestSource(reference, IngestFormat.Csv) { Backfill = true }, progress: null, cancel);

        // As their rules were fixed before their first rows: the store takes the moment they carry.
        if (model.Experiments.Count > 0) await services.GetRequiredService<IExperimentStore>().SaveAsync(model.Experiments, cancel);

        // The last hour that has rows comes as live traffic: silence is judged only of feeds that have once been live.
        var lastHour = calendar.HourOf(model.Silence ?? calendar.Now);

        // One part is stored while the next is simulated; two sets of buffers are enough for that.
        DemoRows[] buffers = [Buffers(model), Buffers(model)];
        var writing = Task.Run(() => Write(model, 0, Math.Min(HoursPerPart, lastHour), buffers[0]), cancel);
        for (var part = 0; part * HoursPerPart < lastHour; part++)
        {
            var rows = await writing;
            var next = part + 1;
            writing = Task.Run(() => Write(model, next * HoursPerPart, Math.Min((next + 1) * HoursPerPart, lastHour), buffers[next % 2]), cancel);
            await StoreAsync(definition.Id, rows, backfill: true, cancel);
        }

        await writing;
        var latest = Write(model, lastHour, lastHour + 1, buffers[0]);
        await StoreAsync(definition.Id, latest, backfill: false, cancel);
        if (model is not ApplicationScoring) return;
        await _ingestion.IngestPredictionsAsync(definition.Id, DemoFaults.Rejected(calendar.Now), progress: null, cancel);
        await DemoFaults.RepeatAsync(_ingestion, definition.Id, latest.Batch, cancel);
    }

    private DemoRows Write(IDemoModel model, int from, int to, DemoRows rows)
    {
        rows.Clear();
        for (var hour = from; hour < to; hour++) model.WriteHour(calendar.Hour(hour), rows);
        return rows;
    }

    private async Task StoreAsync(ModelId model, DemoRows rows, bool backfill, CancellationToken cancel)
    {
        var known = new OutcomeBatch();
        foreach (var outcome in rows.Outcomes)
        {
            if (outcome.At <= calendar.Now) DemoOutcomes.Add(known, outcome);
            else if (outcome.At <= calendar.Now + Horizon) Future.Add(model, outcome);
        }

        await _ingestion.IngestAsync(model, rows.Batch, known, backfill, cancel);
        progress.Report(_rows += rows.Batch.Count);
    }

    private DemoRows Buffers(IDemoModel model) => new(model.Columns) { Span = (DateTimeOffset.MinValue, calendar.Now) };
}
