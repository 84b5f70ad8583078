using System.Collections.Concurrent;
using System.Collections.Frozen;
using Vedetta.Client.Tests.Servers;

namespace Vedetta.Client.Tests;

public sealed class HostSafetyTests
{
    [Fact]
    public async Task Host_thread_does_not_wait_while_the_server_is_away_and_the_queue_is_full()
    {
        await using var client = new VedettaClient(Clients.Options(Clients.NobodyThere()) with { QueueCapacity = 100, ShutdownTimeout = TimeSpan.FromMilliseconds(50) });
        long start = TimeProvider.System.GetTimestamp();

        for (int i = 0; i < 20_000; i++)
        {
            client.LogPrediction(new() { Id = "x", Score = 0.5 });
        }

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        client.Queued.ShouldBe(100);
        client.Dropped.ShouldBe(19_900);
        client.ShouldAccountForEveryEvent();
    }

    [Fact]
    public async Task Host_thread_does_not_wait_for_a_callback_that_hangs()
    {
        using var never = new ManualResetEventSlim();
        var client = new VedettaClient(Clients.Options(Clients.NobodyThere()) with
        {
            QueueCapacity = 1,
            OnNotice = _ => never.Wait(TimeSpan.FromSeconds(10)),
            ShutdownTimeout = TimeSpan.FromMilliseconds(50),
        });
        long start = TimeProvider.System.GetTimestamp();

        for (int i = 0; i < 1_000; i++)
        {
            client.LogPrediction(new() { Score = 0.5 });
        }

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        never.Set();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Queue_is_bounded_in_bytes_too()
    {
        await using var client = new VedettaClient(Clients.Options(Clients.NobodyThere()) with { QueueBytes = 10_000, ShutdownTimeout = TimeSpan.FromMilliseconds(50) });

        for (int i = 0; i < 100; i++)
        {
            client.LogPrediction(new() { Id = "x", Error = new string('e', 1_000) });
        }

        client.Queued.ShouldBe(9);
        client.Dropped.ShouldBe(91);
    }

    [Fact]
    public async Task Values_that_cannot_be_written_cost_their_event_and_nothing_else()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        var notices = new ConcurrentQueue<ClientNotice>();
        var client = new VedettaClient(Clients.Options(server.Address) with { OnNotice = notices.Enqueue, BatchBytes = 10_000 });

        client.LogPrediction(new() { Id = "throws", Features = new Dictionary<string, object?> { ["x"] = new Throws() } });
        client.LogPrediction(new() { Id = "no name" }, new Feature(null!, 1));
        client.LogPrediction(new() { Id = "large", Error = new string('e', 20_000) });
        client.LogOutcome(null!, "label", 1);
        client.LogPrediction(new() { Id = "good", Features = new Dictionary<string, object?> { ["x"] = 1 } });
        await client.DisposeAsync();

        server.Predictions.Keys.ShouldBe(["good"]);
        client.Dropped.ShouldBe(4 - server.Outcomes.Count);
        client.ShouldAccountForEveryEvent();
        notices.Select(notice => notice.Kind).ShouldBe([NoticeKind.Unwritable, NoticeKind.TooLarge], ignoreOrder: true);
    }

    [Fact]
    public async Task Feature_that_logs_while_it_is_written_spoils_neither_event()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        var client = new VedettaClient(Clients.Options(server.Address));

        client.LogPrediction(new() { Id = "outer", Features = new Dictionary<string, object?> { ["x"] = new Logs(client) } });
        await client.DisposeAsync();

