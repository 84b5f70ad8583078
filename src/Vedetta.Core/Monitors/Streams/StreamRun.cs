using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Time;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>
/// Lets the detectors of one monitor take the values of windows in order, from the state at the end of the window before
/// the first one that is due up to the last one that is due, and on from there until what they know is what they knew.
/// Not thread-safe.
/// </summary>
internal sealed class StreamRun(ModelDefinition model, MonitorDefinition monitor, IReadOnlyList<string> columns, StreamStarts starts, IReadOnlyList<StreamState> known)
{
    private readonly List<StreamState> _states = [];
    private readonly StreamDetector[] _detectors = new StreamDetector[columns.Count];
    private readonly (double? Run, long BaselineRows)[] _stated = new (double? Run, long BaselineRows)[columns.Count];
    private readonly long[] _usual = new long[columns.Count];

    /// <summary>States that are to be kept.</summary>
    public IReadOnlyList<StreamState> States => _states;

    /// <summary>Finds where to go on.</summary>
    /// <param name="first">Start of the first window that is due.</param>
    /// <param name="data">Start of the first window that has rows.</param>
    /// <returns>The moment from which values are to be taken.</returns>
    public DateTimeOffset Begin(DateTimeOffset first, DateTimeOffset data)
    {
        var before = known.Where(state => state.Window.To <= first && state.Rule == starts.Rule)
            .GroupBy(state => state.Window).Where(IsWhole).MaxBy(group => group.Key.From);
        for (var i = 0; i < columns.Count; i++)
        {
            if (before?.FirstOrDefault(state => state.Column == columns[i]) is { } state)
            {
                _detectors[i] = DetectorCatalog.Restore(state.Detector);
                (_stated[i], _usual[i]) = ((state.Run, state.BaselineRows), state.Count);
                continue;
            }

            var start = starts.Of(columns[i]);
            _detectors[i] = DetectorCatalog.Create(start.Settings);
            _stated[i] = (start.Run, start.BaselineRows);
        }

        return before?.Key.To ?? data;
    }

    /// <summary>Takes the values of a window, given in parts in the order of time.</summary>
    /// <returns>What the detectors did, and whether they know at its end what they knew when it was last read.</returns>
    public async ValueTask<(IReadOnlyList<StreamFacts> Facts, bool Same)> TakeAsync(Window window, IAsyncEnumerable<IReadOnlyList<StreamPart>> parts, CancellationToken cancel)
    {
        var signals = columns.Select(_ => new List<DateTimeOffset>()).ToArray();
        var before = _detectors.Select(detector => (detector.Count, detector.Skipped)).ToArray();
        await foreach (var part in parts.WithCancellation(cancel))
            for (var i = 0; i < columns.Count; i++) Take(_detectors[i], part[i], signals[i]);
        var facts = new List<StreamFacts>();
        var same = true;
        for (var i = 0; i < columns.Count; i++)
        {
            var (count, skipped) = (_detectors[i].Count - before[i].Count, _detectors[i].Skipped - before[i].Skipped);
            facts.Add(new StreamFacts(columns[i], count, skipped, signals[i], _stated[i].Run, _stated[i].BaselineRows, _usual[i]));
            if (count > 0) _usual[i] = count;
            var state = new StreamState(model.Id, monitor.Name, columns[i], window, starts.Rule, _detectors[i].Save(), count, _stated[i].Run, _stated[i].BaselineRows);
            if (known.Any(each => IsSame(each, state))) continue;
            same = false;
            _states.Add(state);
        }

        return (facts, same);
    }

    private bool IsWhole(IEnumerable<StreamState> states) =>
        columns.All(column => states.Any(state => string.Equals(state.Column, column, StringComparison.Ordinal)));

    private static bool IsSame(StreamState a, StreamState b) =>
        a.Window == b.Window && string.Equals(a.Column, b.Column, StringComparison.Ordinal) && a.Rule == b.Rule && a.Count == b.Count && a.Detector.AsSpan().SequenceEqual(b.Detector);

    private static void Take(StreamDetector detector, StreamPart part, List<DateTimeOffset> signals)
    {
        for (var i = 0; i < part.Values.Length; i++)
        {
            if (double.IsNaN(part.Values[i])) continue;
            if (detector.Update(part.Values[i]) == StreamSignal.Drift) signals.Add(DateTimeOffset.UnixEpoch.AddMicroseconds(part.At[i]));
        }
    }
}
