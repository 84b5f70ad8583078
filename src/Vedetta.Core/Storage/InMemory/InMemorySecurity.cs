using Vedetta.Core.Security;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Keys in memory. Thread-safe.</summary>
public sealed class InMemoryApiKeyStore : IApiKeyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask SaveAsync(ApiKey key, CancellationToken cancel)
    {
        lock (_lock)
            _keys[key.Id] = key;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancel)
    {
        lock (_lock)
            return new(_keys.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _keys.Values.OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)]);
    }
}

/// <summary>Accounts in memory. Thread-safe.</summary>
public sealed class InMemoryUserStore : IUserStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, UserAccount> _users = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask SaveAsync(UserAccount account, CancellationToken cancel)
    {
        lock (_lock)
            _users[account.Name] = account;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindAsync(string name, CancellationToken cancel)
    {
        lock (_lock)
            return new(_users.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UserAccount>> ListAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _users.Values]);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancel)
    {
        lock (_lock)
            return new(_users.Remove(name));
    }
}

/// <summary>The audit log in memory. Thread-safe.</summary>
public sealed class InMemoryAuditStore : IAuditStore
{
    private readonly Lock _lock = new();
    private readonly List<AuditEntry> _entries = [];

    /// <inheritdoc/>
    public ValueTask AddAsync(AuditEntry entry, CancellationToken cancel)
    {
        lock (_lock)
            _entries.Add(entry);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int limit, CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _entries.AsEnumerable().Reverse().Take(limit)]);
    }
}
