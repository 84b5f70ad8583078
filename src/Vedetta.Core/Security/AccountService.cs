using System.Security.Cryptography;

namespace Vedetta.Core.Security;

/// <summary>Accounts with slow salted hashes; every change is audited.</summary>
public sealed class AccountService(IUserStore store, IAuditStore audit, TimeProvider clock) : IAccountService
{
    /// <summary>Shortest password that is accepted.</summary>
    public const int MinimumPassword = 12;

    private readonly SignInLimit _limit = new(clock);

    private static readonly Lazy<string> Nobody = new(() => PasswordHash.Of(Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    /// <inheritdoc/>
    public async ValueTask<bool> HasAdminAsync(CancellationToken cancel) =>
        (await store.ListAsync(cancel)).Any(account => account.Role == UserRole.Admin);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UserAccount>> ListAsync(CancellationToken cancel) => store.ListAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask<UserAccount> SaveAsync(string name, string password, UserRole role, string by, CancellationToken cancel)
    {
        var key = Key(name);
        if (key.Length is 0 or > 100 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@'))
            throw new ArgumentException("a name has 1 to 100 letters (a-z), digits, '.', '_', '-' or '@'", nameof(name));
        if (password.Length is < MinimumPassword or > 1_000)
            throw new ArgumentException($"a password has {MinimumPassword} to 1,000 characters", nameof(password));
        var now = clock.GetUtcNow();
        var known = await store.FindAsync(key, cancel);
        var account = new UserAccount(
            key, PasswordHash.Of(password), role, known?.CreatedAt ?? now, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        await store.SaveAsync(account, cancel);
        await audit.AddAsync(new AuditEntry(now, by, known is null ? "user.create" : "user.change", key, role.ToString().ToLowerInvariant()), cancel);
        return account;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string name, string by, CancellationToken cancel)
    {
        if (!await store.DeleteAsync(Key(name), cancel)) return false;
        await audit.AddAsync(new AuditEntry(clock.GetUtcNow(), by, "user.delete", Key(name), null), cancel);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<UserAccount?> SignInAsync(string name, string password, CancellationToken cancel)
    {
        var key = Key(name);
        if (!_limit.Allows(key)) return null;
        var account = await store.FindAsync(key, cancel);
        if (PasswordHash.Matches(password, account?.PasswordHash ?? Nobody.Value)) return account;
        _limit.Failed(key);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask<UserAccount?> ResumeAsync(string name, string stamp, CancellationToken cancel)
    {
        var account = await store.FindAsync(Key(name), cancel);
        return account is not null && string.Equals(account.Stamp, stamp, StringComparison.Ordinal) ? account : null;
    }

    private static string Key(string name) => name.Trim().ToLowerInvariant();
}
