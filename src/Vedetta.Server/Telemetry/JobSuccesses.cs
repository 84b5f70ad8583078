using System.Collections.Concurrent;

namespace Vedetta.Server.Telemetry;

/// <summary>When each background job last did its work to the end, since the start of the process. Thread-safe.</summary>
internal sealed class JobSuccesses
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    /// <summary>The job ended well.</summary>
    public void Succeeded(string job, DateTimeOffset now) => _last[job] = now;

    /// <summary>Every job that ended well at least once, by name.</summary>
    public IReadOnlyList<(string Job, DateTimeOffset At)> All => [.. _last.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
}
