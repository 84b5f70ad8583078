using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles;

/// <inheritdoc cref="IProfileVerification"/>
public sealed class VerifyService(ModelRegistry registry, ProfileBook book, IEventStore events, IProfileStore profiles, IngestionOptions options, ScoreProfiles? scores = null) : IProfileVerification
{
    private const int Listed = 100;
    private static readonly Window AllTime = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <inheritdoc/>
    public async ValueTask<VerifyReport> VerifyAsync(ModelId model, IProgress<long>? progress, CancellationToken cancel)
    {
        var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        await book.GetAsync(state, cancel);
        VerifyReport? report = null;
        while (report is null)
        {
            await book.TidyAsync(cancel);
            await book.Exclusive(
                async stop =>
                {
                    // Nothing is committed meanwhile, so that rows and profiles are of one moment.
                    if (await book.TryFlushAsync(model, stop)) report = await CompareAsync(registry.Peek(model) ?? state, progress, stop);
                },
                cancel);
        }

        return report;
    }

    /// <inheritdoc/>
    public async ValueTask RepairAsync(ModelId model, CancellationToken cancel)
    {
        var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        await book.WantRebuildAsync(state, "a repair was asked for", cancel);
        await book.TidyAsync(cancel);
        if (scores is not null) await scores.RepairAsync(model, cancel);
    }

    private async ValueTask<VerifyReport> CompareAsync(ModelState state, IProgress<long>? progress, CancellationToken cancel)
    {
        var grids = await GridStore.ReadAsync(profiles, state.Id, cancel);
        var work = await Reconstruction.BeginAsync(state, events, options.FlushBytes, grids.Provisional, complete: false, cancel);
        await work.ReadAsync(cancel);
        progress?.Report(work.Rows);
        var stored = new List<ProfileFragment>();
        foreach (var level in Enum.GetValues<ProfileLevel>())
            stored.AddRange(await profiles.ReadAsync(new ProfileQuery(state.Id, level, AllTime), cancel));
        var fingerprints = grids.ByFingerprint();
        foreach (var (fingerprint, grid) in work.Plan.Grids.ByFingerprint()) fingerprints[fingerprint] = grid;
        var scanned = work.Finish().GroupBy(f => f.Key).ToDictionary(g => g.Key, g => Whole(g, fingerprints));
        var found = new Differences(Listed);
        var keys = 0L;
        foreach (var group in stored.GroupBy(f => f.Key))
        {
            keys++;
            if (!scanned.Remove(group.Key, out var expected)) found.Add(group.Key, "profile", "stored", "no rows");
            else found.Compare(group.Key, Whole(group, fingerprints), expected, fingerprints);
        }

        foreach (var key in scanned.Keys) found.Add(key, "profile", "absent", "rows");
        if (scores is not null)
            foreach (var difference in await scores.DifferencesAsync(state.Id, cancel)) found.Add(difference.Key, difference.What, difference.Stored, difference.Scanned);
        return new VerifyReport(state.Id, work.Rows, keys + scanned.Count, found.Items, found.Count);
    }

    private static ReadOnlyMemory<byte> Whole(IGrouping<ProfileKey, ProfileFragment> parts, Dictionary<ulong, NumericGrid> grids) =>
        ProfileMerge.Merge([.. parts.Select(p => p.Payload)], parts.Key, grids);
}
