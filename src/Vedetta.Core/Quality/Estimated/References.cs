using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Which labelled reference serves a version. Pure.</summary>
internal static class References
{
    /// <summary>
    /// The version itself where its reference has labels, otherwise the nearest earlier one that has; for rows without a
    /// version and where there is no earlier one, the latest of all. Null when no reference has labels.
    /// </summary>
    public static ModelVersion? Serving(IReadOnlyList<ModelVersion> versions, string version)
    {
        var at = -1;
        for (var i = 0; i < versions.Count; i++)
            if (string.Equals(versions[i].Version, version, StringComparison.Ordinal)) at = i;
        for (var i = at; i >= 0; i--)
            if (versions[i].Reference is { Labelled: > 0 }) return versions[i];
        return at < 0 || version.Length == 0 ? versions.LastOrDefault(each => each.Reference is { Labelled: > 0 }) : null;
    }
}
