namespace Vedetta.Core.Security;

/// <summary>What a person may do.</summary>
public enum UserRole
{
    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Look, take and resolve incidents, give feedback.</summary>
    Operator,

    /// <summary>Everything.</summary>
    Admin,
}

/// <summary>A person who signs in.</summary>
/// <param name="Name">1 to 100 letters, digits, <c>.</c>, <c>_</c>, <c>-</c> or <c>@</c>; compared without regard to case.</param>
/// <param name="PasswordHash">Salted slow hash with its parameters (<see cref="PasswordHash"/>).</param>
/// <param name="Role">What they may do.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="Stamp">Changes with the password and the role; a session made before the change ends.</param>
public sealed record UserAccount(string Name, string PasswordHash, UserRole Role, DateTimeOffset CreatedAt, string Stamp);

/// <summary>Accounts of people. Thread-safe.</summary>
public interface IAccountService
{
    /// <summary>Whether anybody may administer; a server that listens beyond loopback does not start without.</summary>
    ValueTask<bool> HasAdminAsync(CancellationToken cancel);

    /// <summary>Everybody, by name.</summary>
    ValueTask<IReadOnlyList<UserAccount>> ListAsync(CancellationToken cancel);

    /// <summary>Makes an account, or replaces password and role of the one so named. A bad name or a password under 12 characters is an <see cref="ArgumentException"/>.</summary>
    ValueTask<UserAccount> SaveAsync(string name, string password, UserRole role, string by, CancellationToken cancel);

    /// <summary>Deletes an account; answers whether it was there.</summary>
    ValueTask<bool> DeleteAsync(string name, string by, CancellationToken cancel);

    /// <summary>
    /// The account when the password is right, or null. Takes the same time for an unknown name. After five failures in a row a
    /// name gets null for a minute, whatever the password.
    /// </summary>
    ValueTask<UserAccount?> SignInAsync(string name, string password, CancellationToken cancel);

    /// <summary>Whether a session of this name and stamp still holds.</summary>
    ValueTask<UserAccount?> ResumeAsync(string name, string stamp, CancellationToken cancel);
}

/// <summary>Accounts by name in lower case. Thread-safe.</summary>
public interface IUserStore
{
    /// <summary>Stores an account, replacing the one so named.</summary>
    ValueTask SaveAsync(UserAccount account, CancellationToken cancel);

    /// <summary>The account, or null.</summary>
    ValueTask<UserAccount?> FindAsync(string name, CancellationToken cancel);

    /// <summary>Everybody, by name.</summary>
    ValueTask<IReadOnlyList<UserAccount>> ListAsync(CancellationToken cancel);

    /// <summary>Deletes an account; answers whether it was there.</summary>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancel);
}
