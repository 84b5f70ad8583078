using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Vedetta.Core.Security;

namespace Vedetta.Server.Security;

/// <summary>Who may use an endpoint.</summary>
internal static class Access
{
    /// <summary>Claim of a scope that a key has.</summary>
    public const string ScopeClaim = "vedetta:scope";

    /// <summary>Policy of pages: a person who may look.</summary>
    public const string Person = "person";

    /// <summary>Asks for a key with this scope, or a person who may do as much.</summary>
    public static T Requires<T>(this T endpoint, ApiScope scope, UserRole? role = null)
        where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(context => May(context.User, scope, role ?? RoleFor(scope))));

    /// <summary>Whether the caller has the scope, or the role.</summary>
    internal static bool May(ClaimsPrincipal caller, ApiScope scope, UserRole role)
    {
        if (Enum.TryParse<UserRole>(caller.FindFirstValue(ClaimTypes.Role), out var has) && has >= role) return true;
        if (!int.TryParse(caller.FindFirstValue(ScopeClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)) return false;
        var scopes = (ApiScope)bits;
        return scopes.HasFlag(ApiScope.Admin) || scopes.HasFlag(scope);
    }

    private static UserRole RoleFor(ApiScope scope) => scope == ApiScope.Read ? UserRole.Viewer : UserRole.Admin;

    /// <summary>Registers the policy of pages; everything without a policy of its own asks for a caller.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(Person, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => May(context.User, ApiScope.Admin, UserRole.Viewer)));
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}

/// <summary>Who is calling, for histories and the audit log.</summary>
internal static class Caller
{
    /// <summary>A person's name, <c>key:&lt;id&gt;</c>, or <c>local</c>.</summary>
    public static string Of(ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";
}
