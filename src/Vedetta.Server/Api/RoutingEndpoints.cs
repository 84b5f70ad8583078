using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Who is told of which incidents.</summary>
internal static class RoutingEndpoints
{
    public static void MapIncidentRouting(this IEndpointRouteBuilder app)
    {
        var routing = app.MapGroup("/v1/routing").WithTags("Routing");
        routing.MapGet("", GetAsync).WithSummary("The routing policy; without routes every channel is told of what it takes").Requires(ApiScope.Read);
        routing.MapPut("", PutAsync).WithSummary("Replaces the routing policy; without routes every channel is told of what it takes").TakesBody<RoutingDraft>()
            .Audits("routing.change").Requires(ApiScope.Admin);
        routing.MapGet("/preview", PreviewAsync).WithSummary("Who would be told, and when, of an incident that nobody takes").Requires(ApiScope.Read)
            .Takes([
                new("model", "The model", Required: true), new("audience", "Whose incident", EnumWords.All<Audience>(), Required: true),
                new("severity", "How bad; left out, critical", EnumWords.All<Severity>()), new("at", "When it fires; left out, now"),
            ]);
        app.MapGet("/v1/incidents/{id}/told", ToldAsync).WithTags("Incidents").WithSummary("What channels were told of an incident").Requires(ApiScope.Read);
    }

    private static async Task<RoutingDraft> GetAsync(RoutingPolicies policies, CancellationToken cancel) => RoutingDraft.Of(await policies.FindAsync(cancel));

    private static async Task<RoutingDraft> PutAsync(HttpRequest request, RoutingPolicies policies, CancellationToken cancel) =>
        RoutingDraft.Of(await policies.SaveAsync(await RequestBody.ReadAsync<RoutingDraft>(request, cancel), cancel));

    private static async Task<RoutingPreviewBody> PreviewAsync(HttpRequest request, RoutingPolicies policies, TimeProvider clock, CancellationToken cancel)
    {
        var query = new Query(request, "model", "audience", "severity", "at");
        var model = query.Text("model");
        if (model is null) query.Bad("model", "name a model");
        var audience = query.Word<Audience>("audience");
        if (query.Text("audience") is null) query.Bad("audience", "name an audience", EnumWords.All<Audience>());
        var severity = query.Word<Severity>("severity") ?? Severity.Critical;
        var at = query.Time("at") ?? clock.GetUtcNow();
        query.Check();
        return RoutingPreviewBody.Of(await policies.PreviewAsync(await policies.FindAsync(cancel), RouteModel.Parse(model!), audience!.Value, severity, at, cancel));
    }

    private static async Task<IReadOnlyList<ToldBody>> ToldAsync(string id, RoutingPolicies policies, CancellationToken cancel) =>
        await policies.TrailAsync(id, cancel) is { } trail
            ? [.. trail.Sent.Select(notice => new ToldBody(notice.Channel, notice.Kind, notice.At, notice.Severity, notice.Step == 0 ? null : notice.Step))]
            : throw new ProblemException(Problems.NotFound("unknown_incident", "no incident has this id; ids look like INC-112"));
}

/// <summary>Who would be told of an incident.</summary>
/// <param name="HasRoute">Whether the audience has a route; without one every channel is told of what it takes.</param>
/// <param name="Owner">Who answers for the route.</param>
/// <param name="OnCall">Who is on call then.</param>
/// <param name="Deliveries">In order of time, as long as nobody takes it; reminders beside them.</param>
/// <param name="Repeat">How often reminders follow, ISO 8601; null for never.</param>
public sealed record RoutingPreviewBody(bool HasRoute, string? Owner, string? OnCall, IReadOnlyList<PlannedBody> Deliveries, string? Repeat)
{
    /// <summary>As clients see it.</summary>
    public static RoutingPreviewBody Of(RoutingPreview preview) => new(
        preview.Route is not null, preview.Route?.Owner, preview.OnCall?.Name,
        [.. preview.Deliveries.Select(delivery => new PlannedBody(delivery.Channel, delivery.Kind, delivery.At, delivery.Step == 0 ? null : delivery.Step, delivery.Held))],
        preview.Route?.Repeat is { } repeat ? System.Xml.XmlConvert.ToString(repeat) : null);
}

/// <summary>One channel that would be told.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When.</param>
/// <param name="Step">Number of the escalation step.</param>
/// <param name="Held">Whether quiet hours or a mute schedule moved it.</param>
public sealed record PlannedBody(string Channel, DeliveryKind Kind, DateTimeOffset At, int? Step, bool Held);

/// <summary>One channel that was told.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When the message was queued.</param>
/// <param name="Severity">How bad the incident was.</param>
/// <param name="Step">Number of the escalation step or the reminder.</param>
public sealed record ToldBody(string Channel, DeliveryKind Kind, DateTimeOffset At, Severity Severity, int? Step);
