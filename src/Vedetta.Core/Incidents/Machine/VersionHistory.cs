using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>Which versions of a model answered when. Pure.</summary>
/// <param name="Live">Version of the latest rows.</param>
/// <param name="Windows">Versions that have rows, by window judged.</param>
/// <param name="Known">Every version of the model.</param>
public sealed record VersionHistory(string Live, IReadOnlyDictionary<Window, IReadOnlyList<string>> Windows, IReadOnlyList<ModelVersion> Known)
{
    /// <summary>A model that never had another version.</summary>
    public static VersionHistory Only(string version) => new(version, new Dictionary<Window, IReadOnlyList<string>>(), []);

    /// <summary>The version that a problem of a window is told of: the newest of those that answered in it.</summary>
    public string At(Window window)
    {
        if (!Windows.TryGetValue(window, out var versions) || versions.Count == 0) return Live;
        return versions.MaxBy(version => FirstSeen(version) ?? DateTimeOffset.MinValue)!;
    }

    /// <summary>
    /// The version whose first row lies in the window or in the one just before, for it may take over so late that the
    /// first window hardly shows it. Null when none came; the first version of a model came to nobody's place.
    /// </summary>
    public string? CameIn(Window window)
    {
        if (!Windows.TryGetValue(window, out var versions)) return null;
        var since = window.From - (window.To - window.From);
        return versions
            .Where(version => FirstSeen(version) is { } seen && seen >= since && seen < window.To && Known.Any(other => other.FirstSeen < seen))
            .MaxBy(FirstSeen);
    }

    /// <summary>Whether a version has rows in a window; a window nobody read counts as having them.</summary>
    public bool Answers(string version, Window window) =>
        !Windows.TryGetValue(window, out var versions) || versions.Count == 0 || versions.Contains(version, StringComparer.Ordinal);

    private DateTimeOffset? FirstSeen(string version) =>
        Known.FirstOrDefault(known => string.Equals(known.Version, version, StringComparison.Ordinal))?.FirstSeen;
}
