using System.Runtime.CompilerServices;
using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Labels;

/// <summary>
/// Windows of outcomes as monitors ask for them: each window is read once, whatever number of monitors and of later windows
/// look at it. Keeps so many labelled rows as one pass of the reader. Not thread-safe.
/// </summary>
internal sealed class LabelCells(ModelState state, RealizedReader reader, DateTimeOffset now)
{
    private readonly Dictionary<Key, IReadOnlyList<KeyValuePair<CellKey, QualityCell>>> _kept = [];
    private readonly Queue<Key> _order = new();
    private long _rows;

    /// <summary>The cells of each window, known ones first; a window without predictions has none.</summary>
    public async IAsyncEnumerable<(Window Window, IReadOnlyList<KeyValuePair<CellKey, QualityCell>> Cells)> ReadAsync(
        OutcomeDefinition outcome, WindowBy by, IReadOnlyList<Window> windows, Slice slice, [EnumeratorCancellation] CancellationToken cancel)
    {
        var missing = new List<Window>();
        foreach (var window in windows)
        {
            if (_kept.TryGetValue(new Key(outcome.Name, by, window, slice), out var known)) yield return (window, known);
            else missing.Add(window);
        }

        var next = 0;
        await foreach (var cells in reader.ReadAsync(state, Scan(outcome, by, missing, slice), now, cancel))
        {
            var groups = cells.GroupBy(pair => pair.Key.Window).ToDictionary(group => group.Key, group => (IReadOnlyList<KeyValuePair<CellKey, QualityCell>>)[.. group]);
            var chunk = new List<(Window, IReadOnlyList<KeyValuePair<CellKey, QualityCell>>)>();
            for (var last = groups.Keys.DefaultIfEmpty(-1).Max(); next <= last; next++)
            {
                chunk.Add((missing[next], groups.GetValueOrDefault(next) ?? []));
                Keep(new Key(outcome.Name, by, missing[next], slice), chunk[^1].Item2);
            }

            foreach (var each in chunk) yield return each;
        }

        for (; next < missing.Count; next++)
        {
            Keep(new Key(outcome.Name, by, missing[next], slice), []);
            yield return (missing[next], []);
        }
    }

    /// <summary>Windows of one slice as one cell; null without predictions.</summary>
    public async ValueTask<QualityCell?> TogetherAsync(OutcomeDefinition outcome, WindowBy by, IReadOnlyList<Window> windows, Slice slice, CancellationToken cancel)
    {
        QualityCell? whole = null;
        var parts = new List<QualityCell>();
        await foreach (var (_, cells) in ReadAsync(outcome, by, windows, slice, cancel)) parts.AddRange(cells.Select(pair => pair.Value));
        if (parts.Count == 1) return parts[0];
        foreach (var part in parts)
        {
            whole ??= part.Empty();
            if (!whole.TryTake(part)) return await ScanTogetherAsync(outcome, by, windows, slice, cancel);
        }

        return whole;
    }

    // More rows than are kept whole: their sample or histogram comes from one pass.
    private async ValueTask<QualityCell?> ScanTogetherAsync(OutcomeDefinition outcome, WindowBy by, IReadOnlyList<Window> windows, Slice slice, CancellationToken cancel)
    {
        QualityCell? cell = null;
        var span = new Window(windows.Min(window => window.From), windows.Max(window => window.To));
        await foreach (var cells in reader.ReadAsync(state, Scan(outcome, by, [span], slice), now, cancel)) cell ??= cells.Values.FirstOrDefault();
        return cell;
    }

    // Delays are asked for where windows are those of arrival.
    private static RealizedScan Scan(OutcomeDefinition outcome, WindowBy by, IReadOnlyList<Window> windows, Slice slice) =>
        new(outcome, windows, [slice], by, KeepDelays: by == WindowBy.Arrival);

    private void Keep(Key key, IReadOnlyList<KeyValuePair<CellKey, QualityCell>> cells)
    {
        if (!_kept.TryAdd(key, cells)) return;
        _order.Enqueue(key);
        _rows += cells.Sum(pair => pair.Value.Counts.Labelled);
        while (_rows > RealizedReader.RowsAtOnce && _order.TryDequeue(out var oldest))
        {
            _rows -= _kept[oldest].Sum(pair => pair.Value.Counts.Labelled);
            _kept.Remove(oldest);
        }
    }

    private readonly record struct Key(string Outcome, WindowBy By, Window Window, Slice Slice);
}
