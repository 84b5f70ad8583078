using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Profiles;

/// <content>Flushing, compaction and rebuilding.</content>
public sealed partial class ProfileBook
{
    /// <summary>Writes everything in memory to the store, model by model.</summary>
    internal async ValueTask FlushAsync(CancellationToken cancel)
    {
        foreach (var model in _models.Values) await FlushAsync(model, cancel);
    }

    /// <summary>Makes waiting profiles again and compacts fragments that have become many.</summary>
    internal async ValueTask TidyAsync(CancellationToken cancel)
    {
        foreach (var model in _models.Values)
        {
            if (model.Rebuild is { } reason && await registry.FindAsync(model.Model, cancel) is { } state)
            {
                LogRebuild(log, model.Model, reason);
                await RebuildAsync(model, state, Exclusive, cancel);
            }

            if (model.Flushes >= options.CompactAfter) await CompactAsync(model, cancel);
        }
    }

    /// <summary>
    /// Flushes a model if nobody else flushes or rebuilds it; true when afterwards everything is stored. For callers that
    /// hold the writer back and so must not wait for a rebuild, which waits for the writer.
    /// </summary>
    internal async ValueTask<bool> TryFlushAsync(ModelId id, CancellationToken cancel)
    {
        if (!_models.TryGetValue(id, out var model)) return true;
        if (!await model.Maintenance.WaitAsync(0, cancel)) return false;
        await FlushHeldAsync(model, cancel);
        return model.Rebuild is null;
    }

    private async ValueTask FlushAsync(ModelProfiles model, CancellationToken cancel)
    {
        await model.Maintenance.WaitAsync(cancel);
        await FlushHeldAsync(model, cancel);
    }

    /// <summary>Flushes and lets go of the model's maintenance, which the caller holds.</summary>
    private async ValueTask FlushHeldAsync(ModelProfiles model, CancellationToken cancel)
    {
        try
        {
            Dictionary<DeltaKey, ProfileDelta> taken;
            long sequence;
            ProfilePlan plan;
            lock (model.Gate)
            {
                // A rebuild replaces everything, also what is in memory.
                if (model.Rebuild is not null) return;
                if (model.Builder.Deltas.Count == 0 && model.Sequence == model.Checkpoint) return;
                taken = model.Builder.Take();
                (model.Flushing, sequence, plan) = (taken, model.Sequence, model.Plan);
            }

            try
            {
                var fragments = FragmentWriter.Write(taken, plan.State.Zone);
                if (model.UnwrittenGrids) fragments.AddRange(GridStore.Write(plan.Grids));
                using var alone = await model.Access.WriteAsync(cancel);
                if (model.Deleted) return;
                await profiles.AppendAsync(model.Model, fragments, sequence, cancel);
                lock (model.Gate)
                {
                    (model.Flushing, model.Checkpoint, model.UnwrittenGrids) = (null, sequence, false);
                    model.Flushes++;
                }
            }
            catch
            {
                lock (model.Gate)
                {
                    if (model.Flushing is not null) model.Builder.Return(taken);
                    model.Flushing = null;
                }

                throw;
            }
        }
        finally
        {
            model.Maintenance.Release();
        }
    }

    private async ValueTask CompactAsync(ModelProfiles model, CancellationToken cancel)
    {
        await model.Maintenance.WaitAsync(cancel);
        try
        {
            var grids = model.Fingerprints;
            await profiles.CompactAsync(model.Model, (payloads, key) => ProfileMerge.Merge(payloads, key, grids), cancel);
            model.Flushes = 0;
        }
        finally
        {
            model.Maintenance.Release();
        }
    }

    /// <summary>
    /// Makes every profile of a model again: grids and profiles of its references, then all rows. Readers see the old
    /// profiles until the new ones are whole; only the rows that came meanwhile are read while nothing is committed.
    /// </summary>
    private async ValueTask RebuildAsync(
        ModelProfiles model, ModelState state, Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask> exclusive, CancellationToken cancel)
    {
        await model.Maintenance.WaitAsync(cancel);
        try
        {
            int wanted;
            lock (model.Gate)
            {
                // Somebody else may have done it while this one waited.
                if (model.Rebuild is null) return;
                wanted = model.RebuildsWanted;
            }

            // Should the process end before the swap, the next one finds checkpoint 0 and begins again.
            await profiles.AppendAsync(model.Model, [], 0, cancel);
            var work = await Reconstruction.BeginAsync(registry.Peek(model.Model) ?? state, events, options.FlushBytes, model.Plan.Grids.Provisional, complete: true, cancel);
            await work.ReadAsync(cancel);
            await exclusive(
                async stop =>
                {
                    await work.ReadAsync(stop);
                    var fragments = work.Finish();
                    var sequence = Math.Max(work.Sequence, model.Sequence);
                    using var alone = await model.Access.WriteAsync(stop);
                    if (model.Deleted) return;
                    await profiles.ReplaceAsync(model.Model, One(fragments), () => sequence, stop);
                    Swap(model, work, sequence, wanted);
                },
                cancel);
            await registry.SeeVersionsAsync(model.Model, work.Versions, cancel);
            foreach (var hour in work.Hours) changed.Mark(model.Model, hour, live: false);
        }
        finally
        {
            model.Maintenance.Release();
        }
    }

    private void Swap(ModelProfiles model, Reconstruction work, long sequence, int wanted)
    {
        lock (model.Gate)
        {
            var builder = new ProfileBuilder(work.Plan, work.Segments);
            builder.Built.UnionWith(work.Built);
            model.Builder = builder;
            (model.Flushing, model.Sequence, model.Checkpoint, model.Rows) = (null, sequence, sequence, work.Rows);
            (model.Flushes, model.UnwrittenGrids) = (0, false);
            model.Fingerprints = work.Plan.Grids.ByFingerprint();
            model.References = [];
            model.Rebuilt(wanted);

            // The model may have been edited while its rows were read.
            if (registry.Peek(model.Model) is { } now) Adopt(model, now);
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<ProfileFragment>> One(IReadOnlyList<ProfileFragment> fragments)
    {
        await Task.CompletedTask;
        yield return fragments;
    }
}
