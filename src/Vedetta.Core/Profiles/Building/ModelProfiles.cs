using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>The profiles of one model in memory. Fields are guarded by <see cref="Gate"/>; the store by <see cref="Access"/>.</summary>
internal sealed class ModelProfiles(ModelId model, ProfilePlan plan, SegmentValues segments)
{
    public ModelId Model { get; } = model;

    public Lock Gate { get; } = new();

    /// <summary>Readers of the store, or one change of the store together with what is in memory.</summary>
    public ReadersAndWriter Access { get; } = new();

    /// <summary>One flush, rebuild or compaction at a time.</summary>
    public SemaphoreSlim Maintenance { get; } = new(1, 1);

    public ProfileBuilder Builder { get; set; } = new(plan, segments);

    /// <summary>Deltas on their way to the store; nobody adds to them.</summary>
    public Dictionary<DeltaKey, ProfileDelta>? Flushing { get; set; }

    /// <summary>The last commit that is counted.</summary>
    public long Sequence { get; set; }

    /// <summary>The last commit the stored profiles hold.</summary>
    public long Checkpoint { get; set; }

    public int Flushes { get; set; }

    /// <summary>True once the model is deleted: nothing of it may be stored any more.</summary>
    public bool Deleted { get; set; }

    /// <summary>Rows counted since the model began, as far as this process knows.</summary>
    public long Rows { get; set; }

    /// <summary>Rows counted while a column had no grid; with enough of them a provisional grid is made, once a column.</summary>
    public Dictionary<string, long> RowsWithoutGrid { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the profiles must be made again, until they are; null when they need not.</summary>
    public string? Rebuild { get; private set; }

    /// <summary>Counts the reasons, so that one that comes during a rebuild is not taken for done with it.</summary>
    public int RebuildsWanted { get; private set; }

    /// <summary>Asks for a rebuild; call under the gate.</summary>
    public void WantRebuild(string reason)
    {
        Rebuild = reason;
        RebuildsWanted++;
    }

    /// <summary>Asks for a rebuild unless one is asked for, whose end looks at the model again; call under the gate.</summary>
    public void WantRebuildOnce(string reason)
    {
        if (Rebuild is null) WantRebuild(reason);
    }

    /// <summary>Notes that a rebuild is done which began when <paramref name="wanted"/> had been asked for; call under the gate.</summary>
    public void Rebuilt(int wanted)
    {
        if (RebuildsWanted == wanted) Rebuild = null;
    }

    /// <summary>True while the provisional grid is only in memory.</summary>
    public bool UnwrittenGrids { get; set; }

    public ProfilePlan Plan => Builder.Plan;

    /// <summary>Grids by fingerprint of everything stored or in memory.</summary>
    public Dictionary<ulong, NumericGrid> Fingerprints { get; set; } = plan.Grids.ByFingerprint();

    /// <summary>References by version and segment, read once.</summary>
    public Dictionary<(string Version, SegmentKey Segment), ReferenceSet?> References { get; set; } = [];

    /// <summary>Copies of deltas in memory; call under the gate.</summary>
    public List<(DeltaKey Key, ProfileDelta Delta)> Snapshot(Func<DeltaKey, bool> wanted)
    {
        var copies = new List<(DeltaKey, ProfileDelta)>();
        foreach (var deltas in Flushing is null ? [Builder.Deltas] : (Dictionary<DeltaKey, ProfileDelta>[])[Flushing, Builder.Deltas])
        {
            foreach (var (key, delta) in deltas)
            {
                if (!wanted(key)) continue;
                var copy = new ProfileDelta();
                copy.MergeSameHour(delta);
                copies.Add((key, copy));
            }
        }

        return copies;
    }
}
