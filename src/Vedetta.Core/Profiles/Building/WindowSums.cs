using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Sums profiles per window, version and column, and makes profile sets of them.</summary>
internal sealed class WindowSums(ProfilePlan plan, IReadOnlyCollection<string> seen, IReadOnlyList<string>? columns)
{
    private readonly Dictionary<(int Window, string Version, string Column), ColumnProfile> _profiles = [];
    private readonly Dictionary<int, CorrelationProfile> _correlations = [];

    /// <summary>Adds a profile; the sums may keep it, so it must be nobody else's unless <paramref name="shared"/>.</summary>
    public void Add(int window, string version, string column, ColumnProfile profile, bool shared)
    {
        var key = (window, version, column);
        if (_profiles.TryGetValue(key, out var sum)) sum.Merge(profile);
        else _profiles.Add(key, shared ? profile.Clone() : profile);
    }

    public void Add(int window, CorrelationProfile profile)
    {
        if (_correlations.TryGetValue(window, out var sum)) sum.Merge(profile);
        else _correlations.Add(window, profile.Clone());
    }

    /// <summary>The set of one window.</summary>
    public ProfileSet Finish(int index, Window window)
    {
        var versions = _profiles.Keys.Where(k => k.Window == index && k.Column == ProfileColumns.Errors).Select(k => k.Version).Order(StringComparer.Ordinal).ToList();

        // Read before anything is merged: sums grow out of the profile of the newest version.
        var rows = versions.ToDictionary(v => v, v => _profiles[(index, v, ProfileColumns.Errors)].Rows, StringComparer.Ordinal);
        var notes = new List<string>();
        var result = new Dictionary<string, ColumnProfile>(StringComparer.Ordinal);
        foreach (var column in versions.Count == 0 ? [] : plan.Columns)
        {
            if (columns is not null && !columns.Contains(column.Name, StringComparer.Ordinal)) continue;
            if (column.Optional && !seen.Contains(column.Name)) continue;
            ColumnProfile? sum = null;
            foreach (var version in ByAge(versions))
            {
                var profile = _profiles.GetValueOrDefault((index, version, column.Name)) ?? column.Empty(plan.Grids.For(plan.State, version));
                PadMissing(profile, rows[version] - profile.Rows);
                if (sum is null) sum = profile;
                else if (!Join(ref sum, profile)) notes.Add($"'{column.Name}' leaves out version '{version}': its numbers stand on another grid");
            }

            result[column.Name] = sum!;
        }

        return new ProfileSet(window, rows.Values.Sum(), result, _correlations.GetValueOrDefault(index), versions, notes);
    }

    /// <summary>Adds rows without a value.</summary>
    public static void PadMissing(ColumnProfile profile, long rows)
    {
        if (rows <= 0) return;
        if (profile is NumericProfile numeric) numeric.AddMissing(rows);
        else ((CategoricalProfile)profile).AddMissing(rows);
    }

    /// <summary>The newest version first: sums of several versions stand on its grid.</summary>
    private IEnumerable<string> ByAge(List<string> versions)
    {
        if (versions.Count < 2) return versions;
        var age = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < plan.State.Versions.Count; i++) age[plan.State.Versions[i].Version] = i;
        return versions.OrderByDescending(v => age.GetValueOrDefault(v, int.MaxValue));
    }

    private static bool Join(ref ColumnProfile sum, ColumnProfile profile)
    {
        if (sum is not NumericProfile whole || profile is not NumericProfile part || Equals(whole.Grid, part.Grid))
        {
            sum.Merge(profile);
            return true;
        }

        if (Regrid.TryTo(part, whole, out var moved))
        {
            whole.Merge(moved);
            return true;
        }

        return false;
    }
}
