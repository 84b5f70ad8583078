using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Pictures;

namespace Vedetta.Server.Hosting;

/// <summary>Quality before labels come, and the pictures of labelled scores.</summary>
internal static class EstimatesComposition
{
    /// <summary>Registers one of each.</summary>
    public static IServiceCollection AddVedettaEstimates(this IServiceCollection services) => services
        .AddSingleton(EstimatedOptions.Default)
        .AddSingleton<IEstimatedPerformance, EstimatedPerformance>()
        .AddSingleton<EstimatedSource>()
        .AddSingleton<IKeptPerformance>(provider => provider.GetRequiredService<EstimatedSource>())
        .AddSingleton<IPerformance>(provider => provider.GetRequiredService<EstimatedSource>())
        .AddSingleton<EstimationQueue>()
        .AddSingleton<EstimationUpkeep>()
        .AddSingleton<ILabelledScores, LabelledScoreReader>();
}
