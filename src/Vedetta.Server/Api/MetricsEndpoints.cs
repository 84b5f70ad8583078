using Vedetta.Core.Security;
using Vedetta.Server.Security;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Api;

/// <summary>Counters for Prometheus.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", async (FleetMetrics metrics, CancellationToken cancel) => TypedResults.Text(await metrics.WriteAsync(cancel), PrometheusText.ContentType))
            .WithTags("Health").WithSummary("Counters in the text format of Prometheus").Requires(ApiScope.Read);
}
