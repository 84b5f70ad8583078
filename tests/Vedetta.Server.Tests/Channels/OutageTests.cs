using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Channels;
using Vedetta.Server.Channels;
using Vedetta.Server.Channels.Delivering;

namespace Vedetta.Server.Tests.Channels;

public sealed class OutageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Channel_down_for_an_hour_loses_nothing_sends_nothing_twice_and_keeps_the_order()
    {
        var clock = new SettableClock(Rows.Start);
        var (tries, told, quick) = (0, new List<string>(), new List<string>());
        await using var dead = await OtherSide.StartAsync(async (http, body) =>
        {
            tries++;
            if (clock.Now < Rows.Start.AddHours(1))
            {
                // 500, an answer that is no HTTP of a webhook, 429, and a connection that breaks.
                if (tries % 4 == 3) http.Abort();
                await Task.CompletedTask;
                return (tries % 4) switch { 0 => Results.StatusCode(500), 1 => Results.Text("garbage", statusCode: 599), 2 => Results.StatusCode(429), _ => Results.Empty };
            }

            told.Add(Waiting.Told(body));
            return Results.Ok();
        });
        await using var alive = await OtherSide.StartAsync(body =>
        {
            quick.Add(Waiting.Told(body));
            return Results.Ok();
        });
        await using var server = await Server.StartAsync(change: options => options with { Clock = clock });
        await server.PutAsync("/v1/channels/dead", new { kind = "webhook", url = dead.Url });
        await server.PutAsync("/v1/channels/alive", new { kind = "webhook", url = alive.Url });
        string[] kinds = ["fired", "escalated", "resolved", "reopened"];
        foreach (var kind in kinds)
        {
            for (var i = 1; i <= 10; i++)
            {
                await server.NoticeAsync(clock, "dead", $"INC-{i}", kind);
                await server.NoticeAsync(clock, "alive", $"INC-{i}", kind);
            }

            await server.PassAsync(clock, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
            quick.Count(text => text.EndsWith(kind, StringComparison.Ordinal)).ShouldBe(10, "the dead channel does not delay the other");
        }

        var status = (await server.GetAsync("/v1/channels/dead")).Json.GetProperty("status");
        status.GetProperty("state").GetString().ShouldBe("paused");
        status.GetProperty("waiting").GetInt32().ShouldBe(40);
        await server.PassAsync(clock, TimeSpan.FromMinutes(90), TimeSpan.FromSeconds(10));
        told.Count.ShouldBe(40, "nothing is lost");
        told.Distinct(StringComparer.Ordinal).Count().ShouldBe(40, "nothing is sent twice");
        for (var i = 1; i <= 10; i++) told.Where(text => text.StartsWith($"INC-{i} ", StringComparison.Ordinal)).Select(text => text.Split(' ')[1]).ShouldBe(kinds);
        (tries - told.Count).ShouldBeLessThan(60, "a channel that is down is left alone");
        (await server.OutboxAsync("dead")).ShouldAllBe(message => message.State == OutboxState.Sent);
    }

    [Fact]
    public async Task Pause_can_be_ended_by_hand()
    {
        var clock = new SettableClock(Rows.Start);
        var down = true;
        await using var side = await OtherSide.StartAsync(_ => down ? Results.StatusCode(503) : Results.Ok());
        await using var server = await Server.StartAsync(change: options => options with { Clock = clock });
        await server.PutAsync("/v1/channels/ops", new { kind = "webhook", url = side.Url });
        for (var i = 0; i < 8; i++) await server.NoticeAsync(clock, "ops", $"INC-{i}");
        await server.PassAsync(clock, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        side.Requests.Count.ShouldBe(Circuit.Patience);
        down = false;
        await server.PostAsync("/v1/channels/ops/resume");
        await server.PassAsync(clock, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        (await server.OutboxAsync("ops")).ShouldAllBe(message => message.State == OutboxState.Sent);
        (await server.GetAsync("/v1/channels/ops")).Json.GetProperty("status").GetProperty("state").GetString().ShouldBe("working");
    }

    [Fact]
    public async Task Slow_channel_delays_no_other()
    {
        using var hold = new SemaphoreSlim(0);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await OtherSide.StartAsync(async (http, _) =>
        {
            await hold.WaitAsync(http.RequestAborted);
            return Results.Ok();
        });
        await using var fast = await OtherSide.StartAsync(_ =>
        {
            arrived.TrySetResult();
            return Results.Ok();
        });
        await using var server = await Server.StartAsync(change: options => options with { Workers = true, Settings = options.Settings! with { EvaluateEvery = TimeSpan.FromHours(1) } });
        await server.PutAsync("/v1/channels/a-slow", new { kind = "webhook", url = slow.Url });
        await server.PutAsync("/v1/channels/fast", new { kind = "webhook", url = fast.Url });
        var clock = new SettableClock(TimeProvider.System.GetUtcNow());
        for (var i = 0; i < 3; i++) await server.NoticeAsync(clock, "a-slow", $"INC-{i}");
        server.Services.GetRequiredService<OutboxSignal>().Wake();
        while (slow.Requests.IsEmpty) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        await server.NoticeAsync(clock, "fast", "INC-9");
        server.Services.GetRequiredService<OutboxSignal>().Wake();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(5), Cancel);
        slow.Requests.Count.ShouldBe(1, "the slow one still holds its first");
        hold.Release(3);
    }

    [Fact]
    public async Task What_was_decided_before_a_crash_is_sent_after_the_restart()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-outbox-").FullName;
        try
        {
            await using var side = await OtherSide.StartAsync(_ => Results.Ok());
            var clock = new SettableClock(Rows.Start);
            await using (var first = await Server.StartAsync(change: options => options with { InMemory = false, DataDirectory = folder, Clock = clock }))
            {
                await first.PutAsync("/v1/channels/ops", new { kind = "webhook", url = side.Url, secret = "s" });
                await first.NoticeAsync(clock, "ops", "INC-1");
            }

            side.Requests.ShouldBeEmpty();
            await using var second = await Server.StartAsync(change: options => options with { InMemory = false, DataDirectory = folder, Clock = clock });
            await second.PassAsync(clock, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            side.Requests.Count.ShouldBe(1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Test_by_itself_keeps_the_day_of_its_last_success()
    {
        var clock = new SettableClock(Rows.Start);
        var down = false;
        await using var side = await OtherSide.StartAsync(_ => down ? Results.StatusCode(500) : Results.Ok());
        await using var server = await Server.StartAsync(change: options => options with { Clock = clock });
        await server.PutAsync("/v1/channels/ops", new { kind = "webhook", url = side.Url, test_every = "1d" });
        var upkeep = server.Services.GetRequiredService<ChannelUpkeep>();
        (await upkeep.RunAsync(Cancel)).ShouldBe(1);
        (await upkeep.RunAsync(Cancel)).ShouldBe(0, "it was tested just now");
        (clock.Now, down) = (clock.Now.AddDays(1), true);
        (await upkeep.RunAsync(Cancel)).ShouldBe(1);
        var status = (await server.GetAsync("/v1/channels/ops")).Json.GetProperty("status");
        status.GetProperty("last_good_test").GetDateTimeOffset().ShouldBe(Rows.Start);
        status.GetProperty("last_test").GetProperty("delivered").GetBoolean().ShouldBeFalse();
        (await server.GetAsync("/v1/channels/ops/deliveries")).Json.EnumerateArray().Select(line => line.GetProperty("kind").GetString()).ShouldBe(["test", "test"]);
    }
}
