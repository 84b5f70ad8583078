using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Rows whose category the other side does not have; a missing value is a category of its own. Pure.</summary>
internal static class CategoryShares
{
    /// <summary>Rows of <paramref name="profile"/> in categories that <paramref name="other"/> does not have, and the largest of those categories.</summary>
    public static (long Rows, IReadOnlyList<string> Categories) Unknown(CategoricalProfile profile, CategoricalProfile other)
    {
        var rows = 0L;
        var unknown = new List<(string Category, long Rows)>();
        foreach (var (category, count) in profile.Counts)
        {
            if (count == 0 || other.Counts.GetValueOrDefault(category) > 0) continue;
            rows += count;
            unknown.Add((category, count));
        }

        var absent = profile.Missing + profile.Invalid;
        if (absent > 0 && other.Missing + other.Invalid == 0)
        {
            rows += absent;
            unknown.Add(("missing", absent));
        }

        // Categories beyond what an hour keeps are new ones unless the other side had such hours too.
        if (other.Other == 0) rows += profile.Other;
        return (rows, [.. unknown.OrderByDescending(each => each.Rows).ThenBy(each => each.Category, StringComparer.Ordinal).Select(each => each.Category)]);
    }

    /// <summary>Categories that have rows, missing being one.</summary>
    public static int Count(CategoricalProfile profile) =>
        profile.Counts.Values.Count(count => count > 0) + (profile.Missing + profile.Invalid > 0 ? 1 : 0);
}
