using Vedetta.Core.Profiles;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Merges the profiles of several windows into one side of a comparison. Pure.</summary>
internal static class MergedWindows
{
    /// <summary>The windows together; a number on another grid than the latest window's is left out.</summary>
    public static BaselineSide Of(IReadOnlyList<ProfileSet> sets)
    {
        if (sets.Count == 1) return new BaselineSide(sets[0].Rows, sets[0].Columns, sets[0].Correlation);
        var columns = new Dictionary<string, ColumnProfile>(StringComparer.Ordinal);
        CorrelationProfile? correlation = null;
        foreach (var set in sets)
        {
            foreach (var (name, profile) in set.Columns)
            {
                if (!columns.TryGetValue(name, out var merged)) columns[name] = profile.Clone();
                else if (Mergeable(merged, profile)) merged.Merge(profile);
            }

            if (set.Correlation is null) continue;
            if (correlation is null) correlation = set.Correlation.Clone();
            else if (correlation.Columns.SequenceEqual(set.Correlation.Columns, StringComparer.Ordinal)) correlation.Merge(set.Correlation);
        }

        return new BaselineSide(sets.Sum(set => set.Rows), columns, correlation);
    }

    private static bool Mergeable(ColumnProfile a, ColumnProfile b) => (a, b) switch
    {
        (NumericProfile x, NumericProfile y) => x.Grid?.Fingerprint == y.Grid?.Fingerprint,
        _ => a.GetType() == b.GetType(),
    };
}
