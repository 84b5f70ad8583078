using Vedetta.Core.Storage;

namespace Vedetta.Server.Api;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok\n")).WithSummary("The process lives").WithTags("Health").AllowAnonymous();
        app.MapGet("/readyz", ReadyAsync).WithSummary("The stores answer").WithTags("Health").AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(IModelStore models, CancellationToken cancel)
    {
        try
        {
            await models.ListAsync(cancel);
            return TypedResults.Text("ready\n");
        }
        catch (StorageException)
        {
            return TypedResults.Text("the storage does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
