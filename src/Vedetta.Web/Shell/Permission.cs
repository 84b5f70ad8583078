using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Security;
using Vedetta.Web.Errors;

namespace Vedetta.Web.Shell;

/// <summary>Lets a form act only for people of a role. Without a role nobody acts.</summary>
internal sealed class Permission(UserRole needed) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (May(http.User, needed)) return await next(context);
        var words = PageRenderer.WordsOf(http);
        var pages = (PageRenderer)http.RequestServices.GetService(typeof(PageRenderer))!;
        return pages.Bare<ErrorPage, ErrorView>(
            http, new ErrorView(words.NotAllowed, words.NotAllowedCause(Asked.Name(needed)), "forbidden", words.ToFleet, Addresses.Fleet), StatusCodes.Status403Forbidden);
    }

    /// <summary>Whether the caller has at least the role.</summary>
    public static bool May(ClaimsPrincipal user, UserRole needed) => Enum.TryParse<UserRole>(user.FindFirstValue(ClaimTypes.Role), out var role) && role >= needed;

    /// <summary>Who is calling, for histories and the audit log.</summary>
    public static string CallerOf(HttpContext http) => http.User.Identity?.Name ?? "nobody";
}
