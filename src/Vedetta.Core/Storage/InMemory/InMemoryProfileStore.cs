using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Profiles in memory, for tests and offline work: nothing survives the process. Thread-safe.</summary>
public sealed class InMemoryProfileStore : IProfileStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, List<ProfileFragment>> _fragments = [];
    private readonly Dictionary<ModelId, long> _checkpoints = [];

    /// <inheritdoc/>
    public ValueTask AppendAsync(ModelId model, IReadOnlyList<ProfileFragment> fragments, long checkpoint, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_fragments.TryGetValue(model, out var stored)) _fragments[model] = stored = [];
            stored.AddRange(fragments.Select(fragment => fragment with { Payload = fragment.Payload.ToArray() }));
            _checkpoints[model] = checkpoint;
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> CheckpointAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_checkpoints.GetValueOrDefault(model));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ProfileFragment>> ReadAsync(ProfileQuery query, CancellationToken cancel)
    {
        lock (_lock)
        {
            var hasSpan = query.Level is ProfileLevel.Hour or ProfileLevel.Day or ProfileLevel.Month;
            return new([.. (_fragments.GetValueOrDefault(query.Model) ?? []).Where(fragment =>
                fragment.Key.Level == query.Level
                && (!hasSpan || query.Span.Contains(fragment.Key.Start))
                && (query.Columns is null || query.Columns.Contains(fragment.Key.Column))
                && (query.Versions is null || query.Versions.Contains(fragment.Key.Version))
                && (query.Segment is null || query.Segment == fragment.Key.Segment))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ModelId model, ProfileLevel? level, Window? span, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (level is null && span is null)
            {
                _fragments.Remove(model);
                _checkpoints.Remove(model);
            }
            else
            {
                _fragments.GetValueOrDefault(model)?.RemoveAll(fragment =>
                    (level is null || fragment.Key.Level == level) && (span is null || span.Value.Contains(fragment.Key.Start)));
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> CompactAsync(
        ModelId model, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ProfileKey, ReadOnlyMemory<byte>> merge, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (!_fragments.TryGetValue(model, out var stored)) return new(0L);
            var keys = stored.GroupBy(fragment => fragment.Key).ToList();
            _fragments[model] = [.. keys.Select(key => key.Count() == 1
                ? key.First()
                : new ProfileFragment(key.Key, merge([.. key.Select(fragment => fragment.Payload)], key.Key).ToArray()))];
            return new(keys.Count(key => key.Count() > 1));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
