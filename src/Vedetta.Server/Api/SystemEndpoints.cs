using Vedetta.Core.Health;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>How the program itself does.</summary>
internal static class SystemEndpoints
{
    public static void MapSystem(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/system", async (IOwnHealth health, CancellationToken cancel) => await health.ReadAsync(cancel))
            .WithTags("Health").WithSummary("The program's own health: intake, queue, store, evaluation, channels, latest warnings and errors").Requires(ApiScope.Read);
}
