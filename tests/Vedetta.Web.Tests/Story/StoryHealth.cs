using Vedetta.Core.Channels;
using Vedetta.Core.Health;

namespace Vedetta.Web.Tests.Story;

/// <summary>A program that is well but for one channel.</summary>
public sealed class StoryHealth : IOwnHealth
{
    public ValueTask<OwnHealthReport> ReadAsync(CancellationToken cancel)
    {
        var now = StoryWorld.Now;
        return new(new OwnHealthReport(
            now, "Vedetta 1.0.0", now.AddDays(-3), 412_000_000, 2, .31, new StoreHealth(false, 8_400_000_000, 64_000_000, 51_000_000_000), new QueueHealth(1_200, 500_000),
            [.. Enumerable.Range(0, 60).Select(i => new IngestMinute(now.AddMinutes(i - 59), 12, 2_300 + (i * 7), 3, 1, 0, 0, 40 + (i % 9)))],
            [new EvaluationPass(now.AddMinutes(-1), 812, 9, 140, 0)],
            [new ModelHealth("application-scoring", 302_000, 120_000, 48, now.AddMinutes(-1), now, now.AddMinutes(-4)), new ModelHealth("sme-limit", 0, 0, 0, null, null, null)],
            [new Trouble(now.AddMinutes(-9), false, "OutboxWorker", "the other side of risk-webhook answers slowly", 3)],
            [new ChannelHealth("risk-webhook", ChannelKind.Webhook, true, 2, 1, "503: try later"), new ChannelHealth("log", ChannelKind.Log, false, 0, 0, null)]));
    }
}
