using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Routing;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Web.Errors;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Incidents;

/// <summary>The list, one incident, and what people do with it.</summary>
internal static class IncidentEndpoints
{
    private const int Before = 30;
    private const int After = 10;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/incidents", ListAsync);
        pages.MapGet("/incidents/{id}", OneAsync);
        var acts = pages.MapGroup("/incidents/{id}").AddEndpointFilter(new Permission(UserRole.Operator));
        acts.MapPost("/acknowledge", (string id, [FromForm] string? note, HttpContext http, IncidentService service) =>
            ActAsync(id, service.AcknowledgeAsync(id, Permission.CallerOf(http), note, http.RequestAborted)));
        acts.MapPost("/resolve", (string id, [FromForm] string? note, HttpContext http, IncidentService service) =>
            ActAsync(id, service.ResolveAsync(id, Permission.CallerOf(http), note, http.RequestAborted)));
        acts.MapPost("/feedback", (string id, [FromForm] string? note, [FromForm] string feedback, HttpContext http, IncidentService service) =>
            ActAsync(id, service.FeedbackAsync(id, feedback, Permission.CallerOf(http), note, http.RequestAborted)));
    }

    private static async Task<IResult> ActAsync(string id, ValueTask<Incident?> act)
    {
        try
        {
            return await act is null ? throw new UnknownIncidentException(id) : Results.LocalRedirect(Addresses.Incident(id));
        }
        catch (IncidentStateException) // somebody else was faster: the page shows how it stands now
        {
            return Results.LocalRedirect(Addresses.Incident(id));
        }
    }

    private static async Task<IResult> ListAsync(HttpContext http, IIncidentStore store, IModelStore models, PageRenderer pages, string? state, string? model)
    {
        var wanted = state is null or "open" or "firing" ? "open" : state is "resolved" or "all" ? state : throw new QuestionException("state", $"'{state}' is not one of open, resolved, all");
        ModelId? only = string.IsNullOrEmpty(model) ? null : (await pages.ModelAsync(model, http.RequestAborted)).Id;
        var zones = (await models.ListAsync(http.RequestAborted)).DistinctBy(m => m.TimeZone, StringComparer.Ordinal).ToList();
        var all = await store.ListAsync(only, states: null, 1000, http.RequestAborted);
        return await pages.PageAsync<IncidentsPage, IncidentsView>(http, IncidentsView.Of(all, wanted, only?.Value, zones is [var one] ? one.Zone : TimeZoneInfo.Utc));
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, IIncidentStore store, IMonitorStore monitors, RoutingPolicies routing, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var incident = await store.FindAsync(id, cancel) ?? throw new UnknownIncidentException(id);
        var model = await pages.ModelAsync(incident.Model.Value, cancel);
        var rules = await monitors.ListAsync(incident.Model, cancel);
        var lead = incident.Members.Count > 0 ? incident.Members[0] : null;
        var rule = lead is null ? null : rules.FirstOrDefault(m => string.Equals(m.Name, lead.Monitor, StringComparison.Ordinal));
        IReadOnlyList<Point> points = [];
        if (lead is not null)
        {
            var length = lead.Window.To - lead.Window.From;
            var span = new Window(lead.Window.From - (length * Before), lead.LastWindow.To + (length * After));
            points = [.. (await monitors.PointsAsync(incident.Model, lead.Monitor, span, cancel)).Where(p => string.Equals(p.Key.Column, lead.Column, StringComparison.Ordinal))];
        }

        var methods = rules.ToDictionary(m => m.Name, m => m.Method, StringComparer.Ordinal);
        var trail = await routing.TrailAsync(id, cancel) ?? new RoutingTrail(id, []);
        return await pages.ModelPageAsync<IncidentPage, IncidentView>(http, new IncidentView(incident, model, rule, points, methods, Permission.May(http.User, UserRole.Operator), trail), model);
    }
}
