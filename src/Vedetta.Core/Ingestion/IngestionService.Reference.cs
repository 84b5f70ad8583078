using Vedetta.Core.Ingestion.Commit;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Ingestion.Reading;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Ingestion;

/// <content>References: stored in one transaction, the schema confirmed, then profiled.</content>
public sealed partial class IngestionService
{
    // Up to so many rows an upload waits for the profiles it changes; beyond, they follow in the background.
    private const long RowsToWaitFor = 500_000;

    /// <inheritdoc/>
    public async ValueTask<ReferenceAnswer> IngestReferenceAsync(ModelId model, string version, IngestSource source, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var opener = new SourceOpener(source, _tabular, _options);
        var (state, now) = (await FindAsync(model, source, cancel), _time.GetUtcNow());
        await opener.SpoolAsync(cancel);
        state = await ScoutAsync(model, state, source, opener, reference: true, now, cancel);
        var issues = new IssueLog(model, now);
        var read = state is null ? null : await ReadReferenceAsync(state, source, opener, issues, now, progress, cancel);
        if (read is null || read.Rows == 0) throw Empty(issues);

        state = await _growth.ConfirmAsync(state!.Id, cancel);
        var info = new ReferenceInfo(read.Rows, now, read.From, read.To, read.Labelled);
        var answer = new AnswerSum(issues);
        if (await SameIsStoredAsync(state, version, read, cancel))
        {
            answer.Add(new CommitResult(0, read.Rows, 0, 0, 0));
            if (state.FindVersion(version)?.Reference is { } known) return new ReferenceAnswer(state.Definition, version, known, answer.Finish());
        }
        else
        {
            var pending = new PendingCommit(state, now, issues) { References = read.Batches, ReferenceVersion = version, Backfill = true };
            answer.Add(await _queue.EnqueueAsync(pending, wait: true, cancel));
        }

        state = await _registry.SaveVersionAsync(model, version, v => v with { Reference = info }, cancel);
        await _book.WantRebuildAsync(state, $"version '{version}' got a reference", cancel);
        if ((await _events.SummaryAsync(model, cancel)).Rows <= RowsToWaitFor) await _book.TidyAsync(cancel);
        return new ReferenceAnswer(state.Definition, version, info, answer.Finish());
    }

    private async ValueTask<ReferenceRows> ReadReferenceAsync(
        ModelState state, IngestSource source, SourceOpener opener, IssueLog issues, DateTimeOffset now, IProgress<long>? progress, CancellationToken cancel)
    {
        var writer = new PredictionWriter(state.Binding, Parse(source, state, now, reference: true), issues);
        var sink = new PredictionSink(writer, source.Mapping);
        await using var reader = await opener.OpenAsync(state.Zone, cancel);
        var read = new ReferenceRows();
        for (var more = true; more;)
        {
            sink.Clear();
            more = await reader.ReadAsync(sink, _options.ChunkRows, cancel);
            await _growth.SettleAsync(state, writer, cancel);
            writer.Complete();
            if (writer.Batch.Count > 0) read.Add(writer);
            progress?.Report(read.Rows);
            if (read.Rows > _options.ReferenceRows)
                throw new IngestTooLargeException($"a reference holds at most {_options.ReferenceRows} rows; send a sample of them");
        }

        read.Labelled = writer.Labelled;
        return read;
    }

    /// <summary>Whether these very rows are the reference already; other rows are a conflict.</summary>
    private async ValueTask<bool> SameIsStoredAsync(ModelState state, string version, ReferenceRows read, CancellationToken cancel)
    {
        var (rows, sum) = (0L, 0UL);
        await foreach (var batch in _events.ScanAsync(state.Id, new RowScan(Reference: version, Columns: []), cancel))
        {
            rows += batch.Count;
            foreach (var hash in batch.RowHash) sum += hash;
        }

        if (rows == 0) return false;
        return rows == read.Rows && sum == read.HashSum
            ? true
            : throw new IngestConflictException("reference_exists", $"version '{version}' has another reference of {rows} rows, and a reference never changes; send it under a new version");
    }

    private static IngestFormatException Empty(IssueLog issues) => issues.Rejected.Count == 0
        ? new IngestFormatException("empty_reference", "the reference has no rows")
        : new IngestFormatException("empty_reference", $"no row of the reference could be read; the first: {issues.Rejected[0].Message}", issues.Rejected[0].Field);

    private sealed class ReferenceRows
    {
        public List<PredictionBatch> Batches { get; } = [];

        public long Rows { get; private set; }

        public ulong HashSum { get; private set; }

        public DateTimeOffset? From { get; private set; }

        public DateTimeOffset? To { get; private set; }

        public long Labelled { get; set; }

        public void Add(PredictionWriter writer)
        {
            var copy = new PredictionBatch();
            BatchCopy.Append(copy, writer.Batch, GridMaker.Numbers(writer.Batch.Count));
            Batches.Add(copy);
            Rows += copy.Count;
            for (var i = 0; i < copy.Count; i++)
            {
                HashSum += copy.RowHash[i];
                if (!writer.AtGiven[i]) continue;
                var at = EventTime.At(copy.At[i]);
                if (From is null || at < From) From = at;
                if (To is null || at > To) To = at;
            }
        }
    }
}
