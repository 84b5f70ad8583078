using System.Security.Claims;

namespace Vedetta.Core.Security;

/// <summary>A signed-in person as a principal: what the session cookie carries. The sign-in page issues it, the host checks it.</summary>
public static class AccountPrincipal
{
    /// <summary>Name of the cookie's authentication scheme.</summary>
    public const string Scheme = "session";

    /// <summary>Claim of the account's stamp; a session whose stamp is no longer the account's has ended.</summary>
    public const string StampClaim = "vedetta:stamp";

    /// <summary>The principal of an account.</summary>
    public static ClaimsPrincipal Of(UserAccount account) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, account.Name),
            new Claim(ClaimTypes.Role, account.Role.ToString()),
            new Claim(StampClaim, account.Stamp),
        ],
        Scheme));
}
