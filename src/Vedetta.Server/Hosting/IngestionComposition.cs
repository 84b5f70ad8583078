using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Server.Configuration;
using Vedetta.Storage.DuckDb.Files;

namespace Vedetta.Server.Hosting;

/// <summary>The way in for rows, and the profiles made of them.</summary>
internal static class IngestionComposition
{
    /// <summary>Registers one of each; <see cref="IngestionService.StartAsync"/> must run before the first request.</summary>
    public static IServiceCollection AddVedettaIngestion(this IServiceCollection services, ServerSettings settings) => services
        .AddSingleton(new IngestionOptions { FlushEvery = settings.FlushEvery })
        .AddSingleton<ITabularFileReader>(_ => new ParquetFileReader())
        .AddSingleton<ModelRegistry>()
        .AddSingleton<ChangedHours>()
        .AddSingleton<ProfileBook>()
        .AddSingleton<IngestionService>()
        .AddSingleton<IIngestion>(provider => provider.GetRequiredService<IngestionService>())
        .AddSingleton<IModels, ModelService>()
        .AddSingleton<IProfileReader, ProfileReader>()
        .AddSingleton<IProfileVerification, VerifyService>();
}
