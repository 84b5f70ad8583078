using Quartz;
using Vedetta.Server.Channels;
using Vedetta.Server.Channels.Delivering;
using Vedetta.Server.Configuration;
using Vedetta.Server.Heartbeats;

namespace Vedetta.Server.Workers;

/// <summary>What runs by itself. Schedules live in memory: every job finds its place again from the stores.</summary>
internal static class WorkersComposition
{
    /// <summary>Once a day, in the quiet of the night.</summary>
    private static readonly TimeSpan RetentionEvery = TimeSpan.FromDays(1);

    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddVedettaWorkers(this IServiceCollection services, ServerSettings settings)
    {
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWorker>());
        services.AddHostedService<RoutingWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ChannelUpkeep>());
        services.AddHostedService<EstimationWorker>();
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(3);
            Every<EvaluationJob>(quartz, "evaluation", settings.EvaluateEvery);
            Every<ScoreProfilesJob>(quartz, "scores", settings.EvaluateEvery);
            Every<BusinessJob>(quartz, "business", settings.EvaluateEvery);
            Every<RetentionJob>(quartz, "retention", RetentionEvery);
            Every<HeartbeatJob>(quartz, "heartbeats", HeartbeatEvery);
            Every<ReportJob>(quartz, "reports", ReportJob.Every);
            Every<FleetJob>(quartz, "fleet", FleetJob.Every);
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    // A run that was missed, because the one before took long or the machine slept, is made up for by the next one.
    private static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : class, IJob => quartz.ScheduleJob<TJob>(trigger => trigger
            .WithIdentity(name)
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
}
