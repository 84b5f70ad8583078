using Microsoft.AspNetCore.Authentication;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Signing in and out for pages and scripts in a browser.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/v1/session").WithTags("Session").AllowAnonymous();
        session.MapPost("", SignInAsync).WithSummary("Signs in: sets the session cookie").TakesBody<SessionBody>();
        session.MapDelete("", SignOutAsync).WithSummary("Signs out");
    }

    private static async Task<IResult> SignInAsync(HttpContext http, IAccountService accounts, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<SessionBody>(http.Request, cancel);
        if (await accounts.SignInAsync(body.Name, body.Password, cancel) is not { } account)
            throw new ProblemException(new Problem(401, "wrong_credentials", "Not signed in", "the name or the password is wrong; after five failures a name waits a minute"));

        await http.SignInAsync(AccountPrincipal.Scheme, AccountPrincipal.Of(account));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await http.SignOutAsync(AccountPrincipal.Scheme);
        return TypedResults.NoContent();
    }
}

/// <summary>Who signs in.</summary>
public sealed record SessionBody
{
    /// <summary>The account's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its password.</summary>
    public required string Password { get; init; }
}
