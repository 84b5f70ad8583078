using Microsoft.AspNetCore.Routing;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedetta.Core.Cohorts;
using Vedetta.Core.Experiments;
using Vedetta.Core.Health;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Pictures;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Channels;
using Vedetta.Core.Profiles;
using Vedetta.Core.Routing;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Time;

namespace Vedetta.Web.Tests.Story;

/// <summary>The pages over the story, listening on a free port of loopback.</summary>
public sealed class StoryHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StoryHost(WebApplication app, StoryWorld world, StoryChannels channels) => (_app, World, Channels) = (app, world, channels);

    public StoryWorld World { get; }

    public StoryChannels Channels { get; }

    /// <summary>Every route that is served.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public static async Task<StoryHost> StartAsync(Func<string, string>? dress = null, string url = "http://127.0.0.1:0", UserRole role = UserRole.Admin)
    {
        var world = await StoryWorld.CreateAsync(dress);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton<TimeProvider>(new StoryClock());
        builder.Services.AddSingleton<IReadings>(world.Readings);
        builder.Services.AddSingleton(await StoryScores.CreateAsync(world, new StoryClock()));
        builder.Services.AddSingleton<IModelStore>(world.Stores.Models);
        builder.Services.AddSingleton<IMonitorStore>(world.Stores.Monitors);
        builder.Services.AddSingleton<IIncidentStore>(world.Stores.Incidents);
        builder.Services.AddSingleton<ISilenceStore>(world.Silences);
        builder.Services.AddSingleton(new IncidentService(world.Stores.Incidents, new SilentNotifier(), new StoryClock(), silences: world.Silences));
        builder.Services.AddSingleton<SilenceService>().AddSingleton<Vedetta.Core.Incidents.Noise.NoiseReader>();
        builder.Services.AddSingleton<IChannelStore>(world.Channels).AddSingleton<IRoutingStore>(world.Routing).AddSingleton<RoutingPolicies>();
        builder.Services.AddSingleton<IQuarantineStore>(world.Stores.Quarantine);
        builder.Services.AddSingleton<IProfileReader>(new NoProfiles());
        builder.Services.AddSingleton<IEventStore>(new InMemoryEventStore());
        builder.Services.AddSingleton(EvaluationOptions.Default);
        builder.Services.AddSingleton<ISettingsStore>(world.Stores.Settings).AddSingleton<Vedetta.Core.Objectives.ObjectiveService>().AddSingleton<Vedetta.Core.Heartbeats.HeartbeatService>().AddSingleton<Vedetta.Core.ServiceMetrics.ServiceQueries>().AddSingleton<Vedetta.Core.ServiceMetrics.IServiceMetrics, Vedetta.Core.ServiceMetrics.NoServiceMetrics>().AddSingleton<Vedetta.Core.Reports.ReportSchedules>().AddSingleton<Vedetta.Core.Reports.IReportSending>(new NobodySends());
        builder.Services.AddSingleton<MonitorService>();
        builder.Services.AddSingleton<BacktestService>();
        builder.Services.AddSingleton<IModels>(new StoryModels(world.Stores.Models));
        builder.Services.AddSingleton<IAuditStore>(new InMemoryAuditStore());
        builder.Services.AddSingleton<IUserStore>(new InMemoryUserStore());
        builder.Services.AddSingleton<IAccountService, AccountService>();
        builder.Services.AddSingleton<IOwnHealth>(new StoryHealth());
        var channels = new StoryChannels(dress);
        builder.Services.AddSingleton<Vedetta.Core.Channels.IChannels>(channels);
        builder.Services.AddSingleton<IApiKeyService>(new StoryKeys());
        builder.Services.AddSingleton<IPerformance>(new StoryQuality(PerformanceKind.Realized));
        builder.Services.AddSingleton<IKeptPerformance>(new StoryQuality(PerformanceKind.Estimated));
        builder.Services.AddSingleton<ILabelledScores>(new StoryLabelledScores());
        builder.Services.AddSingleton(new EstimationQueue());
        builder.Services.AddSingleton<IExperimentStore>(world.Stores.Experiments);
        builder.Services.AddSingleton<ModelRegistry>().AddSingleton<CohortService>().AddSingleton<ExperimentService>().AddSingleton<ExperimentReader>();
        builder.Services.AddSingleton<Vedetta.Core.Business.IBusinessStore>(world.Stores.Business).AddSingleton<Vedetta.Core.Business.BusinessService>().AddSingleton<Vedetta.Core.Slices.SliceReader>();
        builder.Services.AddSingleton<IScoreProfileStore>(new InMemoryScoreProfileStore()).AddSingleton<ScoreProfiles>();
        builder.Services.AddVedettaWeb();
        var app = builder.Build();
        app.Use((http, next) =>
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "local"), new Claim(ClaimTypes.Role, role.ToString())], "story"));
            return next(http);
        });
        app.MapVedettaWeb();
        await app.StartAsync();
        return new StoryHost(app, world, channels);
    }

    public Task WaitAsync() => _app.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // The story has no profiles: a monitor tried on it finds no history.
    private sealed class NoProfiles : IProfileReader
    {
        public ValueTask<IReadOnlyList<ProfileSet>> ReadAsync(ModelId model, IReadOnlyList<Window> windows, IReadOnlyList<string>? columns, string? version, SegmentKey segment, CancellationToken cancel) =>
            new([.. windows.Select(window => new ProfileSet(window, 0, new Dictionary<string, Vedetta.Statistics.Profiles.ColumnProfile>(StringComparer.Ordinal), null, [], []))]);

        public ValueTask<ReferenceSet?> ReferenceAsync(ModelId model, string? version, SegmentKey segment, CancellationToken cancel) => new((ReferenceSet?)null);
    }

    private sealed class NobodySends : Vedetta.Core.Reports.IReportSending
    {
        public ValueTask<IReadOnlyList<Vedetta.Core.Reports.ReportSent>> SendAllAsync(Vedetta.Core.Reports.ReportSchedule schedule, CancellationToken cancel) => new([]);
    }

    private sealed class StoryClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => StoryWorld.Now;
    }
}
