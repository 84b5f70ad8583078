using Vedetta.Core.Health;
using Vedetta.Core.Ingestion;

namespace Vedetta.Server.Health;

/// <summary>What the program knows of itself.</summary>
internal static class HealthComposition
{
    /// <summary>Registers the meters and the report; rows that come in from now on are counted.</summary>
    public static IServiceCollection AddVedettaOwnHealth(this IServiceCollection services, bool inMemory) => services
        .AddSingleton(new StorePlace(inMemory))
        .AddSingleton<IngestMeter>()
        .AddSingleton<EvaluationMeter>()
        .AddSingleton<TroubleLog>()
        .AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<TroubleLog>())
        .AddSingleton<IIngestion, MeteredIngestion>()
        .AddSingleton<IOwnHealth, OwnHealthReader>();
}
