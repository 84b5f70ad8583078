using Microsoft.Extensions.Logging;
using Vedetta.Core.Ingestion.Commit;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Core.Ingestion.Inference;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Ingestion.Reading;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Ingestion;

/// <inheritdoc cref="IIngestion"/>
/// <remarks>Call <see cref="StartAsync"/> once before anything else; it finds uncounted rows again.</remarks>
public sealed partial class IngestionService : IIngestion, IAsyncDisposable
{
    private readonly ModelRegistry _registry;
    private readonly IEventStore _events;
    private readonly ProfileBook _book;
    private readonly ITabularFileReader? _tabular;
    private readonly IngestionOptions _options;
    private readonly TimeProvider _time;
    private readonly CommitQueue _queue;
    private readonly CommitWriter _writer;
    private readonly KnownOutcomes _outcomes;
    private readonly SchemaGrowth _growth;
    private readonly Upkeep _upkeep;
    private Task? _writing;

    // Without this a gzip body that was cut off reads as a shorter whole one.
    static IngestionService() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Makes the service; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="registry">The models.</param>
    /// <param name="events">The rows.</param>
    /// <param name="quarantine">Where rejected rows are kept.</param>
    /// <param name="book">The profiles.</param>
    /// <param name="tabular">Reader of Parquet; null where there is none.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where failures are told.</param>
    public IngestionService(
        ModelRegistry registry,
        IEventStore events,
        IQuarantineStore quarantine,
        ProfileBook book,
        ITabularFileReader? tabular,
        IngestionOptions options,
        TimeProvider time,
        ILogger<IngestionService> log)
    {
        (_registry, _events, _book, _tabular, _options, _time) = (registry, events, book, tabular, options, time);
        _queue = new CommitQueue(options);
        _outcomes = new KnownOutcomes(events);
        _writer = new CommitWriter(_queue, events, quarantine, registry, book, _outcomes, options, log);
        _growth = new SchemaGrowth(registry);
        _upkeep = new Upkeep(book, options, time, log);
        registry.Changed = book.Edited;
    }

    /// <summary>Rows waiting for the writer.</summary>
    public long QueuedRows => _queue.Rows;

    /// <summary>Memory of the filters of known outcomes, in bytes.</summary>
    public long KnownOutcomeBytes => _outcomes.Bytes;

    /// <summary>Finds known outcomes and rows that no profile holds yet, then begins to write.</summary>
    public async ValueTask StartAsync(CancellationToken cancel)
    {
        if (_writing is not null) throw new InvalidOperationException("ingestion has already started");
        foreach (var definition in await _registry.ListAsync(cancel))
        {
            await foreach (var batch in _events.ScanOutcomesAsync(definition.Id, 0, cancel)) _outcomes.Add(definition.Id, batch);
            if (await _registry.FindAsync(definition.Id, cancel) is { } state) await _book.GetAsync(state, cancel);
        }

        _book.Exclusive = AloneAsync;
        _writing = Task.Run(() => _writer.RunAsync(CancellationToken.None), CancellationToken.None);
        _upkeep.Start();
    }

    /// <inheritdoc/>
    public async ValueTask<IngestAnswer> IngestPredictionsAsync(ModelId model, IngestSource source, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var opener = new SourceOpener(source, _tabular, _options);
        var (state, now) = (await FindAsync(model, source, cancel), _time.GetUtcNow());
        if (source.Format == IngestFormat.Parquet) await opener.SpoolAsync(cancel);
        if (state is not { Definition.Schema.Confirmed: true } && opener.Repeatable) state = await ScoutAsync(model, state, source, opener, reference: false, now, cancel);
        var issues = new IssueLog(model, now);
        var writer = new PredictionWriter(state?.Binding ?? Unknown(model), Parse(source, state, now, reference: false), issues);
        var sink = new PredictionSink(writer, source.Mapping);
        await using var reader = await opener.OpenAsync(ZoneOf(state), cancel);
        var answer = new AnswerSum(issues);
        var (more, first) = (true, true);
        while (more)
        {
            sink.Clear();
            more = await reader.ReadAsync(sink, ChunkRows(source), cancel);
            if (more && source.Format == IngestFormat.Json) throw TooManyWhole();
            if (writer.Seen == 0) break;
            if (state is null && writer.Batch.Count == 0 && !more) break;
            state ??= await _growth.CreateAsync(model, writer, cancel);
            state = await _growth.SettleAsync(state, writer, cancel);
            writer.Complete();
            var pending = new PendingCommit(state, now, issues)
            {
                Rows = writer.Batch,
                Index = writer.Index,
                Outcomes = writer.Outcomes,
                RefusedAt = writer.RefusedAt,
                Backfill = source.Backfill,
                Bytes = BatchCopy.SizeOf(writer.Batch),
            };
            answer.Ids.AddRange(writer.MadeIds.Take(PredictionWriter.IdsAnswered - answer.Ids.Count));
            answer.Add(await _queue.EnqueueAsync(pending, source.Backfill || !first, cancel));
            first = false;
            progress?.Report(answer.Accepted);
        }

        return answer.Finish();
    }

