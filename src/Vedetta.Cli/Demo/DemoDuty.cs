using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.Demo.Credit;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Channels;
using Vedetta.Core.Heartbeats;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Objectives;
using Vedetta.Core.Reports;
using Vedetta.Core.Routing;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Demo;

/// <summary>
/// Who is told of what in the demo world, and what its service promises. Every notice goes to the program's own log, and the mail
/// channel is off with the schedule that uses it: a demo calls nobody.
/// </summary>
internal static class DemoDuty
{
    private const string By = "demo";

    /// <summary>What the service of the story's model promises; nothing of the others.</summary>
    public static IReadOnlyList<Objective> ObjectivesOf(ModelDefinition model) => model.Id.Value != ApplicationScoring.Name
        ? []
        :
        [
            new Objective("quick-answers", ObjectiveKind.Latency, 0.97, BelowMs: 40),
            new Objective("answers-at-all", ObjectiveKind.Availability, 0.998),
        ];

    /// <summary>Channels, routes, the schedule of reports and the heartbeat that is awaited.</summary>
    public static async Task SetUpAsync(IServiceProvider services, CancellationToken cancel)
    {
        var channels = services.GetRequiredService<IChannels>();
        foreach (var channel in Channels) await channels.SaveAsync(channel, By, cancel);
        await services.GetRequiredService<RoutingPolicies>().SaveAsync(Routing, cancel);
        await services.GetRequiredService<ReportSchedules>().PutAsync(
            new ReportSchedule("every-morning", [ApplicationScoring.Name], Audience: null, WindowSize.Day, ReportSchedule.UsualAt, "risk-mail", Enabled: false), cancel);

        var heartbeats = services.GetRequiredService<HeartbeatService>();
        await heartbeats.PutAsync(new Heartbeat("warehouse-load", ApplicationScoring.Name, TimeSpan.FromDays(1), TimeSpan.FromHours(2), "Look at the log of the nightly load, then start it again: applications are scored on yesterday's bureau data until it ran.", default), cancel);
        await heartbeats.BeatAsync("warehouse-load", cancel);
    }

    private static IReadOnlyList<Channel> Channels { get; } =
    [
        Log("engineering-log", Audience.Engineering),
        Log("data-science-log", Audience.DataScience),
        Log("business-log", Audience.Business),
        new Channel("head-of-risk-log", ChannelKind.Log, null, null, [], Severity.Critical, []),
        new Channel(
            "risk-mail", ChannelKind.Email, null, null, [Audience.Business], Severity.Critical, [], Enabled: false,
            Email: new EmailSettings("mail.example", 587, EmailSecurity.Starttls, null, null, "vedetta@lender.example", ["risk@lender.example"])),
    ];

    private static RoutingDraft Routing { get; } = new()
    {
        Zone = DemoCalendar.ZoneName,
        Routes =
        [
            new RouteDraft { Audience = Audience.Engineering, Channels = ["engineering-log"], Owner = "Platform team", OnCall = "platform", GroupWait = "1m", Repeat = "4h", Escalate = ["30m head-of-risk-log if critical"], Mutes = ["sun 02:00-04:00 the warehouse is loaded"] },
            new RouteDraft { Audience = Audience.DataScience, Channels = ["data-science-log"], Owner = "Scoring team", GroupWait = "5m", QuietHours = ["22:00-07:00"], Digest = "day 09:00" },
            new RouteDraft { Audience = Audience.Business, Channels = ["business-log"], MinimumSeverity = Severity.Critical, Owner = "Head of risk", QuietHours = ["mon-fri 20:00-08:00"] },
        ],
        Rotas = [new RotaDraft { Name = "platform", Members = ["aigul", "boris", "chyngyz"], Starting = "2026-01-05", HandOver = "monday 10:00" }],
    };

    private static Channel Log(string name, Audience audience) => new(name, ChannelKind.Log, null, null, [audience], Severity.Warning, []);
}
