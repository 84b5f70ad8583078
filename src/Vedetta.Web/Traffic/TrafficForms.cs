using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Models;
using Vedetta.Core.Objectives;
using Vedetta.Core.Security;
using Vedetta.Core.ServiceMetrics;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Traffic;

/// <summary>The forms of the traffic page: objectives, and queries to a Prometheus.</summary>
internal static class TrafficForms
{
    public static void Map(RouteGroupBuilder pages)
    {
        var acts = pages.MapGroup("/models/{model}/traffic").AddEndpointFilter(new Permission(UserRole.Admin));
        acts.MapPost("/objectives", SaveObjectivesAsync);
        acts.MapPost("/queries", SaveQueriesAsync);
    }

    private static async Task<IResult> SaveObjectivesAsync(string model, HttpContext http, TrafficSource source, ObjectiveService objectives, PageRenderer pages, [FromForm] string? name0)
    {
        _ = name0; // a form parameter makes the antiforgery token a must
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var drafts = ObjectiveDraft.Of(http.Request.Form);
        var faults = new List<FieldFault>();
        var wanted = drafts.Where(draft => draft.Name.Length > 0).Select((draft, i) => draft.Read(i, faults)).ToList();
        if (faults.Count == 0)
        {
            try
            {
                await objectives.PutAsync(definition.Id, wanted, http.RequestAborted);
                await AuditTrail.WriteAsync(http, "objectives.put", definition.Id.Value);
                return Results.LocalRedirect(Addresses.Traffic(definition.Id) + "#objectives");
            }
            catch (InvalidDescriptionException invalid)
            {
                faults.AddRange(invalid.Faults);
            }
        }

        return await source.ShowAsync(definition, http, faults, drafts);
    }

    private static async Task<IResult> SaveQueriesAsync(string model, HttpContext http, TrafficSource source, ServiceQueries queries, PageRenderer pages, [FromForm] string? name0)
    {
        _ = name0; // a form parameter makes the antiforgery token a must
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var drafted = ServiceView.Drafted(http.Request.Form);
        try
        {
            await queries.PutAsync(definition.Id, [.. drafted.Where(query => query.Name.Length > 0)], http.RequestAborted);
            await AuditTrail.WriteAsync(http, "service_queries.put", definition.Id.Value);
            return Results.LocalRedirect(Addresses.Traffic(definition.Id) + "#service");
        }
        catch (InvalidDescriptionException invalid)
        {
            return await source.ShowAsync(definition, http, invalid.Faults, drafted: drafted);
        }
    }
}
