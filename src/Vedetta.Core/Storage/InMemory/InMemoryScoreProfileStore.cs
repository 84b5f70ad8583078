using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Scores;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Score profiles in memory, for tests and offline work: nothing survives the process. Thread-safe.</summary>
public sealed class InMemoryScoreProfileStore : IScoreProfileStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, List<ScoreFragment>> _fragments = [];
    private readonly Dictionary<ModelId, ScoreMark> _marks = [];

    /// <inheritdoc/>
    public ValueTask<ScoreMark?> MarkAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock) return new(_marks.GetValueOrDefault(model));
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ModelId model, ScoreWrite write, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_fragments.TryGetValue(model, out var stored)) _fragments.Add(model, stored = []);
            var replaced = write.Replaced.ToHashSet();
            stored.RemoveAll(fragment => replaced.Contains((fragment.Key.Level, fragment.Key.Start)));
            stored.AddRange(write.Fragments.Select(fragment => fragment with { Payload = fragment.Payload.ToArray() }));
            if (write.Mark is { } mark) _marks[model] = mark;
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScoreFragment>> ReadAsync(ScoreProfileQuery query, CancellationToken cancel)
    {
        lock (_lock)
        {
            IReadOnlyList<ScoreFragment> found = [.. (_fragments.GetValueOrDefault(query.Model) ?? []).Where(fragment =>
                fragment.Key.Level == query.Level
                && (query.Level == ScoreLevel.Reference || query.Span.Contains(fragment.Key.Start))
                && (query.Outcomes is null || query.Outcomes.Contains(fragment.Key.Outcome, StringComparer.Ordinal))
                && (query.Version is null || string.Equals(query.Version, fragment.Key.Version, StringComparison.Ordinal))
                && (query.Segment is null || query.Segment == fragment.Key.Segment))];
            return new(found);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScoreDay>> DaysAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
        {
            IReadOnlyList<ScoreDay> days = [.. (_fragments.GetValueOrDefault(model) ?? []).Where(fragment => fragment.Key.Level == ScoreLevel.Day && fragment.Key.Segment.IsAll)
                .GroupBy(fragment => fragment.Key.Start).OrderBy(day => day.Key)
                .Select(day => new ScoreDay(day.Key, day.Where(fragment => fragment.Key.Outcome.Length == 0).Sum(fragment => fragment.Rows), day.Min(fragment => fragment.MaturesAt)))];
            return new(days);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentKey>> SegmentsAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
        {
            IReadOnlyList<SegmentKey> segments = [.. (_fragments.GetValueOrDefault(model) ?? []).Select(fragment => fragment.Key.Segment).Where(segment => !segment.IsAll).Distinct()
                .OrderBy(segment => segment.Column, StringComparer.Ordinal).ThenBy(segment => segment.Value, StringComparer.Ordinal)];
            return new(segments);
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
        {
            _fragments.Remove(model);
            _marks.Remove(model);
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
