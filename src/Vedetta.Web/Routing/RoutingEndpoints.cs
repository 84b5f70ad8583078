using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Routing;

/// <summary>The policy as a table, its preview, and changing it.</summary>
internal static class RoutingEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Addresses.Routing, GetAsync);
        var acts = pages.MapGroup(Addresses.Routing).AddEndpointFilter(new Permission(UserRole.Admin));
        acts.MapPost("/route", (HttpContext http, RoutingPolicies policies, PageRenderer pages, [FromForm] string? key, [FromForm] string? act) =>
            SaveAsync(http, policies, pages, RoutingForm.RouteOf(http.Request.Form), key, act));
        acts.MapPost("/rota", (HttpContext http, RoutingPolicies policies, PageRenderer pages, [FromForm] string? key, [FromForm] string? act) =>
            SaveAsync(http, policies, pages, RoutingForm.RotaOf(http.Request.Form), key, act));
        acts.MapPost("/zone", ZoneAsync);
    }

    private static async Task<IResult> GetAsync(HttpContext http, RoutingPolicies policies, PageRenderer pages)
    {
        var policy = await policies.FindAsync(http.RequestAborted);
        return await ShowAsync(http, policies, pages, policy, RoutingForm.Of(http.Request.Query, RoutingDraft.Of(policy)), []);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, RoutingPolicies policies, PageRenderer pages, RoutingForm form, string? key, string? act)
    {
        var policy = await policies.FindAsync(http.RequestAborted);
        try
        {
            await policies.SaveAsync(form.Into(RoutingDraft.Of(policy), delete: act == "delete"), http.RequestAborted);
            await AuditTrail.WriteAsync(http, "routing.change", key ?? "");
            return Results.LocalRedirect(Addresses.Routing);
        }
        catch (RoutingValidationException invalid)
        {
            return await ShowAsync(http, policies, pages, policy, form, invalid.Faults);
        }
    }

    private static async Task<IResult> ZoneAsync(HttpContext http, RoutingPolicies policies, PageRenderer pages, [FromForm] string? zone)
    {
        var policy = await policies.FindAsync(http.RequestAborted);
        try
        {
            await policies.SaveAsync(RoutingDraft.Of(policy) with { Zone = zone }, http.RequestAborted);
            await AuditTrail.WriteAsync(http, "routing.change", "zone");
            return Results.LocalRedirect(Addresses.Routing);
        }
        catch (RoutingValidationException invalid)
        {
            return await ShowAsync(http, policies, pages, policy, form: null, invalid.Faults);
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, RoutingPolicies policies, PageRenderer pages, RoutingPolicy? stored, RoutingForm? form, IReadOnlyList<FieldFault> faults)
    {
        var cancel = http.RequestAborted;
        var policy = stored ?? new RoutingPolicy("UTC", [], []);
        var channels = await http.RequestServices.GetRequiredService<IChannelStore>().ListAsync(cancel);
        var models = (await http.RequestServices.GetRequiredService<IModelStore>().ListAsync(cancel)).Select(model => model.Id.Value).ToList();
        var asked = Ask(http.Request.Query, policy, models, pages.Now);
        var preview = ModelId.TryParse(asked.Model, out var model) ? await policies.PreviewAsync(stored, model, asked.Audience, asked.Severity, asked.Moment, cancel) : null;
        var view = new RoutingView(policy, [.. channels.Select(channel => channel.Name)], models, Permission.May(http.User, UserRole.Admin) ? form : null, faults, asked, preview, Permission.May(http.User, UserRole.Admin));
        return await pages.PageAsync<RoutingPage, RoutingView>(http, view, faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static PreviewAsked Ask(IQueryCollection query, RoutingPolicy policy, List<string> models, DateTimeOffset now)
    {
        var model = query["model"].ToString() is { Length: > 0 } named ? named : models.Count > 0 ? models[0] : "";
        var audience = EnumWords.TryParse<Audience>(query["audience"], out var whose) ? whose : policy.Routes.Count > 0 ? policy.Routes[0].Audience : Audience.DataScience;
        var severity = EnumWords.TryParse<Severity>(query["severity"], out var bad) ? bad : Severity.Critical;
        var text = query["at"].ToString();
        var moment = DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? LocalClock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), policy.TimeZone)
            : now;
        return new PreviewAsked(model, audience, severity, moment == now ? "" : text, moment);
    }
}
