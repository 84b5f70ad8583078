using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Readings;

/// <summary>Answers every aggregate question from profiles and stored points. Thread-safe.</summary>
public sealed class ReadingService(
    IModelStore models, IMonitorStore monitors, IIncidentStore incidents, IProfileReader profiles, IEventStore events,
    EvaluationOptions options, TimeProvider time) : IReadings
{
    private readonly DriftReader _drift = new(monitors, profiles, new RowSampler(models, events), options);
    private readonly QualityReader _quality = new(profiles, events);
    private readonly DistributionReader _distribution = new(profiles, options);
    private readonly StatusReader _status = new(monitors, incidents, options);
    private readonly TrafficReader _traffic = new(profiles);
    private FleetBoard? _fleet;

    private FleetBoard Fleet => LazyInitializer.EnsureInitialized(ref _fleet, () => new FleetBoard(models, incidents, RowAsync, time));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FleetRow>> FleetAsync(CancellationToken cancel) => Fleet.ReadAsync(cancel);

    /// <summary>Reads the rows of the fleet again in the background, so that <see cref="FleetAsync"/> finds them ready. Call it at least once a minute, or never.</summary>
    public ValueTask RefreshFleetAsync(CancellationToken cancel) => Fleet.RefreshAsync(cancel);

    private async ValueTask<FleetQuality?> QualityAsync(ModelDefinition model, RowSummary summary, CancellationToken cancel) =>
        summary.LastEvent is { } last ? await FleetQuality.ReadAsync(model, await monitors.ListAsync(model.Id, cancel), last, monitors, cancel) : null;

    /// <inheritdoc/>
    public async ValueTask<ModelStatus> StatusAsync(ModelId model, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        var (status, _, _) = await _status.ReadAsync(definition, await events.SummaryAsync(model, cancel), time.GetUtcNow(), cancel);
        return status;
    }

    /// <inheritdoc/>
    public async ValueTask<DriftAnswer> DriftAsync(ModelId model, DriftQuestion question, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        return await _drift.ReadAsync(definition, question, await SpanAsync(definition, question.Series, cancel), time.GetUtcNow(), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<QualityAnswer> QualityAsync(ModelId model, SeriesQuestion question, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        return await _quality.ReadAsync(definition, question, await SpanAsync(definition, question, cancel), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<DistributionAnswer> DistributionAsync(ModelId model, DistributionQuestion question, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        var data = await SpanAsync(definition, new SeriesQuestion(question.Span), cancel);
        return await _distribution.ReadAsync(definition, question, data, time.GetUtcNow(), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<CorrelationAnswer> CorrelationsAsync(ModelId model, SeriesQuestion question, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        return await new CorrelationReader(profiles).ReadAsync(definition, question, await SpanAsync(definition, question, cancel), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<TrafficAnswer> TrafficAsync(ModelId model, SeriesQuestion question, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        return await new ServiceReader(profiles, events, options).ReadAsync(definition, question, await SpanAsync(definition, question, cancel), time.GetUtcNow(), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SegmentChoice>> SegmentsAsync(ModelId model, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        return await SegmentReader.ReadAsync(profiles, definition, await events.SummaryAsync(model, cancel), cancel);
    }

    private async ValueTask<FleetRow> RowAsync(ModelDefinition model, DateTimeOffset now, CancellationToken cancel)
    {
        var summary = await events.SummaryAsync(model.Id, cancel);
        var (status, worst, open) = await _status.ReadAsync(model, summary, now, cancel);
        var traffic = await _traffic.ReadAsync(model, summary, now, cancel);
        var (day, decisions) = await new FleetServiceReader(profiles, events).ReadAsync(model, summary, now, cancel);
        return new FleetRow(model, traffic.LiveVersion, status, traffic.Rows, traffic.Usual, traffic.LastHour, worst, open, await QualityAsync(model, summary, cancel), summary.LastEvent, day, decisions);
    }

    private async ValueTask<ModelDefinition> GetAsync(ModelId model, CancellationToken cancel) =>
        await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);

    // What is asked, clipped to what there is: a question from 1970 to 9999 costs no more than the data.
    private async ValueTask<ReadingSpan> SpanAsync(ModelDefinition model, SeriesQuestion question, CancellationToken cancel)
    {
        if (question.Span is { } asked && asked.To <= asked.From) throw new QuestionException("to", "'to' must lie after 'from'");
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (summary.FirstEvent is not { } first || summary.LastEvent is not { } last) return new ReadingSpan(null, DateTimeOffset.MinValue);
        var zone = model.Zone;
        var data = new Window(WindowCalendar.At(first, WindowSize.Hour, zone).From, WindowCalendar.At(last, WindowSize.Hour, zone).To);
        if (question.Span is not { } span) return new ReadingSpan(data, data.From);
        var from = span.From > data.From ? WindowCalendar.At(span.From, WindowSize.Hour, zone).From : data.From;
        var to = span.To < data.To ? WindowCalendar.At(span.To.AddTicks(-1), WindowSize.Hour, zone).To : data.To;
        return new ReadingSpan(to > from ? new Window(from, to) : null, data.From);
    }
}

/// <summary>The span of a question, in whole hours, clipped to the data.</summary>
/// <param name="Span">Null when no rows lie in it.</param>
/// <param name="FirstEvent">Hour of the model's first row.</param>
internal readonly record struct ReadingSpan(Window? Span, DateTimeOffset FirstEvent);
