using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Vedetta.Core.Security;

/// <summary>Keys of the form <c>vdt_&lt;id&gt;_&lt;secret&gt;</c>: 48 bits of id, 256 bits of secret.</summary>
public sealed class ApiKeyService(IApiKeyStore store, IAuditStore audit, TimeProvider clock) : IApiKeyService
{
    private const string Prefix = "vdt_";

    // A key is asked for on every request; a working one is remembered, and a revocation forgets it at once.
    private readonly ConcurrentDictionary<string, ApiKey> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<CreatedApiKey> CreateAsync(string name, ApiScope scopes, string by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100) throw new ArgumentException("a key's name has 1 to 100 characters", nameof(name));
        if (scopes == ApiScope.None) throw new ArgumentException("a key needs at least one scope: ingest, read, admin", nameof(scopes));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        var key = new ApiKey(id, name.Trim(), scopes, Hash(secret), now, by, RevokedAt: null);
        await store.SaveAsync(key, cancel);
        await audit.AddAsync(new AuditEntry(now, by, "key.create", id, name.Trim()), cancel);
        return new CreatedApiKey(key, $"{Prefix}{id}_{secret}");
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel) => store.ListAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask<bool> RevokeAsync(string id, string by, CancellationToken cancel)
    {
        var key = await store.FindAsync(id, cancel);
        if (key is null or { RevokedAt: not null }) return false;
        var now = clock.GetUtcNow();
        await store.SaveAsync(key with { RevokedAt = now }, cancel);
        _known.TryRemove(id, out _);
        await audit.AddAsync(new AuditEntry(now, by, "key.revoke", id, key.Name), cancel);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<ApiKey?> AuthenticateAsync(string secret, CancellationToken cancel)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = secret[Prefix.Length..].Split('_');
        if (parts is not [{ Length: 12 } id, { Length: 64 } random]) return null;
        if (!_known.TryGetValue(id, out var key))
        {
            key = await store.FindAsync(id, cancel);
            if (key is null or { RevokedAt: not null }) return null;
            _known[id] = key;
        }

        var given = Encoding.ASCII.GetBytes(Hash(random));
        return CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(key.SecretHash)) ? key : null;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
