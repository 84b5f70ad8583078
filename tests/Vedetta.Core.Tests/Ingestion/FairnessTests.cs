using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage.InMemory;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class FairnessTests
{
    private static readonly ModelId Quiet = new("quiet");

    [Fact]
    public async Task A_model_that_fills_the_queue_is_shed_while_another_gets_in_and_is_served_first()
    {
        var events = new GatedEvents(new InMemoryEventStore());
        await using var world = await World.StartAsync(World.Sequential() with { QueueRows = 40, GroupRows = 20 }, events);
        await world.ModelAsync();
        await world.Models.PutAsync(Quiet, new ModelDescription(ModelTask.Binary), CancellationToken.None);
        events.Close();

        // The first group is held at the gate; behind it the loud model fills the queue.
        var loud = Enumerable.Range(0, 4).Select(i => world.PredictAsync(Body($"loud{i}-", 10))).ToList();
        var shed = await Should.ThrowAsync<BackpressureException>(() => world.PredictAsync(Body("more", 10)));
        var quiet = QuietAsync(world, Body("quiet", 1));
        shed.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        events.Open();
        await Task.WhenAll([.. loud, quiet]);

        events.Stored.FindIndex(models => models.Contains(Quiet)).ShouldBeLessThan(events.Stored.FindLastIndex(models => models.Contains(World.Model)));
        (await world.Events.SummaryAsync(Quiet, CancellationToken.None)).Rows.ShouldBe(1);
        (await world.Events.SummaryAsync(World.Model, CancellationToken.None)).Rows.ShouldBe(40);
    }

    [Fact]
    public async Task A_slow_disk_makes_the_server_shed_and_loses_nothing_that_was_acknowledged()
    {
        var events = new SlowEvents(new InMemoryEventStore(), TimeSpan.FromMilliseconds(30));
        await using var world = await World.StartAsync(World.Sequential() with { QueueRows = 60 }, events);
        await world.ModelAsync();
        var (accepted, shed) = (0L, 0);
        await Task.WhenAll(Enumerable.Range(0, 24).Select(lane => Task.Run(async () =>
        {
            for (var turn = 0; turn < 4;)
            {
                try
                {
                    Interlocked.Add(ref accepted, (await world.PredictAsync(Body($"{lane}-{turn}-", 10))).Accepted);
                    turn++;
                }
                catch (BackpressureException)
                {
                    Interlocked.Increment(ref shed);
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
                }
            }
        })));

        shed.ShouldBeGreaterThan(0);
        accepted.ShouldBe(960);
        (await world.Events.SummaryAsync(World.Model, CancellationToken.None)).Rows.ShouldBe(960);
        (await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
    }

    private static async Task<IngestAnswer> QuietAsync(World world, string body) =>
        await world.Ingestion.IngestPredictionsAsync(Quiet, World.Source(body, IngestFormat.NdJson), progress: null, CancellationToken.None);

    private static string Body(string prefix, int rows) => string.Join('\n', Enumerable.Range(0, rows).Select(i => $$"""{"id":"{{prefix}}{{i}}","score":0.5}"""));
}
