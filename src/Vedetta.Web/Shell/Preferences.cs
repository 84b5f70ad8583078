using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Monitors;
using Vedetta.Web.Language;

namespace Vedetta.Web.Shell;

/// <summary>What a person chose about the pages, kept in cookies so that the first paint is right.</summary>
internal static class Preferences
{
    public const string ThemeCookie = "vedetta-theme";
    public const string LanguageCookie = "vedetta-lang";
    public const string KeysCookie = "vedetta-keys";
    public const string AudienceCookie = "vedetta-audience";

    public static Theme? ThemeOf(HttpRequest request) => request.Cookies[ThemeCookie] switch
    {
        "light" => Theme.Light,
        "dark" => Theme.Dark,
        _ => null,
    };

    public static Tongue TongueOf(HttpRequest request) =>
        Tongues.Choose(request.Cookies[LanguageCookie], request.Headers.AcceptLanguage.ToString());

    public static bool SingleKeysOf(HttpRequest request) => request.Cookies[KeysCookie] != "off";

    /// <summary>Whose columns the fleet page shows: those of the address, else those looked at last.</summary>
    public static Audience AudienceOf(HttpContext http)
    {
        if (!EnumWords.TryParse<Audience>(http.Request.Query["for"].ToString(), out var audience))
            return EnumWords.TryParse<Audience>(http.Request.Cookies[AudienceCookie], out var kept) ? kept : Audience.DataScience;
        Keep(http, AudienceCookie, EnumWords.Of(audience), [.. EnumWords.All<Audience>()]);
        return audience;
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/preferences", Save).AllowAnonymous().ExcludeFromDescription();

    // Setting a theme or a language changes nothing but the caller's own cookies, so a stale token is no reason to refuse.
    private static IResult Save(HttpContext http, [FromForm] string? theme, [FromForm] string? lang, [FromForm] string? keys, [FromForm] string? back)
    {
        Keep(http, ThemeCookie, theme, "light", "dark");
        Keep(http, LanguageCookie, lang, "en", "ru");
        Keep(http, KeysCookie, keys, "on", "off");
        return Results.LocalRedirect(IsLocal(back) ? back! : "/", preserveMethod: false);
    }

    private static void Keep(HttpContext http, string cookie, string? value, params ReadOnlySpan<string> allowed)
    {
        if (value is null || !allowed.Contains(value)) return;
        // Readable by the page's script, which changes the theme without a round trip.
        http.Response.Cookies.Append(cookie, value, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, HttpOnly = false, Path = "/", IsEssential = true });
    }

    private static bool IsLocal(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Contains('\n', StringComparison.Ordinal);
}
