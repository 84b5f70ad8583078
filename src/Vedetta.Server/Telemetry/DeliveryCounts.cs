using System.Collections.Concurrent;

namespace Vedetta.Server.Telemetry;

/// <summary>Notices by channel and what became of them, since the start of the process. Thread-safe.</summary>
internal sealed class DeliveryCounts
{
    private readonly ConcurrentDictionary<(string Channel, string Outcome), long> _counts = new();

    /// <summary>Counts an attempt that was <c>sent</c>, will be <c>retried</c>, or was <c>failed</c> for good.</summary>
    public void Add(string channel, string outcome) => _counts.AddOrUpdate((channel, outcome), 1, (_, count) => count + 1);

    /// <summary>Every count, by channel and outcome.</summary>
    public IReadOnlyList<(string Channel, string Outcome, long Count)> All => [.. _counts.OrderBy(pair => pair.Key).Select(pair => (pair.Key.Channel, pair.Key.Outcome, pair.Value))];
}
