using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Reads the labelled rows of windows, several windows with one scan, so that memory stays bounded. Thread-safe.</summary>
internal sealed class LabelComparison(IEventStore events)
{
    private const long RowsAtOnce = 500_000;

    /// <summary>The windows with their labelled rows, in order; a window of more rows than fit is left out.</summary>
    /// <param name="layout">Where everything stands.</param>
    /// <param name="windows">Windows with their rows, in order of time, none overlapping another.</param>
    /// <param name="version">Only this version; null for all.</param>
    /// <param name="segment">Which rows.</param>
    /// <param name="now">The present.</param>
    /// <param name="take">Told of each window.</param>
    /// <param name="cancel">Stops the scan.</param>
    public async ValueTask ReadAsync(
        OutputLayout layout, IReadOnlyList<(Window Window, long Rows)> windows, string? version, SegmentKey segment, DateTimeOffset now,
        Func<LabelledWindow, CancellationToken, ValueTask> take, CancellationToken cancel)
    {
        for (var at = 0; at < windows.Count;)
        {
            var (end, rows) = (at, 0L);
            while (end < windows.Count && (end == at || rows + windows[end].Rows <= RowsAtOnce) && (end == at || windows[end].Window.From == windows[end - 1].Window.To)) rows += windows[end++].Rows;
            var part = windows.Skip(at).Take(end - at).Select(each => new LabelledWindow(layout, each.Window, now)).ToList();
            if (rows <= RowsAtOnce)
            {
                await ScanAsync(layout, part, version, segment, cancel);
                foreach (var window in part) await take(window, cancel);
            }

            at = end;
        }
    }

    private async ValueTask ScanAsync(OutputLayout layout, IReadOnlyList<LabelledWindow> windows, string? version, SegmentKey segment, CancellationToken cancel)
    {
        var column = layout.SegmentOf(segment);
        var scan = new LabelledScan([layout.Outcome.Name], new Window(windows[0].Window.From, windows[^1].Window.To), null, layout.Ordinals(segment, reference: false));
        var ends = WindowEnds.Of(windows.Select(window => window.Window));
        await foreach (var batch in events.ScanLabelledAsync(layout.Model.Id, scan, cancel))
        {
            var rows = RowPick.Of(batch.Rows, version, column, segment);
            foreach (var group in rows.GroupBy(row => ends.PlaceOf(batch.Rows.At[row])))
                if (group.Key < windows.Count) windows[group.Key].Add(batch, [.. group]);
        }
    }
}
