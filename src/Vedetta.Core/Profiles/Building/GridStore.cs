using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Grids as fragments, and back.</summary>
internal static class GridStore
{
    /// <summary>Version under which the provisional grid of a model without a reference is kept; no sender can use it.</summary>
    public const string ProvisionalVersion = "\u0001first-rows";

    private static readonly Window Any = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public static IEnumerable<ProfileFragment> Write(GridSet grids)
    {
        foreach (var (version, set) in grids.ByVersion)
            foreach (var fragment in Write(version, set)) yield return fragment;
        if (grids.Provisional is not { } provisional) yield break;
        foreach (var fragment in Write(ProvisionalVersion, provisional)) yield return fragment;
    }

    /// <summary>The grids that are stored; categories come from the stored reference profiles.</summary>
    public static async ValueTask<GridSet> ReadAsync(IProfileStore store, ModelId model, CancellationToken cancel)
    {
        var byVersion = new Dictionary<string, Dictionary<string, NumericGrid>>(StringComparer.Ordinal);
        foreach (var fragment in await store.ReadAsync(new ProfileQuery(model, ProfileLevel.Grid, Any), cancel))
        {
            if (!byVersion.TryGetValue(fragment.Key.Version, out var grids)) byVersion.Add(fragment.Key.Version, grids = new(StringComparer.Ordinal));
            grids[fragment.Key.Column] = NumericGrid.Read(fragment.Payload.Span);
        }

        var known = new Dictionary<string, Dictionary<string, IReadOnlySet<string>>>(StringComparer.Ordinal);
        foreach (var fragment in await store.ReadAsync(new ProfileQuery(model, ProfileLevel.Reference, Any, Segment: SegmentKey.All), cancel))
        {
            if (!byVersion.ContainsKey(fragment.Key.Version)) byVersion.Add(fragment.Key.Version, new(StringComparer.Ordinal));
            if (fragment.Key.Column is ProfileColumns.Correlation or ProfileColumns.Errors || ColumnProfile.GridOf(fragment.Payload.Span) is not null) continue;
            if (ColumnProfile.Read(fragment.Payload.Span) is not CategoricalProfile profile) continue;
            if (!known.TryGetValue(fragment.Key.Version, out var columns)) known.Add(fragment.Key.Version, columns = new(StringComparer.Ordinal));
            columns[fragment.Key.Column] = profile.Counts.Keys.ToHashSet(StringComparer.Ordinal);
        }

        VersionGrids Of(string version) => new(version, byVersion[version], known.GetValueOrDefault(version) ?? []);
        return new GridSet(
            byVersion.Keys.Where(v => v != ProvisionalVersion).ToDictionary(v => v, Of, StringComparer.Ordinal),
            byVersion.ContainsKey(ProvisionalVersion) ? Of(ProvisionalVersion) : null);
    }

    private static IEnumerable<ProfileFragment> Write(string version, VersionGrids set) =>
        set.Grids.Select(g => new ProfileFragment(
            new ProfileKey(version, SegmentKey.All, ProfileLevel.Grid, DateTimeOffset.UnixEpoch, g.Key), FragmentWriter.Bytes(g.Value.Write)));
}
