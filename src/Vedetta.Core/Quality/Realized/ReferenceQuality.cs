using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Quality on the reference of a version: its value, and the values of its windows, which make the usual corridor. Thread-safe.</summary>
internal sealed class ReferenceQuality(IEventStore events, MeasuredCells measured)
{
    private const int Kept = 16;
    private const int Parts = 10;
    private readonly ConcurrentDictionary<Key, Measured?> _known = new();

    /// <summary>The baseline that the reference serving a version gives for a metric; null without a labelled reference.</summary>
    /// <param name="state">The model.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="version">The version; null for the one seen last.</param>
    /// <param name="segment">Which rows.</param>
    /// <param name="every">Length of the windows its values are compared with.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="ofApproved">Whether the figures speak of approved rows: then the approved rows of a reference that has decisions are what they are like.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async ValueTask<QualityBaseline?> OfAsync(
        ModelState state, OutcomeDefinition outcome, string? version, SegmentKey segment, WindowSize every, PerformanceMetric metric, bool ofApproved, CancellationToken cancel)
    {
        var serving = version is null ? state.Versions.LastOrDefault(each => each.Reference is not null) : state.Serving(version);
        if (serving?.Reference is not { } info) return null;
        var key = new Key(state.Id, state.Definition.CreatedAt, state.Definition.Revision, serving.Version, info.UploadedAt, outcome.Name, segment, every, ofApproved);
        if (!_known.TryGetValue(key, out var found))
        {
            if (_known.Count >= Kept) _known.Clear();
            _known[key] = found = await ReadAsync(state, outcome, serving, info, segment, every, ofApproved, cancel);
        }

        if (found is null) return ofApproved ? await OfAsync(state, outcome, version, segment, every, metric, ofApproved: false, cancel) : null;
        var whole = measured.Measure(state.Definition, found.Whole, [metric])[metric];
        double[] windows = [.. found.Windows.Select(cell => measured.Measure(state.Definition, cell, [metric])[metric].Value).OfType<double>()];
        var name = string.Equals(serving.Version, version, StringComparison.Ordinal) || version is null ? "the reference" : $"the reference of version '{serving.Version}'";
        if (ofApproved) name = $"the approved rows of {name}";
        return new QualityBaseline(name, whole, found.Whole.Counts.Labelled, windows);
    }

    /// <summary>The version that answered last in a window, as far as is known; null before any.</summary>
    public static string? VersionAt(ModelState state, Window window) =>
        state.Versions.LastOrDefault(version => version.FirstSeen is { } first && first < window.To)?.Version;

    private async ValueTask<Measured?> ReadAsync(ModelState state, OutcomeDefinition outcome, ModelVersion serving, ReferenceInfo info, SegmentKey segment, WindowSize every, bool ofApproved, CancellationToken cancel)
    {
        var stored = state.Catalog.LastOrDefault(column => column.Family == ColumnFamily.Outcome && string.Equals(column.Name, outcome.Name, StringComparison.Ordinal));
        if (stored is null || info.Rows == 0) return null;
        var (all, cut) = (new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue), WindowsOf(state.Definition, info, every));
        Slice[] slices = [new Slice(null, segment, Population.All)];
        var whole = new CellGrid(state, outcome, [all], slices) { Known = DateTimeOffset.MaxValue };
        var parts = new CellGrid(state, outcome, cut ?? [.. Enumerable.Repeat(all, Parts)], slices) { Known = DateTimeOffset.MaxValue };
        var place = 0L;
        await foreach (var batch in events.ScanAsync(state.Id, new RowScan(Reference: serving.Version, Columns: [.. whole.Ordinals, stored.Ordinal]), cancel))
        {
            var column = batch.FindColumn(stored.Ordinal);
            whole.AddReference(batch, column?.Categories, column?.Numbers, static _ => 0, ofApproved);
            var first = place;
            parts.AddReference(batch, column?.Categories, column?.Numbers, row => cut is null ? (int)Math.Min(Parts - 1, (first + row) * Parts / info.Rows) : PlaceOf(cut, batch.At[row]), ofApproved);
            place += batch.Count;
        }

        if (whole.Cells.Count == 0) return null;
        var cell = whole.Cells.Values.Single();
        var windows = parts.Cells.Values.Where(part => part.Counts.Labelled >= Monitors.DefaultMonitors.MinimumSample).ToList();
        return cell.Counts.Labelled == 0 ? null : new Measured(cell, windows);
    }

    // Windows of its own time where rows carry one and enough windows lie in it; otherwise equal parts in the order of the rows.
    private static List<Window>? WindowsOf(ModelDefinition model, ReferenceInfo info, WindowSize every)
    {
        if (info is not { From: { } from, To: { } to } || every == WindowSize.All) return null;
        var windows = WindowCalendar.Cut(new Window(from, to.AddTicks(1)), every, model.Zone).Take(1001).ToList();
        return windows.Count is >= QualityBaseline.FewestWindows and <= 1000 ? windows : null;
    }

    private static int PlaceOf(List<Window> windows, long at)
    {
        var moment = DateTimeOffset.UnixEpoch.AddMicroseconds(at);
        for (var (low, high) = (0, windows.Count - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            if (windows[middle].Contains(moment)) return middle;
            if (moment < windows[middle].From) high = middle - 1;
            else low = middle + 1;
        }

        return -1;
    }

    private sealed record Measured(QualityCell Whole, IReadOnlyList<QualityCell> Windows);

    private readonly record struct Key(
        ModelId Model, DateTimeOffset CreatedAt, long Revision, string Version, DateTimeOffset UploadedAt, string Outcome, SegmentKey Segment, WindowSize Every, bool OfApproved);
}