    /// <inheritdoc/>
    public async ValueTask<IngestAnswer> IngestOutcomesAsync(ModelId model, IngestSource source, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var opener = new SourceOpener(source, _tabular, _options);
        var state = await _registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var now = _time.GetUtcNow();
        var issues = new IssueLog(model, now);
        var writer = new OutcomeWriter(Parse(source, state, now, reference: false), issues, new OutcomeRules(state));
        var sink = new OutcomeSink(writer, source.Mapping);
        await using var reader = await opener.OpenAsync(state.Zone, cancel);
        var answer = new AnswerSum(issues);
        var (more, first) = (true, true);
        while (more)
        {
            sink.Clear();
            var refused = issues.RejectedCount;
            more = await reader.ReadAsync(sink, ChunkRows(source), cancel);
            if (more && source.Format == IngestFormat.Json) throw TooManyWhole();
            if (writer.Seen == 0) break;
            state = await KnowOutcomesAsync(state, writer.Batch, cancel);
            writer.Rules = new OutcomeRules(state);
            var pending = new PendingCommit(state, now, issues)
            {
                Outcomes = writer.Batch,
                RefusedAt = new Dictionary<long, long> { [EventTime.Micros(now)] = issues.RejectedCount - refused },
                Backfill = source.Backfill,
                Bytes = 100L * writer.Batch.Count,
            };
            answer.AddOutcomes(await _queue.EnqueueAsync(pending, source.Backfill || !first, cancel));
            first = false;
            progress?.Report(answer.Accepted);
        }

        return answer.Finish();
    }

    /// <inheritdoc/>
    public async ValueTask<IngestAnswer> IngestAsync(ModelId model, PredictionBatch rows, OutcomeBatch? outcomes, bool backfill, CancellationToken cancel)
    {
        var state = await _registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var now = _time.GetUtcNow();
        (state, var batch, var made) = await _growth.HomeAsync(state, rows, now, _options.NewId, cancel);
        if (outcomes is { Count: > 0 })
        {
            FillIn(outcomes, now);
            state = await KnowOutcomesAsync(state, outcomes, cancel);
        }

        var issues = new IssueLog(model, now);
        var answer = new AnswerSum(issues);
        answer.Ids.AddRange(made);
        var pending = new PendingCommit(state, now, issues) { Rows = batch, Outcomes = outcomes, Backfill = backfill, Bytes = BatchCopy.SizeOf(batch) };
        answer.Add(await _queue.EnqueueAsync(pending, backfill, cancel));
        return answer.Finish();
    }

    private static void FillIn(OutcomeBatch outcomes, DateTimeOffset now)
    {
        for (var row = outcomes.IdHash.Count; row < outcomes.Count; row++) outcomes.IdHash.Add(XxHash64.Of(outcomes.Id.Utf8(row)));
        while (outcomes.ReceivedAt.Count < outcomes.Count) outcomes.ReceivedAt.Add(EventTime.Micros(now));
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancel)
    {
        await _book.TidyAsync(cancel);
        await _book.FlushAsync(cancel);
    }

    /// <summary>Deletes a model with everything it has.</summary>
    internal async ValueTask DeleteModelAsync(ModelId model, CancellationToken cancel)
    {
        await _registry.DeleteAsync(model, cancel);
        await AloneAsync(
            async stop =>
            {
                await _events.DeleteAsync(model, before: null, stop);
                await _book.DeleteAsync(model, stop);
                _outcomes.Forget(model, before: null);
            },
            cancel);
    }

