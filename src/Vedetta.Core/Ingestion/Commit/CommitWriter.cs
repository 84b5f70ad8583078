using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>
/// The one writer: makes a durable transaction of everything that waits, counts it in the profiles, then answers each
/// request. Its loop ends only when the queue is closed.
/// </summary>
internal sealed partial class CommitWriter(
    CommitQueue queue, IEventStore events, IQuarantineStore quarantine, ModelRegistry registry, ProfileBook book, KnownOutcomes outcomes, IngestionOptions options, ILogger log)
{
    private readonly Duplicates _duplicates = new(events);

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await queue.TakeAsync(cancel) is { } group)
        {
            try
            {
                if (group[0].Exclusive is { } work) await AloneAsync(group[0], work, cancel);
                else await CommitAsync(group, cancel);
            }
            catch (Exception failure)
            {
                // Every request of the group learns of it, be it of a lack of memory; the next group tries again.
                LogFailure(log, failure, group.Count);
                foreach (var one in group) one.Done.TrySetException(failure);
            }
            finally
            {
                queue.Release(group.Sum(p => p.RowCount), group.Sum(p => p.Bytes));
            }
        }
    }

    private static async Task AloneAsync(PendingCommit pending, Func<CancellationToken, ValueTask> work, CancellationToken cancel)
    {
        await work(cancel);
        pending.Done.TrySetResult(default);
    }

    private async Task CommitAsync(List<PendingCommit> group, CancellationToken cancel)
    {
        await DropDeletedAsync(group, cancel);
        foreach (var model in group.Where(p => p.Rows is { Count: > 0 }).Select(p => p.State).DistinctBy(s => s.Id))
            await book.GetAsync(model, cancel);
        await _duplicates.FindAsync(group, cancel);
        await outcomes.FindAsync(group, cancel);
        var predictions = Merge(group);
        var rejected = group.SelectMany(p => p.Issues.TakeQuarantine()).ToList();
        if (rejected.Count > 0) await quarantine.AddAsync(rejected, cancel);
        var append = new EventAppend(
            [.. predictions.Select(p => (p.Model, p.Rows))],
            [.. group.SelectMany(p => p.References.Select(r => (p.State.Id, p.ReferenceVersion!, r)))],
            [.. group.Where(p => p.KeptOutcomes.Count > 0).Select(p => (p.State.Id, Kept(p)))],
            Traffic.Of(group, options.Grace));
        long sequence = 0;
        if (append.Predictions.Count + append.References.Count + append.Outcomes.Count + append.Traffic.Count > 0)
            sequence = await events.AppendAsync(append, cancel);
        foreach (var (model, rows) in append.Outcomes)
        {
            outcomes.Add(model, rows);
            book.NoteOutcomes(model);
        }

        foreach (var (model, rows, live) in predictions)
        {
            await registry.SeeVersionsAsync(model, VersionsSeen.In(rows), cancel);
            await CountAsync(model, rows, sequence, live, cancel);
        }

        foreach (var one in group)
            one.Done.TrySetResult(new CommitResult(one.Kept.Count + one.References.Sum(r => r.Count), one.Duplicates, sequence, one.KeptOutcomes.Count, one.OutcomeDuplicates));
    }

    /// <summary>Rows are durable: should counting them fail, they are counted from the store, and the request still succeeds.</summary>
    private async Task CountAsync(ModelId model, PredictionBatch rows, long sequence, bool live, CancellationToken cancel)
    {
        if (registry.Peek(model) is not { } state) return;
        try
        {
            await book.AddAsync(state, rows, sequence, live, cancel);
        }
        catch (Exception failure) when (failure is StorageException or FormatException or InvalidOperationException or ArgumentException)
        {
            LogUncounted(log, failure, model, sequence);
            await book.WantRebuildAsync(state, "counting a commit failed", cancel);
        }
    }

    private static OutcomeBatch Kept(PendingCommit pending)
    {
        if (pending.KeptOutcomes.Count == pending.Outcomes!.Count) return pending.Outcomes;
        var kept = new OutcomeBatch();
        BatchCopy.Append(kept, pending.Outcomes, CollectionsMarshal.AsSpan(pending.KeptOutcomes));
        return kept;
    }

    private async Task DropDeletedAsync(List<PendingCommit> group, CancellationToken cancel)
    {
        foreach (var one in group.ToList())
        {
            if (await registry.FindAsync(one.State.Id, cancel) is not null) continue;
            group.Remove(one);
            one.Done.TrySetException(new Readings.UnknownModelException(one.State.Id));
        }
    }

    /// <summary>One batch of new rows per model; a request that is alone and all new is stored as it is.</summary>
    private static List<(ModelId Model, PredictionBatch Rows, bool Live)> Merge(List<PendingCommit> group)
    {
        var merged = new List<(ModelId, PredictionBatch, bool)>();
        foreach (var model in group.Where(p => p.Kept.Count > 0).GroupBy(p => p.State.Id))
        {
            var pending = model.ToList();
            var live = pending.Exists(p => !p.Backfill);
            if (pending.Count == 1 && pending[0].Kept.Count == pending[0].Rows!.Count)
            {
                merged.Add((model.Key, pending[0].Rows!, live));
                continue;
            }

            var rows = new PredictionBatch();
            foreach (var one in pending) BatchCopy.Append(rows, one.Rows!, CollectionsMarshal.AsSpan(one.Kept));
            merged.Add((model.Key, rows, live));
        }

        return merged;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A transaction of {Requests} requests failed")]
    private static partial void LogFailure(ILogger log, Exception failure, int requests);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rows of commit {Sequence} of {Model} are stored but could not be profiled; the profiles are made again")]
    private static partial void LogUncounted(ILogger log, Exception failure, ModelId model, long sequence);
}
