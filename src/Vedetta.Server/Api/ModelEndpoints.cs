using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Describing models.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder app)
    {
        var models = app.MapGroup("/v1/models").WithTags("Models");
        models.MapGet("", ListAsync).WithSummary("Every model").Requires(ApiScope.Read);
        models.MapGet("/{model}", GetAsync).WithSummary("One model with its versions and counts").Requires(ApiScope.Read);
        models.MapPut("/{model}", PutAsync).WithSummary("Makes or replaces a model").TakesBody<ModelBody>().Audits("model.put").Requires(ApiScope.Admin);
        models.MapDelete("/{model}", DeleteAsync).WithSummary("Deletes a model with everything of it; asks for ?confirm={model}").Audits("model.delete").Requires(ApiScope.Admin);
    }

    private static async Task<IReadOnlyList<ModelAnswer>> ListAsync(IModels models, CancellationToken cancel) =>
        [.. (await models.ListAsync(cancel)).Select(ModelAnswer.Of)];

    private static async Task<ModelAnswer> GetAsync(string model, IModels models, IEventStore events, CancellationToken cancel)
    {
        var definition = await models.GetAsync(RouteModel.Parse(model), cancel);
        return await FullAsync(definition, models, events, cancel);
    }

    private static async Task<ModelAnswer> PutAsync(string model, HttpRequest request, IModels models, IEventStore events, CancellationToken cancel)
    {
        var id = RouteModel.Parse(model);
        var body = await RequestBody.ReadAsync<ModelBody>(request, cancel);
        var definition = await models.PutAsync(id, body.ToDescription(), cancel);
        return await FullAsync(definition, models, events, cancel);
    }

    private static async Task<IResult> DeleteAsync(string model, string? confirm, IModels models, CancellationToken cancel)
    {
        var id = RouteModel.Parse(model);
        await models.GetAsync(id, cancel);
        if (!string.Equals(confirm, id.Value, StringComparison.Ordinal))
        {
            throw new ProblemException(Problems.Malformed(
                "confirmation_needed", $"deleting a model deletes its rows, monitors and incidents; repeat the request with ?confirm={id}", "confirm", [id.Value]));
        }

        await models.DeleteAsync(id, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<ModelAnswer> FullAsync(ModelDefinition definition, IModels models, IEventStore events, CancellationToken cancel)
    {
        var versions = await models.VersionsAsync(definition.Id, cancel);
        var summary = await events.SummaryAsync(definition.Id, cancel);
        return ModelAnswer.Of(definition) with { Versions = [.. versions.Select(VersionAnswer.Of)], Rows = RowsAnswer.Of(summary) };
    }
}
