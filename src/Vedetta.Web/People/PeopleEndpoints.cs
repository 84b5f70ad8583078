using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Web.Shell;

namespace Vedetta.Web.People;

/// <summary>Keys of programs and accounts of people.</summary>
internal static class PeopleEndpoints
{
    private const int AuditLines = 40;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Addresses.Access, (HttpContext http, PageRenderer pages) => ShowAsync(http, pages, made: null, fault: null));
        var admin = pages.MapGroup(Addresses.Access).AddEndpointFilter(new Permission(UserRole.Admin));
        admin.MapPost("/keys", MakeKeyAsync);
        admin.MapPost("/keys/{id}/revoke", RevokeAsync);
        admin.MapPost("/people", SaveAsync);
        admin.MapPost("/people/{name}/delete", DeleteAsync);
    }

    // The secret is in this answer and nowhere else: no redirect, so that it is never kept.
    private static async Task<IResult> MakeKeyAsync(HttpContext http, PageRenderer pages, IApiKeyService keys, [FromForm] string? name, [FromForm] string? scope)
    {
        try
        {
            var scopes = scope switch { "read" => ApiScope.Read, "admin" => ApiScope.Admin, _ => ApiScope.Ingest };
            return await ShowAsync(http, pages, await keys.CreateAsync(name ?? "", scopes, Permission.CallerOf(http), http.RequestAborted), fault: null);
        }
        catch (ArgumentException wrong)
        {
            return await ShowAsync(http, pages, made: null, Plain(wrong));
        }
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, IApiKeyService keys, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        await keys.RevokeAsync(id, Permission.CallerOf(http), http.RequestAborted);
        return Results.LocalRedirect(Addresses.Access);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, PageRenderer pages, IAccountService accounts, [FromForm] string? name, [FromForm] string? password, [FromForm] string? role)
    {
        try
        {
            var wanted = EnumWords.TryParse<UserRole>(role, out var known) ? known : UserRole.Viewer;
            if (wanted != UserRole.Admin && await IsLastAdminAsync(accounts, name ?? "", http.RequestAborted)) return await ShowAsync(http, pages, made: null, LastAdmin);
            await accounts.SaveAsync((name ?? "").Trim(), password ?? "", wanted, Permission.CallerOf(http), http.RequestAborted);
            return Results.LocalRedirect(Addresses.Access);
        }
        catch (ArgumentException wrong)
        {
            return await ShowAsync(http, pages, made: null, Plain(wrong));
        }
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, PageRenderer pages, IAccountService accounts, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        if (await IsLastAdminAsync(accounts, name, http.RequestAborted)) return await ShowAsync(http, pages, made: null, LastAdmin);
        await accounts.DeleteAsync(name, Permission.CallerOf(http), http.RequestAborted);
        return Results.LocalRedirect(Addresses.Access);
    }

    private const string LastAdmin = "this is the last administrator; make another one first";

    private static async ValueTask<bool> IsLastAdminAsync(IAccountService accounts, string name, CancellationToken cancel)
    {
        var admins = (await accounts.ListAsync(cancel)).Where(account => account.Role == UserRole.Admin).ToList();
        return admins is [var last] && string.Equals(last.Name, name.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    private static string Plain(ArgumentException wrong) => wrong.Message.Split(" (Parameter")[0];

    private static async Task<IResult> ShowAsync(HttpContext http, PageRenderer pages, CreatedApiKey? made, string? fault)
    {
        var services = http.RequestServices;
        var cancel = http.RequestAborted;
        var may = Permission.May(http.User, UserRole.Admin);
        var view = new PeopleView(
            may ? await services.GetRequiredService<IApiKeyService>().ListAsync(cancel) : [],
            may ? await services.GetRequiredService<IAccountService>().ListAsync(cancel) : [],
            may ? await services.GetRequiredService<IAuditStore>().ListAsync(AuditLines, cancel) : [],
            may, made, fault, Permission.CallerOf(http));
        return await pages.PageAsync<PeoplePage, PeopleView>(http, view, fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
