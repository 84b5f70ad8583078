using Vedetta.Core.Security;

namespace Vedetta.Web.Tests.Story;

/// <summary>Keys in a list; the secret is always the same.</summary>
public sealed class StoryKeys : IApiKeyService
{
    private readonly List<ApiKey> _keys = [];

    public ValueTask<CreatedApiKey> CreateAsync(string name, ApiScope scopes, string by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("a key's name has 1 to 100 characters", nameof(name));
        var key = new ApiKey($"k{_keys.Count:000000000000}", name, scopes, "", StoryWorld.Now, by, null);
        _keys.Insert(0, key);
        return new(new CreatedApiKey(key, "vdt_000000000000_made-for-the-story"));
    }

    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel) => new([.. _keys]);

    public ValueTask<bool> RevokeAsync(string id, string by, CancellationToken cancel)
    {
        var at = _keys.FindIndex(k => k.Id == id);
        if (at >= 0) _keys[at] = _keys[at] with { RevokedAt = StoryWorld.Now };
        return new(at >= 0);
    }

    public ValueTask<ApiKey?> AuthenticateAsync(string secret, CancellationToken cancel) => new((ApiKey?)null);
}
