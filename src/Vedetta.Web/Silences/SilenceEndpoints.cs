using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Silences;

/// <summary>The list of silences, their preview, and making and ending them.</summary>
internal static class SilenceEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Addresses.Silences, GetAsync);
        var acts = pages.MapGroup(Addresses.Silences).AddEndpointFilter(new Permission(UserRole.Operator));
        acts.MapPost("", CreateAsync);
        acts.MapPost("/{id}/end", EndAsync);
    }

    private static async Task<IResult> GetAsync(HttpContext http, SilenceService silences, PageRenderer pages)
    {
        var form = SilenceForm.Of(http.Request.Query);
        if (!form.NamesSomething) return await ShowAsync(http, silences, pages, form, preview: null, []);
        try
        {
            return await ShowAsync(http, silences, pages, form, await silences.PreviewAsync(form.ToMatch(), http.RequestAborted), []);
        }
        catch (SilenceValidationException invalid)
        {
            return await ShowAsync(http, silences, pages, form, preview: null, invalid.Faults);
        }
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http, SilenceService silences, PageRenderer pages, [FromForm] string? model, [FromForm] string? columns, [FromForm] string? monitors,
        [FromForm(Name = "only_warnings")] string? onlyWarnings, [FromForm(Name = "for")] string? length, [FromForm] string? reason, [FromForm] string? act)
    {
        var form = new SilenceForm(model ?? "", columns ?? "", monitors ?? "", onlyWarnings is "true" or "on", length ?? "", reason ?? "");
        if (act == "preview") return Results.LocalRedirect(form.Address()); // the address holds the preview, so that it can be sent around
        try
        {
            var made = await silences.CreateAsync(form.ToRequest(pages.Now), Permission.CallerOf(http), http.RequestAborted);
            await AuditTrail.WriteAsync(http, "silence.create", made.Id);
            return Results.LocalRedirect(Addresses.Silences);
        }
        catch (SilenceValidationException invalid)
        {
            var preview = form.ToMatch().Faults().Any() ? null : await silences.PreviewAsync(form.ToMatch(), http.RequestAborted);
            return await ShowAsync(http, silences, pages, form, preview, invalid.Faults);
        }
    }

    private static async Task<IResult> EndAsync(string id, HttpContext http, SilenceService silences, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        if (await silences.EndAsync(id, Permission.CallerOf(http), http.RequestAborted) is not null) await AuditTrail.WriteAsync(http, "silence.end", id);
        return Results.LocalRedirect(Addresses.Silences);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, SilenceService silences, PageRenderer pages, SilenceForm form, SilencePreview? preview, IReadOnlyList<FieldFault> faults)
    {
        var cancel = http.RequestAborted;
        var models = await http.RequestServices.GetRequiredService<IModelStore>().ListAsync(cancel);
        var zones = models.DistinctBy(model => model.TimeZone, StringComparer.Ordinal).ToList();
        var view = new SilencesView(
            await silences.ListAsync(cancel), form, preview, faults, [.. models.Select(model => model.Id.Value)], Permission.May(http.User, UserRole.Operator), zones is [var one] ? one.Zone : TimeZoneInfo.Utc);
        return await pages.PageAsync<SilencesPage, SilencesView>(http, view, faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
