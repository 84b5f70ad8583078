using System.Text.Json;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Services;
using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Server.Alerts;
using Vedetta.Server.Configuration;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Alerts of the models' services, from Alertmanager's webhook.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder app) => app.MapGroup("/v1/alertmanager").WithTags("Incidents")
        .MapPost("", TakeAsync).WithSummary("Takes alerts of Alertmanager's webhook (version 4): each becomes an incident beside its model's").TakesBody<JsonElement>().Requires(ApiScope.Ingest);

    private static async Task<AlertsAnswer> TakeAsync(HttpContext http, IncidentService incidents, IModelStore models, ServerSettings settings, CancellationToken cancel)
    {
        var known = (await models.ListAsync(cancel)).Select(model => model.Id.Value).ToHashSet(StringComparer.Ordinal);
        var rules = settings.AlertModels.Select(text => AlertModelRule.TryParse(text, out var rule) ? rule : null).OfType<AlertModelRule>().ToList();
        var document = AlertReader.Read(await BodyAsync(http.Request, cancel), rules, known);
        // Alertmanager writes a refusal into its log and shows nothing of a 200: where nothing could be taken, somebody must see it.
        if (document is { Alerts.Count: 0, Own: 0, LeftOut: [var first, ..] })
            throw new ProblemException(Problems.Invalid("no_alert_taken", $"none of {document.Received} alerts could be taken; the first: {first.Reason}", "alerts"));
        var results = await incidents.TakeAlertsAsync(document.Alerts, cancel);
        return new AlertsAnswer(
            document.Received, Ids(results, ServiceAlertEffect.Opened), Ids(results, ServiceAlertEffect.Escalated), Ids(results, ServiceAlertEffect.Resolved),
            results.Count(result => result.Effect is ServiceAlertEffect.Unchanged or ServiceAlertEffect.Unknown), document.Own, document.LeftOut);
    }

    private static async Task<JsonElement> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType()) throw new ProblemException(Problems.Unsupported("this path takes JSON", ["application/json"]));
        try
        {
            using var document = JsonDocument.Parse(await RequestBody.ReadBytesAsync(request, cancel));
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new ProblemException(Problems.Malformed("malformed_json", $"the body is no JSON: line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}"));
        }
    }

    private static IReadOnlyList<string> Ids(IReadOnlyList<ServiceAlertResult> results, ServiceAlertEffect effect) =>
        [.. results.Where(result => result.Effect == effect).Select(result => result.Incident!.Id)];
}

/// <summary>What alerts did.</summary>
/// <param name="Received">Alerts in the request.</param>
/// <param name="Opened">Incidents that they opened.</param>
/// <param name="Escalated">Incidents that they made critical.</param>
/// <param name="Resolved">Incidents that they ended.</param>
/// <param name="Unchanged">Alerts that were known, or ended what nobody knew of.</param>
/// <param name="Own">Alerts we had raised ourselves.</param>
/// <param name="LeftOut">Alerts that were not taken, and why.</param>
public sealed record AlertsAnswer(
    int Received, IReadOnlyList<string> Opened, IReadOnlyList<string> Escalated, IReadOnlyList<string> Resolved, int Unchanged, int Own, IReadOnlyList<AlertLeftOut> LeftOut);
