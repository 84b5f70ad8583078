using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Api;

/// <summary>The HTTP API as a whole.</summary>
internal static class ApiModule
{
    public static IServiceCollection AddVedettaApi(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(json => ApiJson.Fill(json.SerializerOptions))
        .AddSingleton<RequestDurations>()
        .AddSingleton<DeliveryCounts>()
        .AddSingleton<ProcessMetrics>()
        .AddSingleton<FleetMetrics>()
        .AddSingleton<KnownColumns>()
        .AddVedettaOpenApi();

    public static void MapVedettaApi(this WebApplication app)
    {
        app.MapVedettaOpenApi();
        app.MapHealth();
        app.MapModels();
        app.MapIngestion();
        app.MapPredictionRows();
        app.MapReadings();
        app.MapObjectives();
        app.MapReports();
        app.MapHeartbeats();
        app.MapServiceMetrics();
        app.MapSlices();
        app.MapBusiness();
        app.MapPerformance();
        app.MapOutcomes();
        app.MapScores();
        app.MapCohorts();
        app.MapExperiments();
        app.MapMonitors();
        app.MapMonitorFiles();
        app.MapNoise();
        app.MapIncidents();
        app.MapSilences();
        app.MapChannels();
        app.MapIncidentRouting();
        app.MapAlerts();
        app.MapKeys();
        app.MapUsers();
        app.MapSessions();
        app.MapBackup();
        app.MapExport();
        app.MapMetrics();
        app.MapSystem();
        app.MapUnknownPaths();
    }
}
