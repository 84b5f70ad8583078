using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Experiments;

/// <summary>
/// Reads experiments from labelled rows. A reading is kept until new commits arrive; one that took longer than a second
/// answers for a minute even beside new commits. Thread-safe.
/// </summary>
public sealed class ExperimentReader(ModelRegistry registry, IEventStore events, ExperimentService experiments, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private const int MostKept = 64;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<(ModelId Model, string Name, DateTimeOffset? AsOf), Kept> _kept = [];

    /// <summary>Every experiment of a model, the latest begun first.</summary>
    public async ValueTask<IReadOnlyList<ExperimentReading>> ReadAllAsync(ModelId model, DateTimeOffset? asOf, CancellationToken cancel)
    {
        var readings = new List<ExperimentReading>();
        foreach (var experiment in (await experiments.ListAsync(model, cancel)).OrderByDescending(e => e.From).ThenBy(e => e.Name, StringComparer.Ordinal))
            readings.Add(await ReadAsync(experiment, asOf, cancel));
        return readings;
    }

    /// <summary>One experiment as it stands, or as it stood at a moment.</summary>
    public async ValueTask<ExperimentReading> ReadAsync(ExperimentDefinition experiment, DateTimeOffset? asOf, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var state = await registry.FindAsync(experiment.Model, cancel) ?? throw new UnknownModelException(experiment.Model);
        var key = (experiment.Model, experiment.Name, asOf);
        await _one.WaitAsync(cancel);
        try
        {
            var (now, sequence) = (clock.GetUtcNow(), (await events.SummaryAsync(experiment.Model, cancel)).LastSequence);
            if (_kept.TryGetValue(key, out var kept) && kept.Revision == state.Definition.Revision && kept.Reading.Definition.Same(experiment) && kept.Reading.Definition.FixedAt == experiment.FixedAt
                && now - kept.At < Patience && (kept.Sequence == sequence || kept.Took > Slow))
                return kept.Reading;
            var started = clock.GetTimestamp();
            var counts = await new ExperimentScan(experiment, state, asOf ?? now).RunAsync(events, cancel);
            var reading = ExperimentReport.Of(experiment, counts, asOf ?? now);
            _kept.Remove(key);
            if (_kept.Count >= MostKept) _kept.Remove(_kept.MinBy(each => each.Value.At).Key);
            _kept[key] = new Kept(reading, sequence, state.Definition.Revision, now, clock.GetElapsedTime(started));
            return reading;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private sealed record Kept(ExperimentReading Reading, long Sequence, long Revision, DateTimeOffset At, TimeSpan Took);
}