    /// <summary>
    /// Deletes rows whose event time lies before the day of a moment in the model's zone, their outcomes and their profiles, so that
    /// profiles still equal the rows. Returns how many rows.
    /// </summary>
    /// <exception cref="UnknownModelException">The model is not known.</exception>
    public async ValueTask<long> RetainAsync(ModelId model, DateTimeOffset before, CancellationToken cancel)
    {
        var state = await _registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var day = WindowCalendar.At(before, WindowSize.Day, state.Zone).From;
        await _book.GetAsync(state, cancel);
        long? deleted = null;
        while (deleted is null)
        {
            await _book.TidyAsync(cancel);
            await AloneAsync(
                async stop =>
                {
                    if (!await _book.TryFlushAsync(model, stop)) return;
                    deleted = await _events.DeleteAsync(model, day, stop);
                    await _book.ForgetAsync(state, day, stop);
                },
                cancel);
        }

        return deleted.Value;
    }

    /// <summary>Runs work between two transactions: while it runs, nothing is committed and requests wait.</summary>
    public ValueTask PauseAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancel) => AloneAsync(work, cancel);

    /// <summary>Stores what waits, flushes and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        if (_writing is not null)
        {
            await _writing;
            _writing = null;
            _book.Exclusive = (work, cancel) => work(cancel);
            await _upkeep.DisposeAsync();
            await _book.FlushAsync(CancellationToken.None);
        }
    }

    private async ValueTask AloneAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancel)
    {
        var pending = new PendingCommit(null!, default, null!) { Exclusive = work };
        await _queue.EnqueueAsync(pending, wait: true, cancel);
    }

    private async ValueTask<ModelState?> FindAsync(ModelId model, IngestSource source, CancellationToken cancel)
    {
        if (await _registry.FindAsync(model, cancel) is { } state) return state;
        if (!source.CreateModel) throw new UnknownModelException(model);
        if (!ModelId.TryParse(model.Value, out _)) throw new ModelValidationException([new("model", $"a name has {ModelId.Allowed}")]);
        return null;
    }

    /// <summary>Reads the whole source once for the types of its columns and, for a new model, its task.</summary>
    private async ValueTask<ModelState?> ScoutAsync(
        ModelId model, ModelState? state, IngestSource source, SourceOpener opener, bool reference, DateTimeOffset now, CancellationToken cancel)
    {
        var issues = new IssueLog(model, now);
        var writer = new PredictionWriter(state?.Binding ?? Unknown(model), Parse(source, state, now, reference), issues);
        var sink = new PredictionSink(writer, source.Mapping);
        await using var reader = await opener.OpenAsync(ZoneOf(state), cancel);
        for (var more = true; more;)
        {
            sink.Clear();
            more = await reader.ReadAsync(sink, _options.ChunkRows, cancel);
            issues.TakeQuarantine();
        }

        sink.Clear();
        if (writer.Seen == issues.RejectedCount) return state;
        state ??= await _growth.CreateAsync(model, writer, cancel);
        return await _growth.SettleAsync(state, writer, cancel);
    }

    private async ValueTask<ModelState> KnowOutcomesAsync(ModelState state, OutcomeBatch batch, CancellationToken cancel)
    {
        var unknown = batch.Outcome.Dictionary.Where(n => !state.Definition.Outcomes.Any(o => o.Name == n)).ToList();
        if (unknown.Count == 0) return state;
        var edited = await _registry.EditAsync(
            state.Id,
            before => before is null ? null : before.Definition with
            {
                Outcomes = [.. before.Definition.Outcomes, .. unknown
                    .Where(n => !before.Definition.Outcomes.Any(o => o.Name == n))
                    .Select(n => new OutcomeDefinition(n, OutcomeKinds.Of(batch, n), Maturity: null, ProxyOf: null))],
            },
            [],
            cancel);
        return edited ?? throw new UnknownModelException(state.Id);
    }

    private ParseOptions Parse(IngestSource source, ModelState? state, DateTimeOffset now, bool reference) => new(
        now, source.Format is IngestFormat.Csv or IngestFormat.Parquet ? ZoneOf(state) : null, reference, _options.NewId);

    private int ChunkRows(IngestSource source) => source.Format == IngestFormat.Json ? _options.WholeRows : _options.ChunkRows;

    private IngestTooLargeException TooManyWhole() =>
        new($"one JSON body holds at most {_options.WholeRows} rows, because it is stored as a whole; send NDJSON (application/x-ndjson), which has no limit");

    private static TimeZoneInfo ZoneOf(ModelState? state) => state?.Zone ?? TimeZoneInfo.Utc;

    private static ModelBinding Unknown(ModelId model) => new(model, Task: null, ModelSchema.Empty, [], TimeZoneInfo.Utc, Score: null);
}
