using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Realized;

/// <summary>What is to be read of the predictions and outcomes of a model.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Windows">Windows in order, which do not overlap.</param>
/// <param name="Slices">Which predictions are measured together.</param>
/// <param name="By">Which moment puts a prediction into a window.</param>
/// <param name="AsOf">What was known then; null for everything stored.</param>
/// <param name="KeepDelays">Whether delays of outcomes are asked for.</param>
internal sealed record RealizedScan(
    OutcomeDefinition Outcome, IReadOnlyList<Window> Windows, IReadOnlyList<Slice> Slices, WindowBy By = WindowBy.Event, DateTimeOffset? AsOf = null, bool KeepDelays = false);

/// <summary>Reads predictions beside their outcomes into cells; many rows in several passes, so that memory stays bounded.</summary>
internal sealed class RealizedReader(IEventStore events, IProfileReader? profiles)
{
    // Fewer rows than this are read in one pass: about 100 MB of scores and labels.
    internal const long RowsAtOnce = 3_000_000;

    /// <summary>The cells that have predictions, chunk after chunk of the windows; forget a chunk before asking for the next.</summary>
    /// <param name="state">The model.</param>
    /// <param name="scan">What is read.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async IAsyncEnumerable<IReadOnlyDictionary<CellKey, QualityCell>> ReadAsync(
        ModelState state, RealizedScan scan, DateTimeOffset now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (scan.Windows.Count == 0) yield break;
        var first = 0;
        foreach (var count in await ChunksAsync(state.Definition, scan, cancel))
        {
            var windows = scan.Windows.Skip(first).Take(count).ToList();
            var grid = new CellGrid(state, scan.Outcome, windows, scan.Slices) { By = scan.By, KeepDelays = scan.KeepDelays, Known = scan.AsOf ?? now };
            var span = scan.By == WindowBy.Event ? new Window(windows[0].From, windows[^1].To) : new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
            await foreach (var batch in events.ScanLabelledAsync(state.Id, new LabelledScan([scan.Outcome.Name], span, scan.AsOf, grid.Ordinals), cancel))
                grid.Add(batch.Rows, batch.Outcomes[0]);
            var offset = first;
            yield return offset == 0 ? grid.Cells : grid.Cells.ToDictionary(pair => pair.Key with { Window = pair.Key.Window + offset }, pair => pair.Value);
            first += count;
        }
    }

    // How many windows are read together.
    private async ValueTask<IReadOnlyList<int>> ChunksAsync(ModelDefinition model, RealizedScan scan, CancellationToken cancel)
    {
        if (scan.By == WindowBy.Arrival || profiles is null || (await events.SummaryAsync(model.Id, cancel)).Rows <= RowsAtOnce) return [scan.Windows.Count];
        var sets = await profiles.ReadAsync(model.Id, scan.Windows, [], null, SegmentKey.All, cancel);
        var chunks = new List<int>();
        var (rows, windows) = (0L, 0);
        foreach (var set in sets)
        {
            if (windows > 0 && rows + set.Rows > RowsAtOnce)
            {
                chunks.Add(windows);
                (rows, windows) = (0, 0);
            }

            (rows, windows) = (rows + set.Rows, windows + 1);
        }

        chunks.Add(windows);
        return chunks;
    }
}
