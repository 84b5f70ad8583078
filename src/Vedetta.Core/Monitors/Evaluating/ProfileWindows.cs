using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Profiles of windows for one evaluation: each window is read once, many at a time. Not thread-safe.</summary>
internal sealed class ProfileWindows(IProfileReader reader, ModelId model, string? version, SegmentKey segment, IReadOnlyList<string>? columns = null)
{
    private readonly Dictionary<Window, ProfileSet> _sets = [];
    private readonly Dictionary<string, ReferenceSet?> _references = new(StringComparer.Ordinal);
    private (ReferenceSet? Set, bool Read) _last;

    /// <summary>Reads the windows that are not yet known and forgets those that are not named.</summary>
    public async ValueTask LoadAsync(IReadOnlyCollection<Window> windows, CancellationToken cancel)
    {
        var wanted = windows.ToHashSet();
        foreach (var window in _sets.Keys.Where(window => !wanted.Contains(window)).ToList()) _sets.Remove(window);
        await AddAsync(wanted, cancel);
    }

    /// <summary>Reads the windows that are not yet known and keeps the others.</summary>
    public async ValueTask AddAsync(IReadOnlyCollection<Window> windows, CancellationToken cancel)
    {
        var unknown = windows.Where(window => !_sets.ContainsKey(window)).OrderBy(window => window.From).ToList();
        if (unknown.Count == 0) return;
        foreach (var set in await reader.ReadAsync(model, unknown, columns, version, segment, cancel)) _sets[set.Window] = set;
    }

    /// <summary>The profiles of a window that was loaded.</summary>
    public ProfileSet this[Window window] => _sets[window];

    /// <summary>References that serve these versions, that of the last version first; empty when the model has none.</summary>
    public async ValueTask<IReadOnlyList<(string Version, ReferenceSet Reference)>> ReferencesAsync(IReadOnlyList<string> versions, CancellationToken cancel)
    {
        var found = new List<(string Version, ReferenceSet Reference)>();
        foreach (var each in versions)
        {
            if (!_references.TryGetValue(each, out var reference))
                _references[each] = reference = await reader.ReferenceAsync(model, each, segment, cancel);
            if (reference is not null) found.Add((each, reference));
        }

        if (found.Count == 0)
        {
            if (!_last.Read) _last = (await reader.ReferenceAsync(model, null, segment, cancel), true);
            if (_last.Set is { } last) found.Add((versions.Count > 0 ? versions[^1] : last.OfVersion, last));
        }

        return [.. found.OrderByDescending(pair => pair.Reference.Info.UploadedAt).DistinctBy(pair => pair.Reference.OfVersion)];
    }
}
