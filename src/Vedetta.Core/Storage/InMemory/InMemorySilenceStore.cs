using System.Globalization;
using Vedetta.Core.Incidents.Silencing;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Silences in memory. Thread-safe.</summary>
public sealed class InMemorySilenceStore : ISilenceStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Silence> _silences = new(StringComparer.Ordinal);
    private int _last;

    /// <inheritdoc/>
    public ValueTask<string> NextIdAsync(CancellationToken cancel) =>
        new("SIL-" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public ValueTask SaveAsync(Silence silence, CancellationToken cancel)
    {
        lock (_lock)
            _silences[silence.Id] = silence;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Silence?> FindAsync(string id, CancellationToken cancel)
    {
        lock (_lock)
            return new(_silences.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Silence>> ListAsync(DateTimeOffset endingAfter, CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _silences.Values.Where(silence => silence.To > endingAfter).OrderByDescending(silence => silence.To).ThenByDescending(silence => silence.Id.Length).ThenByDescending(silence => silence.Id, StringComparer.Ordinal)]);
    }
}
