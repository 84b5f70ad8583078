using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Vedetta.Core.Security;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Security;

/// <summary>Who is who over HTTP.</summary>
internal static class SecurityComposition
{
    private const string Choose = "choose";
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    /// <summary>Registers schemes and policies for a server of this reach.</summary>
    public static IServiceCollection AddVedettaAccess(this IServiceCollection services, Reach reach)
    {
        services.AddSingleton(reach);
        services.AddAuthentication(Choose)
            .AddPolicyScheme(Choose, displayName: null, options => options.ForwardDefaultSelector = context => SchemeOf(context, reach))
            .AddScheme<AuthenticationSchemeOptions, LocalHandler>(LocalHandler.SchemeName, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null)
            .AddCookie(AccountPrincipal.Scheme, ConfigureCookie);
        services.AddAuthorization(Access.AddPolicies);
        return services;
    }

    /// <summary>Refuses to start where others could reach a server that nobody administers.</summary>
    /// <exception cref="SettingsException">There is no administrator and none was named by the environment.</exception>
    public static async ValueTask RequireAdministratorAsync(this IServiceProvider services, ServerSettings settings, CancellationToken cancel)
    {
        if (services.GetRequiredService<Reach>().LoopbackOnly) return;
        var accounts = services.GetRequiredService<IAccountService>();
        if (await accounts.HasAdminAsync(cancel)) return;
        if (Environment.GetEnvironmentVariable(AdminPasswordVariable) is { Length: >= AccountService.MinimumPassword } password)
        {
            await accounts.SaveAsync("admin", password, UserRole.Admin, "environment", cancel);
            return;
        }

        throw new SettingsException(
        [
            new SettingFailure(
                "urls", string.Join(", ", settings.Urls),
                $"addresses of loopback until there is an administrator; start once with {AdminPasswordVariable} set to a password of at least {AccountService.MinimumPassword} characters to make the account 'admin'"),
        ]);
    }

    /// <summary>Environment variable with the first administrator's password.</summary>
    public const string AdminPasswordVariable = "VEDETTA_ADMIN_PASSWORD";

    private static string SchemeOf(HttpContext context, Reach reach)
    {
        if (context.Request.Headers.ContainsKey("Authorization")) return ApiKeyHandler.SchemeName;
        return reach.LoopbackOnly ? LocalHandler.SchemeName : AccountPrincipal.Scheme;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "vedetta-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SessionLength;
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "to";
        options.Events.OnValidatePrincipal = EndStaleSessionAsync;
        options.Events.OnRedirectToLogin = context => RefuseAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => RefuseAsync(context, StatusCodes.Status403Forbidden);
    }

    // A session ends with its account, password or role.
    private static async Task EndStaleSessionAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<IAccountService>();
        var stamp = context.Principal?.FindFirst(AccountPrincipal.StampClaim)?.Value;
        var name = context.Principal?.Identity?.Name;
        if (name is not null && stamp is not null && await accounts.ResumeAsync(name, stamp, context.HttpContext.RequestAborted) is not null) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AccountPrincipal.Scheme);
    }

    // Programs get a status, people are led to the sign-in page.
    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var page = !context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (page && status == StatusCodes.Status401Unauthorized) context.Response.Redirect(context.RedirectUri);
        else context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