        server.Predictions.Keys.Order().ShouldBe(["inner", "outer"]);
        server.Predictions["outer"].GetProperty("features").GetProperty("x").GetString().ShouldBe("logged");
    }

    [Fact]
    public async Task Features_may_be_any_sequence_of_pairs()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        var client = new VedettaClient(Clients.Options(server.Address));

        client.LogPrediction(new() { Id = "a", Features = new Dictionary<string, object?> { ["x"] = 1m }.ToFrozenDictionary() });
        await client.DisposeAsync();

        server.Predictions["a"].GetProperty("features").GetRawText().ShouldBe("""{"x":1}""");
    }

    [Fact]
    public async Task Callback_that_throws_is_not_called_again_and_harms_nobody()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        server.Rejects = static id => id == "bad";
        int called = 0;
        await using var client = new VedettaClient(Clients.Options(server.Address) with
        {
            OnNotice = _ =>
            {
                Interlocked.Increment(ref called);
                throw new InvalidOperationException("The log is broken.");
            },
        });

        client.LogPrediction(new() { Id = "bad", Score = 0.5 });
        await client.ShouldFlushAsync();
        client.LogPrediction(new() { Id = "bad", Features = new Dictionary<string, object?> { ["x"] = new Throws() } });
        client.LogPrediction(new() { Id = "good", Score = 0.5 });
        await client.ShouldFlushAsync();

        server.Predictions.Keys.ShouldContain("good");
        await client.DisposeAsync();
        called.ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_ends_in_time_when_the_server_is_away_and_counts_what_is_lost()
    {
        var client = new VedettaClient(Clients.Options(Clients.NobodyThere()) with { ShutdownTimeout = TimeSpan.FromMilliseconds(300), BatchSize = 3 });
        for (int i = 0; i < 10; i++)
        {
            client.LogPrediction(new() { Score = 0.5 });
        }

        long start = TimeProvider.System.GetTimestamp();
        await client.DisposeAsync();
        await client.DisposeAsync();

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        client.Failed.ShouldBe(10);
        client.LogPrediction(new() { Score = 0.5 });
        client.Dropped.ShouldBe(1);
        client.ShouldAccountForEveryEvent();
    }

    [Fact]
    public async Task Dispose_wakes_a_sender_that_waits_and_tries_once_more()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        int asked = 0;
        var failed = new TaskCompletionSource();
        server.Trouble = context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return Task.FromResult(false);
            }

            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "60";
            failed.SetResult();
            return Task.FromResult(true);
        };
        var client = new VedettaClient(Clients.Options(server.Address));
        client.LogPrediction(new() { Id = "a", Score = 0.5 });
        await failed.Task.WaitAsync(TestContext.Current.CancellationToken);

        await client.DisposeAsync();

        server.Predictions.Keys.ShouldContain("a");
        client.Sent.ShouldBe(1);
    }

    [Fact]
    public async Task FlushAsync_that_is_cancelled_says_so_and_keeps_the_events()
    {
        await using var client = new VedettaClient(Clients.Options(Clients.NobodyThere()) with { ShutdownTimeout = TimeSpan.FromMilliseconds(50) });
        client.LogPrediction(new() { Score = 0.5 });
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        (await client.FlushAsync(soon.Token)).ShouldBeFalse();

        client.Queued.ShouldBe(1);
    }

    [Fact]
    public async Task Handler_that_throws_anything_does_not_end_the_sender()
    {
        await using var client = new VedettaClient(Clients.Options(Clients.NobodyThere()) with
        {
            Handler = new BrokenHandler(),
            RetryFor = TimeSpan.FromMilliseconds(50),
        });

        client.LogPrediction(new() { Score = 0.5 });
        await client.ShouldFlushAsync();
        client.LogPrediction(new() { Score = 0.5 });
        await client.ShouldFlushAsync();

        client.Failed.ShouldBe(2);
    }

    [Fact]
    public async Task Client_that_is_not_enabled_does_nothing_but_gives_ids()
    {
        await using var client = new VedettaClient(Clients.Options(Clients.NobodyThere()) with { Enabled = false });

        client.LogPrediction(new() { Score = 0.5 }).Length.ShouldBe(32);
        client.LogOutcome("a", "label", 1);

        (await client.FlushAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        client.Logged.ShouldBe(0);
    }

    private sealed class Throws
    {
        public override string ToString() => throw new InvalidOperationException("No text.");
    }

    private sealed class Logs(VedettaClient client)
    {
        public override string ToString()
        {
            client.LogPrediction(new() { Id = "inner", Score = 0.5 });
            return "logged";
        }
    }

    private sealed class BrokenHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Broken.");
    }
}
