using Microsoft.Net.Http.Headers;
using Vedetta.Core.Security;
using Vedetta.Server.Security;
using Vedetta.Server.Telemetry;
using Vedetta.Server.Telemetry.Exposition;

namespace Vedetta.Server.Api;

/// <summary>Counters for Prometheus.</summary>
internal static class MetricsEndpoints
{
    private const string OpenMetricsType = "application/openmetrics-text";

    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", async (HttpRequest request, FleetMetrics metrics, CancellationToken cancel) =>
            {
                var open = WantsOpenMetrics(request);
                return TypedResults.Text(PrometheusText.Write(await metrics.ReadAsync(cancel), open), open ? PrometheusText.OpenMetrics : PrometheusText.Prometheus);
            })
            .WithTags("Health").WithSummary("Counters in the text format of Prometheus, or of OpenMetrics where it is asked for").Requires(ApiScope.Read);

    // Prometheus asks for both and weighs them; the older text answers whoever does not say.
    private static bool WantsOpenMetrics(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var open = accepted.Where(type => type.MediaType.Equals(OpenMetricsType, StringComparison.OrdinalIgnoreCase)).Select(type => type.Quality ?? 1).DefaultIfEmpty(0).Max();
        var text = accepted.Where(type => type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)).Select(type => type.Quality ?? 1).DefaultIfEmpty(0).Max();
        return open > 0 && open >= text;
    }
}
