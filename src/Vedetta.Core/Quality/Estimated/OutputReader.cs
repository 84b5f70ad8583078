using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Rows that were read, with what one must know of them.</summary>
/// <param name="Rows">The rows in the order of time.</param>
/// <param name="Versions">Rows of each version.</param>
/// <param name="Population">Rows they were taken from; more than there are rows where only a sample was read.</param>
internal sealed record ReadRows(OutputRows Rows, IReadOnlyDictionary<string, long> Versions, long Population)
{
    /// <summary>The version most rows are of; the later one of the alphabet when two have as many.</summary>
    public string MainVersion => Versions.Count == 0 ? "" : Versions.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key, StringComparer.Ordinal).First().Key;
}

/// <summary>Reads what estimation looks at out of the event store, at most a stated number of rows. Thread-safe.</summary>
internal sealed class OutputReader(IEventStore events, int mostRows)
{
    private const int MostLevels = 1000;

    /// <summary>The labelled reference of a version; a sample of it by the hashes of its rows where it is larger than the bound.</summary>
    public async ValueTask<ReadRows> ReferenceAsync(OutputLayout layout, ModelVersion version, CancellationToken cancel)
    {
        var population = version.Reference?.Rows ?? 0;
        var collector = new OutputCollector(layout, labelled: true, MostLevels);
        var scan = new RowScan(Reference: version.Version, Columns: layout.Ordinals(SegmentKey.All, reference: true), HashUpTo: RowSampler.HashUpTo(mostRows, population));
        await foreach (var batch in events.ScanAsync(layout.Model.Id, scan, cancel))
        {
            var label = layout.LabelOfReference is { } ordinal ? batch.FindColumn(ordinal) : null;
            collector.Add(batch, [.. Enumerable.Range(0, batch.Count)], row => (label?.Categories?[row], label?.Numbers is { } numbers ? numbers[row] : double.NaN));
        }

        return new ReadRows(collector.Finish(), collector.Versions, Math.Max(population, collector.Count));
    }

    /// <summary>How many of these windows, from the first on, one scan reads: those that follow each other without a gap and together hold no more rows than the bound.</summary>
    public int Together(IReadOnlyList<(Window Window, long Rows)> windows, int first)
    {
        var (end, rows) = (first + 1, windows[first].Rows);
        while (end < windows.Count && windows[end].Window.From == windows[end - 1].Window.To && rows + windows[end].Rows <= mostRows) rows += windows[end++].Rows;
        return end - first;
    }

    /// <summary>Predictions of windows that follow each other, with one scan.</summary>
    public async ValueTask<IReadOnlyList<ReadRows>> WindowsAsync(OutputLayout layout, IReadOnlyList<Window> windows, string? version, SegmentKey segment, CancellationToken cancel)
    {
        var collectors = windows.Select(_ => new OutputCollector(layout, labelled: false)).ToList();
        var ends = WindowEnds.Of(windows);
        var segmentColumn = layout.SegmentOf(segment);
        var scan = new RowScan(Span: new Window(windows[0].From, windows[^1].To), Columns: layout.Ordinals(segment, reference: false));
        await foreach (var batch in events.ScanAsync(layout.Model.Id, scan, cancel))
            foreach (var group in RowPick.Of(batch, version, segmentColumn, segment).GroupBy(row => ends.PlaceOf(batch.At[row])))
                if (group.Key < collectors.Count) collectors[group.Key].Add(batch, [.. group], null);
        return [.. collectors.Select(collector => new ReadRows(collector.Finish(), collector.Versions, collector.Count))];
    }

    /// <summary>Predictions of a span.</summary>
    /// <param name="layout">Where everything stands.</param>
    /// <param name="span">Event times.</param>
    /// <param name="version">Only this version; null for all.</param>
    /// <param name="segment">Which rows.</param>
    /// <param name="population">Rows of the span, as the profiles count them.</param>
    /// <param name="cancel">Stops the scan.</param>
    public async ValueTask<ReadRows> WindowAsync(OutputLayout layout, Window span, string? version, SegmentKey segment, long population, CancellationToken cancel)
    {
        var collector = new OutputCollector(layout, labelled: false);
        var upTo = RowSampler.HashUpTo(mostRows, population);
        var segmentColumn = layout.SegmentOf(segment);
        var scan = new RowScan(Span: span, Columns: layout.Ordinals(segment, reference: false), HashUpTo: upTo);
        await foreach (var batch in events.ScanAsync(layout.Model.Id, scan, cancel))
            collector.Add(batch, RowPick.Of(batch, version, segmentColumn, segment), null);
        return new ReadRows(collector.Finish(), collector.Versions, upTo is null ? collector.Count : Math.Max(population, collector.Count));
    }
}
