using Vedetta.Core.Models;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Small documents in memory. Thread-safe.</summary>
public sealed class InMemorySettingsStore : ISettingsStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _documents = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<string?> FindAsync(string name, CancellationToken cancel)
    {
        lock (_lock)
            return new(_documents.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(string name, string json, CancellationToken cancel)
    {
        lock (_lock)
            _documents[name] = json;
        return ValueTask.CompletedTask;
    }

    internal void Forget(ModelId model)
    {
        lock (_lock)
        {
            foreach (var name in _documents.Keys.Where(name => name.StartsWith(ModelDocuments.PrefixOf(model), StringComparison.Ordinal)).ToList()) _documents.Remove(name);
        }
    }
}

/// <summary>Kept answers in memory. Thread-safe.</summary>
public sealed class InMemoryIdempotencyStore : IIdempotencyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IdempotentAnswer> _answers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IdempotentAnswer?> FindAsync(string key, CancellationToken cancel)
    {
        lock (_lock)
            return new(_answers.GetValueOrDefault(key));
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(IdempotentAnswer answer, DateTimeOffset keepAfter, CancellationToken cancel)
    {
        lock (_lock)
        {
            foreach (var old in _answers.Values.Where(kept => kept.At < keepAfter).ToList()) _answers.Remove(old.Key);
            _answers[answer.Key] = answer;
        }

        return ValueTask.CompletedTask;
    }
}
