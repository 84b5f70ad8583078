using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Reading, taking and closing incidents.</summary>
internal static class IncidentEndpoints
{
    private static readonly string[] FeedbackWords = ["useful", "noise"];

    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        var incidents = app.MapGroup("/v1/incidents").WithTags("Incidents");
        incidents.MapGet("", ListAsync).WithSummary("Incidents, the latest opened first").Requires(ApiScope.Read)
            .Takes([new("state", "Only these states, commas between", EnumWords.All<IncidentState>()), new("model", "Only of this model"), RowsParameters.Limit]);
        incidents.MapGet("/{id}", GetAsync).WithSummary("One incident").Requires(ApiScope.Read);
        incidents.MapPost("/{id}/acknowledge", AcknowledgeAsync).WithSummary("Takes it").Requires(ApiScope.Admin, UserRole.Operator);
        incidents.MapPost("/{id}/resolve", ResolveAsync).WithSummary("Closes it").Requires(ApiScope.Admin, UserRole.Operator);
        incidents.MapPost("/{id}/feedback", FeedbackAsync).WithSummary("Says whether it was useful or noise").Requires(ApiScope.Admin, UserRole.Operator);
    }

    private static async Task<IReadOnlyList<IncidentBody>> ListAsync(HttpRequest request, IncidentService incidents, CancellationToken cancel)
    {
        var query = new Query(request, "state", "model", "limit");
        var limit = query.Number("limit", 100, 1, 1_000);
        var states = new List<IncidentState>();
        foreach (var word in query.Columns("state") ?? [])
        {
            if (EnumWords.TryParse<IncidentState>(word, out var state)) states.Add(state);
            else query.Bad("state", "not a state", EnumWords.All<IncidentState>());
        }

        var model = query.Text("model");
        query.Check();
        var found = await incidents.ListAsync(model is null ? null : RouteModel.Parse(model), states.Count == 0 ? null : states, limit, cancel);
        return [.. found.Select(IncidentBody.Of)];
    }

    private static async Task<IncidentBody> GetAsync(string id, IncidentService incidents, CancellationToken cancel) =>
        Found(id, await incidents.FindAsync(id, cancel));

    private static async Task<IncidentBody> AcknowledgeAsync(string id, HttpContext http, IncidentService incidents, CancellationToken cancel) =>
        Found(id, await incidents.AcknowledgeAsync(id, Caller.Of(http.User), (await ActionAsync(http.Request, cancel)).Note, cancel));

    private static async Task<IncidentBody> ResolveAsync(string id, HttpContext http, IncidentService incidents, CancellationToken cancel) =>
        Found(id, await incidents.ResolveAsync(id, Caller.Of(http.User), (await ActionAsync(http.Request, cancel)).Note, cancel));

    private static async Task<IncidentBody> FeedbackAsync(string id, HttpContext http, IncidentService incidents, CancellationToken cancel)
    {
        var action = await ActionAsync(http.Request, cancel);
        if (action.Feedback is not { } word || !FeedbackWords.Contains(word, StringComparer.Ordinal))
            throw new ProblemException(Problems.Invalid("invalid_field", "feedback: one of the allowed words is wanted", "feedback", FeedbackWords));
        return Found(id, await incidents.FeedbackAsync(id, word, Caller.Of(http.User), action.Note, cancel));
    }

    // The body may be left out: taking an incident needs no words.
    private static async Task<IncidentAction> ActionAsync(HttpRequest request, CancellationToken cancel) =>
        request.ContentLength is null or 0 && request.ContentType is null ? new IncidentAction() : await RequestBody.ReadAsync<IncidentAction>(request, cancel);

    private static IncidentBody Found(string id, Incident? incident) => incident is not null
        ? IncidentBody.Of(incident)
        : throw new ProblemException(Problems.NotFound("unknown_incident", $"no incident has this id; ids look like INC-112") with { Field = id.Length > 0 ? "id" : null });
}
