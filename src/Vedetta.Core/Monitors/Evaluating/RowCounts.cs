using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Rows of windows, each read once. Not thread-safe.</summary>
internal sealed class RowCounts(IProfileReader reader, ModelId model, string? version, SegmentKey segment)
{
    private readonly Dictionary<Window, long> _rows = [];

    /// <summary>Reads the windows that are not yet known.</summary>
    public async ValueTask LoadAsync(IEnumerable<Window> windows, CancellationToken cancel)
    {
        var unknown = windows.Where(window => !_rows.ContainsKey(window)).Distinct().OrderBy(window => window.From).ToList();
        if (unknown.Count == 0) return;
        foreach (var set in await reader.ReadAsync(model, unknown, [], version, segment, cancel)) _rows[set.Window] = set.Rows;
    }

    /// <summary>Rows of a window that was loaded.</summary>
    public long this[Window window] => _rows[window];
}
