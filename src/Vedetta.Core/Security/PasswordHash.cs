using System.Globalization;
using System.Security.Cryptography;

namespace Vedetta.Core.Security;

/// <summary>
/// Passwords as <c>pbkdf2-sha512$iterations$salt$hash</c> (RFC 8018; 210,000 iterations as OWASP advises for SHA-512).
/// The parameters travel with the hash, so raising them later keeps old passwords working.
/// </summary>
public static class PasswordHash
{
    private const string Scheme = "pbkdf2-sha512";
    private const int Iterations = 210_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>The hash of a password under a fresh salt.</summary>
    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether the password is the one that was hashed; in constant time.</summary>
    public static bool Matches(string password, string stored)
    {
        if (stored.Split('$') is not [Scheme, var rounds, var salt, var hash]
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)) return false;
        var expected = Convert.FromBase64String(hash);
        var actual = Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(salt), iterations, HashAlgorithmName.SHA512, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
