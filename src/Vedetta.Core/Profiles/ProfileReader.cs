using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles;

/// <inheritdoc cref="IProfileReader"/>
public sealed class ProfileReader(ModelRegistry registry, ProfileBook book, IProfileStore store) : IProfileReader
{
    private static readonly Window AllTime = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ProfileSet>> ReadAsync(
        ModelId model, IReadOnlyList<Window> windows, IReadOnlyList<string>? columns, string? version, SegmentKey segment, CancellationToken cancel)
    {
        if (await registry.FindAsync(model, cancel) is not { } state) return [.. windows.Select(Nothing)];
        var profiles = await book.GetAsync(state, cancel);
        var cover = new WindowCover(windows, state.Zone);
        using var reading = await profiles.Access.ReadAsync(cancel);
        List<(DeltaKey Key, ProfileDelta Delta)> deltas;
        WindowSums sums;
        Dictionary<ulong, NumericGrid> grids;
        lock (profiles.Gate)
        {
            deltas = profiles.Snapshot(k => k.Segment == segment && (version is null || k.Version == version) && cover.OfHour(k.Hour).Any());
            sums = new WindowSums(profiles.Plan, [.. profiles.Builder.Built], columns);
            grids = profiles.Fingerprints;
        }

        foreach (var (key, delta) in deltas) Add(sums, cover, key, delta, columns);
        var names = columns is null ? null : (IReadOnlyList<string>)[.. columns.Append(ProfileColumns.Errors).Distinct(StringComparer.Ordinal)];
        foreach (var level in (ProfileLevel[])[ProfileLevel.Month, ProfileLevel.Day, ProfileLevel.Hour])
        {
            foreach (var span in cover.Spans(level))
            {
                var query = new ProfileQuery(model, level, span, names, version is null ? null : [version], segment);
                Add(sums, cover, await store.ReadAsync(query, cancel), grids);
            }
        }

        return [.. windows.Select((w, i) => sums.Finish(i, w))];
    }

    /// <inheritdoc/>
    public async ValueTask<ReferenceSet?> ReferenceAsync(ModelId model, string? version, SegmentKey segment, CancellationToken cancel)
    {
        if (await registry.FindAsync(model, cancel) is not { Versions.Count: > 0 } state) return null;
        if (state.Serving(version ?? state.Versions[^1].Version) is not { Reference: { } info } serving) return null;
        var profiles = await book.GetAsync(state, cancel);
        using var reading = await profiles.Access.ReadAsync(cancel);
        Dictionary<(string, SegmentKey), ReferenceSet?> cache;
        ProfilePlan plan;
        lock (profiles.Gate)
        {
            (cache, plan) = (profiles.References, profiles.Plan);
            if (cache.TryGetValue((serving.Version, segment), out var known)) return known;
        }

        if (!plan.Grids.ByVersion.TryGetValue(serving.Version, out var grids)) return null;
        var fragments = await store.ReadAsync(new ProfileQuery(model, ProfileLevel.Reference, AllTime, Versions: [serving.Version], Segment: segment), cancel);
        var set = fragments.Count == 0 ? null : Reference(plan, serving.Version, info, grids, fragments, profiles.Fingerprints);
        lock (profiles.Gate) cache[(serving.Version, segment)] = set;
        return set;
    }

    private static ReferenceSet Reference(
        ProfilePlan plan, string version, ReferenceInfo info, VersionGrids grids, IReadOnlyList<ProfileFragment> fragments, Dictionary<ulong, NumericGrid> fingerprints)
    {
        CorrelationProfile? correlation = null;
        var columns = new Dictionary<string, ColumnProfile>(StringComparer.Ordinal);
        foreach (var fragment in fragments)
        {
            if (fragment.Key.Column == ProfileColumns.Correlation) correlation = CorrelationProfile.Read(fragment.Payload.Span);
            else columns[fragment.Key.Column] = ProfileMerge.Read(fragment.Payload.Span, fingerprints);
        }

        var rows = columns.TryGetValue(ProfileColumns.Errors, out var all) ? all.Rows : 0;
        foreach (var column in plan.Columns)
        {
            if (!columns.TryGetValue(column.Name, out var profile))
            {
                if (column.Optional) continue;
                columns.Add(column.Name, profile = column.Empty(grids));
            }

            WindowSums.PadMissing(profile, rows - profile.Rows);
        }

        columns.Remove(ProfileColumns.Errors);
        return new ReferenceSet(version, info, rows, columns, correlation, grids.Grids);
    }

    private static void Add(WindowSums sums, WindowCover cover, DeltaKey key, ProfileDelta delta, IReadOnlyList<string>? columns)
    {
        foreach (var window in cover.OfHour(key.Hour))
        {
            foreach (var (name, profile) in delta.Columns)
                if (columns is null || name == ProfileColumns.Errors || columns.Contains(name, StringComparer.Ordinal)) sums.Add(window, key.Version, name, profile, shared: true);
            if (delta.Correlation is { } correlation && (columns is null || columns.Contains(ProfileColumns.Correlation, StringComparer.Ordinal))) sums.Add(window, correlation);
        }
    }

    private static void Add(WindowSums sums, WindowCover cover, IReadOnlyList<ProfileFragment> fragments, Dictionary<ulong, NumericGrid> grids)
    {
        foreach (var group in fragments.GroupBy(f => f.Key))
        {
            var windows = cover.Of(group.Key.Level, group.Key.Start);
            if (windows.Count == 0) continue;
            if (group.Key.Column == ProfileColumns.Correlation)
            {
                foreach (var part in group)
                    foreach (var window in windows) sums.Add(window, CorrelationProfile.Read(part.Payload.Span));
                continue;
            }

            ColumnProfile? whole = null;
            foreach (var part in group)
            {
                var profile = ProfileMerge.Read(part.Payload.Span, grids);
                if (whole is null) whole = profile;
                else if (group.Key.Level == ProfileLevel.Hour) whole.MergeSameHour(profile);
                else whole.Merge(profile);
            }

            for (var i = 0; i < windows.Count; i++) sums.Add(windows[i], group.Key.Version, group.Key.Column, whole!, shared: i < windows.Count - 1);
        }
    }

    private static ProfileSet Nothing(Window window) => new(window, 0, new Dictionary<string, ColumnProfile>(), Correlation: null, [], []);
}
