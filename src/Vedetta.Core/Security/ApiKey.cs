namespace Vedetta.Core.Security;

/// <summary>What the bearer of a key may do.</summary>
[Flags]
public enum ApiScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Send predictions, outcomes and references.</summary>
    Ingest = 1,

    /// <summary>Read everything but secrets.</summary>
    Read = 2,

    /// <summary>Change models, monitors, channels, keys and people; includes the other scopes.</summary>
    Admin = 4,
}

/// <summary>A key of a program. The secret itself is never stored.</summary>
/// <param name="Id">Public part of the key, found in the key itself and in logs.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="SecretHash">SHA-256 of the 256-bit random secret, lower-case hex. A random secret needs no slow hash.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="RevokedAt">When it stopped working; null while it works.</param>
public sealed record ApiKey(
    string Id, string Name, ApiScope Scopes, string SecretHash, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt);

/// <summary>A key just made.</summary>
/// <param name="Key">What is stored of it.</param>
/// <param name="Secret">The whole key as its user sends it; shown once and never again.</param>
public sealed record CreatedApiKey(ApiKey Key, string Secret);

/// <summary>Makes, lists, revokes and checks the keys of programs. Thread-safe.</summary>
public interface IApiKeyService
{
    /// <summary>Makes a key. An empty or longer than 100 characters name, or no scope, is an <see cref="ArgumentException"/>.</summary>
    ValueTask<CreatedApiKey> CreateAsync(string name, ApiScope scopes, string by, CancellationToken cancel);

    /// <summary>Every key, the latest first, revoked ones too.</summary>
    ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel);

    /// <summary>Stops a key; answers whether there was one that worked.</summary>
    ValueTask<bool> RevokeAsync(string id, string by, CancellationToken cancel);

    /// <summary>The working key of this secret, or null.</summary>
    ValueTask<ApiKey?> AuthenticateAsync(string secret, CancellationToken cancel);
}

/// <summary>Keys by id. Thread-safe.</summary>
public interface IApiKeyStore
{
    /// <summary>Stores a key by id, replacing what was.</summary>
    ValueTask SaveAsync(ApiKey key, CancellationToken cancel);

    /// <summary>The key, or null.</summary>
    ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Every key, the latest first.</summary>
    ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel);
}
