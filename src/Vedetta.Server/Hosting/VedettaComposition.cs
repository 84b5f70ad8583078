using Vedetta.Core.Business;
using Vedetta.Core.Explaining;
using Vedetta.Core.Cohorts;
using Vedetta.Core.Experiments;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Noise;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Monitors;
using Vedetta.Core.Objectives;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Outcomes;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Readings;
using Vedetta.Core.Reports;
using Vedetta.Core.Security;
using Vedetta.Core.Slices;
using Vedetta.Server.Channels;
using Vedetta.Server.Configuration;
using Vedetta.Server.Heartbeats;
using Vedetta.Server.Reports;
using Vedetta.Server.ServiceMetrics;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Hosting;

/// <summary>How the parts of the program are put together, one method per subject. The stores are registered before.</summary>
internal static class VedettaComposition
{
    /// <summary>Everything that works without HTTP.</summary>
    public static IServiceCollection AddVedetta(this IServiceCollection services, ServerSettings settings, TimeProvider clock) => services
        .AddSingleton(settings)
        .AddSingleton(clock)
        .AddSingleton<JobSuccesses>()
        .AddVedettaSecurity()
        .AddVedettaIngestion(settings)
        .AddVedettaScores()
        .AddVedettaMonitoring()
        .AddVedettaEstimates()
        .AddVedettaChannels(settings)
        .AddVedettaReports()
        .AddVedettaHeartbeats(settings)
        .AddVedettaServiceMetrics(settings);

    /// <summary>Score profiles and what is read from them.</summary>
    public static IServiceCollection AddVedettaScores(this IServiceCollection services) => services
        .AddSingleton<ScoreProfiles>()
        .AddSingleton<IScoreReadings, ScoreReadings>();

    /// <summary>Monitors, incidents and answers.</summary>
    public static IServiceCollection AddVedettaMonitoring(this IServiceCollection services) => services
        .AddSingleton(EvaluationOptions.Default)
        .AddSingleton<IIncidentExplainer, ExplanationService>()
        .AddSingleton<IncidentService>()
        .AddSingleton<SilenceService>()
        .AddSingleton<NoiseReader>()
        .AddSingleton<MonitorService>()
        .AddSingleton<BusinessService>()
        .AddSingleton<ObjectiveService>()
        .AddSingleton<ReportService>()
        .AddSingleton<ReportSchedules>()
        .AddSingleton<SliceReader>()
        .AddSingleton<EvaluationService>()
        .AddSingleton<BacktestService>()
        .AddSingleton<ReadingService>()
        .AddSingleton<IReadings>(provider => provider.GetRequiredService<ReadingService>())
        .AddSingleton<IPerformance, RealizedPerformance>()
        .AddSingleton<OutcomeService>()
        .AddSingleton<CohortService>()
        .AddSingleton<ExperimentService>()
        .AddSingleton<ExperimentReader>()
        .AddSingleton<FileService>();

    /// <summary>Keys, accounts.</summary>
    public static IServiceCollection AddVedettaSecurity(this IServiceCollection services) => services
        .AddSingleton<IApiKeyService, ApiKeyService>()
        .AddSingleton<IAccountService, AccountService>();
}
