using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Health;
using Vedetta.Core.Heartbeats;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Web.Shell;

namespace Vedetta.Web.OwnHealth;

/// <summary>Answers <c>/system</c>, and what people do there with heartbeats of pipelines.</summary>
internal static class OwnHealthEndpoint
{
    private const string Section = Addresses.OwnHealth + "#heartbeats";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Addresses.OwnHealth, GetAsync);
        pages.MapGroup(Addresses.Heartbeats + "/{name}").AddEndpointFilter(new Permission(UserRole.Operator)).MapPost("/beat", BeatAsync);
        var admin = pages.MapGroup(Addresses.Heartbeats).AddEndpointFilter(new Permission(UserRole.Admin));
        admin.MapPost("", SaveAsync);
        admin.MapPost("/{name}/delete", DeleteAsync);
    }

    private static Task<IResult> GetAsync(HttpContext http, OwnHealthSource source, string? heartbeat) => source.ShowAsync(http, heartbeat, draft: null, []);

    private static async Task<IResult> SaveAsync(HttpContext http, OwnHealthSource source, HeartbeatService heartbeats, [FromForm] string? name)
    {
        _ = name; // a form parameter makes the antiforgery token a must
        var draft = HeartbeatDraft.Of(http.Request.Form);
        var faults = new List<FieldFault>();
        var heartbeat = draft.Read(faults);
        if (faults.Count == 0)
        {
            try
            {
                await heartbeats.PutAsync(heartbeat, http.RequestAborted);
                await AuditTrail.WriteAsync(http, "heartbeat.put", heartbeat.Name);
                return Results.LocalRedirect(Section);
            }
            catch (InvalidDescriptionException invalid)
            {
                faults.AddRange(invalid.Faults);
            }
            catch (UnknownModelException)
            {
                faults.Add(new FieldFault("model", $"no model is named '{draft.Model}'"));
            }
        }

        return await source.ShowAsync(http, heartbeat: null, draft, faults);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, HeartbeatService heartbeats, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        if (await heartbeats.DeleteAsync(name, http.RequestAborted)) await AuditTrail.WriteAsync(http, "heartbeat.delete", name);
        return Results.LocalRedirect(Section);
    }

    private static async Task<IResult> BeatAsync(string name, HttpContext http, HeartbeatService heartbeats, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        if (await heartbeats.BeatAsync(name, http.RequestAborted) is not null) await AuditTrail.WriteAsync(http, "heartbeat.beat", name);
        return Results.LocalRedirect(Section);
    }
}

/// <summary>What the page of the program's own health is made of.</summary>
internal sealed class OwnHealthSource(IOwnHealth health, HeartbeatService heartbeats, IModelStore models, PageRenderer pages)
{
    /// <summary>The page; with a form that was refused, where there is one.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, string? heartbeat, HeartbeatDraft? draft, IReadOnlyList<FieldFault> faults)
    {
        var cancel = http.RequestAborted;
        var known = await heartbeats.ListAsync(cancel);
        var changed = known.FirstOrDefault(each => string.Equals(each.Heartbeat.Name, heartbeat, StringComparison.Ordinal));
        var view = new HeartbeatsView(
            known, [.. (await models.ListAsync(cancel)).Select(model => model.Id.Value).Order(StringComparer.Ordinal)],
            draft ?? (changed is null ? HeartbeatDraft.Empty : HeartbeatDraft.Of(changed.Heartbeat)), faults, Permission.May(http.User, UserRole.Admin), Permission.May(http.User, UserRole.Operator));
        return await pages.PageAsync<OwnHealthPage, OwnHealthView>(http, new OwnHealthView(await health.ReadAsync(cancel), view), faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
