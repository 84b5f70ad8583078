using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Vedetta.Client.Tests.Servers;

namespace Vedetta.Client.Tests;

public sealed class TroubleTests
{
    private readonly ConcurrentQueue<ClientNotice> notices = new();

    [Fact]
    public async Task Server_that_goes_down_and_comes_back_gets_every_event_that_was_not_counted_as_dropped()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Options(server.Address) with { QueueCapacity = 2_000, BatchSize = 50 });
        var ids = new List<string>();

        await LogAsync(1_000);
        await client.ShouldFlushAsync();
        await server.DownAsync();
        await LogAsync(3_000);
        client.Dropped.ShouldBeGreaterThan(0);
        SpinWait.SpinUntil(() => Kinds().Contains(NoticeKind.Unreachable), TimeSpan.FromSeconds(10)).ShouldBeTrue();
        await server.UpAsync();
        await client.ShouldFlushAsync();
        await LogAsync(500);
        await client.ShouldFlushAsync();

        ids.Distinct().Count().ShouldBe(4_500);
        client.Failed.ShouldBe(0);
        client.Rejected.ShouldBe(0);
        server.Predictions.Count.ShouldBe(4_500 - (int)client.Dropped);
        client.Sent.ShouldBe(server.Predictions.Count);
        client.ShouldAccountForEveryEvent();
        Kinds().ShouldBe([NoticeKind.QueueFull, NoticeKind.Unreachable, NoticeKind.Recovered], ignoreOrder: true);

        async Task LogAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                ids.Add(client.LogPrediction(new() { Score = 0.25 }));
                if (i % 500 == 0)
                {
                    await Task.Yield();
                }
            }
        }
    }

    [Fact]
    public async Task Answer_that_is_lost_after_the_server_stored_the_batch_leads_to_duplicates_by_id_only()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        int lost = 0;
        server.LostAnswer = context =>
        {
            if (Interlocked.Increment(ref lost) > 2)
            {
                return Task.FromResult(false);
            }

            context.Abort();
            return Task.FromResult(true);
        };
        await using var client = new VedettaClient(Options(server.Address));

        for (int i = 0; i < 10; i++)
        {
            client.LogPrediction(new() { Score = 0.5 });
        }

        await client.ShouldFlushAsync();

        server.Predictions.Count.ShouldBe(10);
        server.Duplicates.ShouldBeGreaterThan(0);
        client.Sent.ShouldBe(10);
    }

    [Fact]
    public async Task Server_that_sheds_load_is_left_alone_for_as_long_as_it_asks()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        long refusedAt = 0;
        server.Trouble = context =>
        {
            if (Interlocked.CompareExchange(ref refusedAt, Environment.TickCount64, 0) != 0)
            {
                return Task.FromResult(false);
            }

            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            return Task.FromResult(true);
        };
        await using var client = new VedettaClient(Options(server.Address));

        client.LogPrediction(new() { Id = "a", Score = 0.5 });
        await client.ShouldFlushAsync();

        (server.Requests.Single().At - refusedAt).ShouldBeGreaterThanOrEqualTo(990);
        client.Sent.ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task Failure_that_may_pass_is_tried_again(int status)
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        int failures = 0;
        server.Trouble = context => Answer(context, status, Interlocked.Increment(ref failures) <= 3);
        await using var client = new VedettaClient(Options(server.Address));

        client.LogPrediction(new() { Id = "a", Score = 0.5 });
        await client.ShouldFlushAsync();

        server.Predictions.Keys.ShouldContain("a");
        client.Sent.ShouldBe(1);
        Kinds().ShouldBe([NoticeKind.Unreachable, NoticeKind.Recovered]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(307)]
    public async Task Refusal_is_final_counted_and_told_once(int status)
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        int asked = 0;
        server.Trouble = context =>
        {
            Interlocked.Increment(ref asked);
            return Answer(context, status, true);
        };
        await using var client = new VedettaClient(Options(server.Address) with { BatchSize = 1 });

        client.LogPrediction(new() { Score = 0.5 });
        client.LogPrediction(new() { Score = 0.5 });
        client.LogPrediction(new() { Score = 0.5 });
        await client.ShouldFlushAsync();

        asked.ShouldBe(3);
        client.Rejected.ShouldBe(3);
        client.ShouldAccountForEveryEvent();
        await client.DisposeAsync();
        notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Refused);
        notices.Single().Message.ShouldContain(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Request_that_is_too_large_is_halved_until_it_passes()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        server.Trouble = context => Answer(context, 413, context.Request.ContentLength > 300);
        await using var client = new VedettaClient(Options(server.Address) with { Compression = false, FlushInterval = TimeSpan.FromSeconds(30) });

        for (int i = 0; i < 21; i++)
        {
            client.LogPrediction(new() { Id = $"p{i:00}", Score = 0.5 });
        }

        client.LogPrediction(new() { Id = "long", Error = new string('x', 500) });
        await client.ShouldFlushAsync();

        server.Predictions.Keys.Order().ShouldBe(Enumerable.Range(0, 21).Select(i => $"p{i:00}"));
        client.Sent.ShouldBe(21);
        client.Rejected.ShouldBe(1);
        client.ShouldAccountForEveryEvent();
    }

    [Fact]
    public async Task Events_that_the_server_rejects_are_counted_and_the_first_reason_is_told()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        server.Rejects = id => id.StartsWith("bad", StringComparison.Ordinal);
        await using var client = new VedettaClient(Options(server.Address));

        client.LogPrediction(new() { Id = "good", Score = 0.5 });
        client.LogPrediction(new() { Id = "bad1", Score = 0.5 });
        client.LogPrediction(new() { Id = "bad2", Score = 0.5 });
        await client.ShouldFlushAsync();
        await client.DisposeAsync();

        client.Sent.ShouldBe(1);
        client.Rejected.ShouldBe(2);
        ClientNotice told = notices.ShouldHaveSingleItem();
        told.Kind.ShouldBe(NoticeKind.Rejected);
        told.Message.ShouldContain("unreadable_time at The time cannot be read.");
    }

    [Theory]
    [InlineData("<html>Please sign in</html>")]
    [InlineData("")]
    [InlineData("{\"accepted\":")]
    [InlineData("{\"accepted\":\"many\"}")]
    [InlineData("[1,2]")]
    public async Task Garbage_for_an_answer_is_no_acknowledgement(string garbage)
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        int answered = 0;
        server.LostAnswer = async context =>
        {
            if (Interlocked.Increment(ref answered) > 2)
            {
                return false;
            }

            await context.Response.WriteAsync(garbage);
            return true;
        };
        await using var client = new VedettaClient(Options(server.Address));

        client.LogPrediction(new() { Id = "a", Score = 0.5 });
        await client.ShouldFlushAsync();

        answered.ShouldBe(3);
        client.Sent.ShouldBe(1);
        server.Predictions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Server_that_does_not_answer_counts_as_a_failed_attempt()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        int asked = 0;
        server.Trouble = async context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        await using var client = new VedettaClient(Options(server.Address) with { Timeout = TimeSpan.FromMilliseconds(200) });

        client.LogPrediction(new() { Id = "a", Score = 0.5 });
        await client.ShouldFlushAsync();

        client.Sent.ShouldBe(1);
        notices.First().Message.ShouldContain("no answer within 0.2 s");
    }

    [Fact]
    public async Task Batch_that_never_gets_through_is_given_up_after_its_time()
    {
        await using var client = new VedettaClient(Options(Clients.NobodyThere()) with { RetryFor = TimeSpan.FromMilliseconds(200) });

        client.LogPrediction(new() { Score = 0.5 });
        await client.ShouldFlushAsync();

        client.Failed.ShouldBe(1);
        await client.DisposeAsync();
        Kinds().ShouldBe([NoticeKind.Unreachable, NoticeKind.GivenUp]);
    }

    private VedettaOptions Options(Uri server) => Clients.Options(server) with { OnNotice = notices.Enqueue };

    private List<NoticeKind> Kinds() => [.. notices.Select(notice => notice.Kind)];

    private static Task<bool> Answer(HttpContext context, int status, bool really)
    {
        if (really)
        {
            context.Response.StatusCode = status;
        }

        return Task.FromResult(really);
    }
}
