using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Security;
using Vedetta.Web.Errors;
using Vedetta.Web.Shell;

namespace Vedetta.Web.SignIn;

/// <summary>Signing in and out. Open to everybody.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var open = endpoints.MapGroup("").AddEndpointFilter<PageErrors>().ExcludeFromDescription().AllowAnonymous();
        open.MapGet(Addresses.Login, (HttpContext http, PageRenderer pages, string? to) => pages.Bare<SignInPage, SignInView>(http, new SignInView(Local(to), null, Failed: false), StatusCodes.Status200OK));
        open.MapPost(Addresses.Login, SignInAsync);
        open.MapPost("/logout", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, PageRenderer pages, [FromServices] IAccountService? accounts, [FromForm] string? name, [FromForm] string? password, [FromForm] string? to)
    {
        if (string.IsNullOrWhiteSpace(name) || accounts is null || string.IsNullOrEmpty(password) || await accounts.SignInAsync(name, password, http.RequestAborted) is not { } account)
            return pages.Bare<SignInPage, SignInView>(http, new SignInView(Local(to), name, Failed: true), StatusCodes.Status401Unauthorized);
        await http.SignInAsync(AccountPrincipal.Scheme, AccountPrincipal.Of(account));
        return Results.LocalRedirect(Local(to));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        await http.SignOutAsync(AccountPrincipal.Scheme);
        return Results.LocalRedirect(Addresses.Login);
    }

    private static string Local(string? to) => to is ['/', ..] and not ['/', '/' or '\\', ..] && !to.Any(char.IsControl) ? to : Addresses.Fleet;
}

/// <summary>What the sign-in page shows.</summary>
/// <param name="To">Where to go afterwards.</param>
/// <param name="Name">The name tried; null at first.</param>
/// <param name="Failed">Whether a try just failed.</param>
public sealed record SignInView(string To, string? Name, bool Failed);
