using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;

namespace Vedetta.Web.Tests.Story;

/// <summary>Who is told in the story.</summary>
internal static class StoryRouting
{
    private static readonly string[] Names = ["ds-chat", "duty-mail", "ops-chat", "head-mail", "aida-phone", "bakyt-phone"];

    public static async Task FillAsync(StoryWorld world, Func<string, string> say)
    {
        foreach (var name in Names) await world.Channels.SaveAsync(new Channel(say(name), ChannelKind.Log, null, null, [], Severity.Warning, []), default);
        await world.Routing.SavePolicyAsync(Policy(say), default);
        await world.Routing.QueueAsync([], [new RoutingTrail("INC-112",
        [
            new SentNotice(say("ds-chat"), DeliveryKind.Fired, StoryWorld.Now.AddHours(-5), Severity.Warning, 0, 0),
            new SentNotice(say("ds-chat"), DeliveryKind.Escalated, StoryWorld.Now.AddHours(-4), Severity.Critical, 0, 0),
            new SentNotice(say("duty-mail"), DeliveryKind.Escalated, StoryWorld.Now.AddHours(-3), Severity.Critical, 0, 1),
        ])], default);
    }

    private static RoutingPolicy Policy(Func<string, string> say) => new("Asia/Bishkek",
    [
        Route.Plain(Audience.DataScience, [say("ds-chat")]) with
        {
            Owner = say("Risk models"), OnCall = say("models"), GroupWait = TimeSpan.FromMinutes(1), Repeat = TimeSpan.FromHours(4),
            Escalate = [new EscalationStep(TimeSpan.FromMinutes(15), [say("duty-mail")]), new EscalationStep(TimeSpan.FromHours(1), [say("head-mail")], Severity.Critical)],
            Quiet = [new QuietSpan([], new TimeOnly(22, 0), new TimeOnly(7, 0), CriticalBreaksThrough: true), new QuietSpan([DayOfWeek.Sunday], new TimeOnly(2, 0), new TimeOnly(4, 0), CriticalBreaksThrough: false, say("the warehouse is loaded"))],
        },
        Route.Plain(Audience.Engineering, [say("ops-chat")]) with { Owner = say("Platform") },
        Route.Plain(Audience.Business, [say("head-mail")]) with { Owner = say("Retail risk"), Digest = new DigestPlan(DigestEvery.Day, new TimeOnly(9, 0)), MinimumSeverity = Severity.Warning },
        Route.Plain(Audience.DataScience, [say("ops-chat"), say("ds-chat")]) with { Models = ["fraud-device", "fraud-application"], Owner = say("Fraud") },
    ],
    [new Rota(say("models"), [new(say("Aida"), [say("aida-phone")]), new(say("Bakyt"), [say("bakyt-phone")]), new(say("Chinara"), [])], new DateOnly(2026, 8, 31), DayOfWeek.Monday, new TimeOnly(10, 0))]);
}
