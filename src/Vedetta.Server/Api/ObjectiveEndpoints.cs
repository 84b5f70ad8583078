using Vedetta.Core.Objectives;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Objectives of a model: what is promised, the error budgets and how fast they are spent.</summary>
internal static class ObjectiveEndpoints
{
    public static void MapObjectives(this IEndpointRouteBuilder app)
    {
        var objectives = app.MapGroup("/v1/models/{model}/objectives").WithTags("Objectives");
        objectives.MapGet("", GetAsync).WithSummary("Objectives with their error budgets and burn rates").Requires(ApiScope.Read);
        objectives.MapPut("", PutAsync).WithSummary("Replaces the objectives; a monitor of their burn rates is made with the first one").TakesBody<ObjectivesBody>().Audits("objectives.put").Requires(ApiScope.Admin);
    }

    private static async Task<ObjectivesAnswer> GetAsync(string model, ObjectiveService objectives, CancellationToken cancel) =>
        ObjectivesAnswer.Of(await objectives.ReadAsync(RouteModel.Parse(model), cancel));

    private static async Task<ObjectivesAnswer> PutAsync(string model, HttpRequest request, ObjectiveService objectives, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<ObjectivesBody>(request, cancel);
        var id = RouteModel.Parse(model);
        await objectives.PutAsync(id, [.. body.Objectives.Select((objective, i) => objective.ToObjective(i))], cancel);
        return ObjectivesAnswer.Of(await objectives.ReadAsync(id, cancel));
    }
}
