using Vedetta.Core.Channels;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Channels in memory. Thread-safe.</summary>
public sealed class InMemoryChannelStore : IChannelStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Channel> _channels = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Channel>> ListAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _channels.Values]);
    }

    /// <inheritdoc/>
    public ValueTask<Channel?> FindAsync(string name, CancellationToken cancel)
    {
        lock (_lock)
            return new(_channels.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(Channel channel, CancellationToken cancel)
    {
        lock (_lock)
            _channels[channel.Name] = channel;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancel)
    {
        lock (_lock)
            return new(_channels.Remove(name));
    }
}

/// <summary>Notifications in memory: they do not survive the process. Thread-safe.</summary>
public sealed class InMemoryOutboxStore : IOutboxStore
{
    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];

    /// <inheritdoc/>
    public ValueTask AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancel)
    {
        lock (_lock)
            foreach (var message in messages)
                if (IndexOf(message.Key) < 0) _messages.Add(message);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _messages.Where(message => message.State == OutboxState.Waiting && message.NextAttempt <= now).Select(message => message.Channel).Distinct(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxMessage>> DueAsync(string channel, DateTimeOffset now, int limit, CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _messages
                .Where(message => message.State == OutboxState.Waiting && string.Equals(message.Channel, channel, StringComparison.Ordinal) && (message.NextAttempt <= now || message.Attempts > 0))
                .DistinctBy(message => message.Incident, StringComparer.Ordinal)
                .Where(message => message.NextAttempt <= now)
                .Take(limit)]);
    }

    /// <inheritdoc/>
    public ValueTask UpdateAsync(OutboxMessage message, CancellationToken cancel)
    {
        lock (_lock)
            if (IndexOf(message.Key) is >= 0 and var at) _messages[at] = message;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxMessage>> ListAsync(string? channel, OutboxState? state, int limit, CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _messages.AsEnumerable().Reverse()
                .Where(message => (channel is null || string.Equals(message.Channel, channel, StringComparison.Ordinal)) && (state is null || message.State == state))
                .Take(limit)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxCount>> CountsAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _messages.Where(message => message.State != OutboxState.Sent && message.Incident != OutboxMessage.TestIncident).GroupBy(message => message.Channel, StringComparer.Ordinal)
                .Select(group => new OutboxCount(group.Key, group.Count(message => message.State == OutboxState.Waiting), group.Count(message => message.State == OutboxState.Failed)))
                .OrderBy(count => count.Channel, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(DateTimeOffset before, CancellationToken cancel)
    {
        lock (_lock)
            _messages.RemoveAll(message => message.State != OutboxState.Waiting && message.CreatedAt < before);
        return ValueTask.CompletedTask;
    }

    private int IndexOf(string key) => _messages.FindIndex(message => string.Equals(message.Key, key, StringComparison.Ordinal));
}
