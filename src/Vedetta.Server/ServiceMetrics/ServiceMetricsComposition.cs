using Vedetta.Core.ServiceMetrics;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.ServiceMetrics;

/// <summary>What an existing Prometheus measures of the services of models.</summary>
internal static class ServiceMetricsComposition
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddVedettaServiceMetrics(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<ServiceQueries>();
        if (settings.PrometheusUrl is null) return services.AddSingleton<IServiceMetrics, NoServiceMetrics>();
        services.AddHttpClient(PrometheusReader.ClientName, client => client.Timeout = Patience).RemoveAllLoggers();
        return services.AddSingleton<IServiceMetrics, PrometheusReader>();
    }
}
