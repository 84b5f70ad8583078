using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Setup;

/// <summary>First steps: keys, code, and the light that goes on at the first event.</summary>
internal static class SetupEndpoints
{
    private static readonly string[] Languages = ["curl", "python", "csharp"];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Addresses.Setup, GetAsync);
        var admin = pages.MapGroup("").AddEndpointFilter(new Permission(UserRole.Admin));
        admin.MapPost("/setup/keys", MakeAsync);
        admin.MapPost("/setup/keys/{id}/revoke", RevokeAsync);
        pages.MapGet("/fragments/light", LightAsync);
    }

    private static async Task<IResult> GetAsync(HttpContext http, PageRenderer pages) => await ShowAsync(http, pages, made: null, fault: null);

    // The secret is in this answer and nowhere else: no redirect, so that it is never kept.
    private static async Task<IResult> MakeAsync(HttpContext http, PageRenderer pages, IApiKeyService keys, [FromForm] string? name, [FromForm] string? scope)
    {
        try
        {
            var scopes = scope switch { "read" => ApiScope.Read, "admin" => ApiScope.Admin, _ => ApiScope.Ingest };
            return await ShowAsync(http, pages, await keys.CreateAsync(name ?? "", scopes, Permission.CallerOf(http), http.RequestAborted), fault: null);
        }
        catch (ArgumentException e)
        {
            return await ShowAsync(http, pages, made: null, e.Message);
        }
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, IApiKeyService keys, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        await keys.RevokeAsync(id, Permission.CallerOf(http), http.RequestAborted);
        return Results.LocalRedirect(Addresses.Setup);
    }

    private static async Task<IResult> LightAsync(HttpContext http, IReadings readings, IModelStore models, PageRenderer pages)
    {
        var (light, _) = await ReadLightAsync(readings, models, http.RequestAborted);
        SecurityHeaders.Add(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<Light>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = light, ["Words"] = PageRenderer.WordsOf(http), ["Now"] = pages.Now }) { PreventStreamingRendering = true };
    }

    private static async Task<IResult> ShowAsync(HttpContext http, PageRenderer pages, CreatedApiKey? made, string? fault)
    {
        var services = http.RequestServices;
        var (light, sending) = await ReadLightAsync(services.GetRequiredService<IReadings>(), services.GetRequiredService<IModelStore>(), http.RequestAborted);
        var may = Permission.May(http.User, UserRole.Admin);
        var keys = may ? await services.GetRequiredService<IApiKeyService>().ListAsync(http.RequestAborted) : [];
        var code = http.Request.Query["code"].ToString();
        var view = new SetupView(light, sending, keys, may, made, fault, $"{http.Request.Scheme}://{http.Request.Host}", Languages.Contains(code, StringComparer.Ordinal) ? code : Languages[0]);
        return await pages.PageAsync<SetupPage, SetupView>(http, view);
    }

    private static async ValueTask<(LightView Light, int Sending)> ReadLightAsync(IReadings readings, IModelStore models, CancellationToken cancel)
    {
        var (light, sending) = (new LightView(null, null), 0);
        foreach (var model in await models.ListAsync(cancel))
        {
            var answer = await readings.QualityAsync(model.Id, new SeriesQuestion(new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1)), WindowSize.All, []), cancel);
            if (answer.LastEvent is not { } at) continue;
            sending++;
            if (light.At is null || at > light.At) light = new LightView(model.Id.Value, at);
        }

        return (light, sending);
    }
}
