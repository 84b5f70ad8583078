using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Tests.Profiles;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class FlowTests
{
    [Fact]
    public async Task IngestPredictions_of_a_model_nobody_made_is_unknown()
    {
        await using var world = await World.StartAsync();
        await Should.ThrowAsync<UnknownModelException>(() => world.PredictAsync("""{"score":1}"""));
    }

    [Fact]
    public async Task IngestPredictions_many_requests_at_once_with_the_same_ids_store_each_id_once()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(ProfileLawsTests.Described());
        var body = string.Join('\n', ProfileLawsTests.Rows(0, 50));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => world.PredictAsync(body))));

        answers.Sum(a => a.Accepted).ShouldBe(50);
        answers.Sum(a => a.Duplicates).ShouldBe(39 * 50);
        answers.SelectMany(a => a.Warnings).ShouldBeEmpty();
        (await world.Events.SummaryAsync(World.Model, CancellationToken.None)).Rows.ShouldBe(50);
        (await world.ReadAsync()).Rows.ShouldBe(50);
    }

    [Fact(Timeout = 60_000)]
    public async Task IngestPredictions_nothing_is_answered_before_it_is_durable_and_a_full_queue_sheds_load()
    {
        var events = new GatedEvents(new InMemoryEventStore());
        await using var world = await World.StartAsync(World.Sequential() with { QueueRows = 10 }, events);
        await world.ModelAsync();
        string Body(string prefix) => string.Join('\n', Enumerable.Range(0, 6).Select(i => $$"""{"id":"{{prefix}}{{i}}","score":0.5}"""));
        events.Close();

        // The writer holds the first, the second waits in the lane of its model, which is then no longer empty.
        var first = world.PredictAsync(Body("a"));
        await events.Reached;
        var second = world.PredictAsync(Body("b"));
        var shed = await Should.ThrowAsync<BackpressureException>(() => world.PredictAsync(Body("c")));
        var patient = world.PredictAsync(Body("d"), backfill: true);

        shed.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        first.IsCompleted.ShouldBeFalse();
        second.IsCompleted.ShouldBeFalse();
        patient.IsCompleted.ShouldBeFalse();
        events.Open();
        (await first).Accepted.ShouldBe(6);
        (await second).Accepted.ShouldBe(6);
        (await patient).Accepted.ShouldBe(6);
        (await world.PredictAsync(Body("c"))).Accepted.ShouldBe(6);
    }

    [Fact]
    public async Task IngestPredictions_a_failing_disk_fails_the_request_and_the_next_one_is_stored()
    {
        var events = new GatedEvents(new InMemoryEventStore());
        await using var world = await World.StartAsync(events: events);
        await world.ModelAsync();
        events.Failing = true;
        await Should.ThrowAsync<StorageException>(() => world.PredictAsync("""{"id":"a","score":0.5}"""));
        events.Failing = false;

        var answer = await world.PredictAsync("""{"id":"a","score":0.5}""");

        answer.Accepted.ShouldBe(1);
        answer.Duplicates.ShouldBe(0);
        (await world.ReadAsync()).Rows.ShouldBe(1);
    }

    [Fact]
    public async Task IngestPredictions_late_rows_are_counted_and_their_hours_change_live_but_not_those_of_an_import()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        await world.PredictAsync("""{"id":"a","at":"2026-03-01T11:30:00Z","score":0.5}""");
        world.Changed.Take();

        await world.PredictAsync("""{"id":"b","at":"2026-03-01T09:10:00Z","score":0.5}""");
        await world.PredictAsync("""{"id":"c","at":"2026-02-01T09:10:00Z","score":0.5}""", backfill: true);

        var traffic = await world.Events.TrafficAsync(World.Model, World.All, CancellationToken.None);
        traffic.Single(t => t.Late > 0).Hour.ShouldBe(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        traffic.Sum(t => t.Late).ShouldBe(1);
        var hours = world.Changed.Take();
        hours.Select(h => h.Live).ShouldBe([false, true]);
        world.Changed.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task IngestOutcomes_may_come_before_their_prediction_and_corrections_are_kept_beside_them()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        var answer = await world.OutcomesAsync(
            """[{"id":"a","value":1,"at":"2026-02-02T00:00:00Z"},{"id":"a","value":0,"at":"2026-02-03T00:00:00Z","source":"review"},{"id":"b","outcome":"revenue","value":12.5},{"outcome":"label","value":1},{"id":"c","value":null}]""", IngestFormat.Json);

        answer.Accepted.ShouldBe(3);
        answer.Rejected.Select(r => r.Code).ShouldBe(["missing_id", "missing_value"]);
        (await world.Events.SummaryAsync(World.Model, CancellationToken.None)).Outcomes.ShouldBe(3);
        (await world.Models.GetAsync(World.Model, CancellationToken.None)).Outcomes.Select(o => (o.Name, o.Kind))
            .ShouldBe([("label", OutcomeKind.Class), ("revenue", OutcomeKind.Value)]);
    }

    [Theory]
    [InlineData("id,value\na,1\nb,\n", 1)]
    [InlineData("id,label,label_ts\na,1,2026-02-01\nb,0,\n", 2)]
    [InlineData("outcome,id,value,at,source\nlabel,a,good,2026-02-01,import\n", 1)]
    public async Task IngestOutcomes_from_csv_are_read_by_either_naming(string text, int accepted)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        (await world.OutcomesAsync(text, IngestFormat.Csv)).Accepted.ShouldBe(accepted);
    }

    [Fact]
    public async Task IngestReference_the_same_rows_again_change_nothing_and_other_rows_conflict()
    {
        await using var world = await World.StartAsync();
        const string Rows = "id,x,score,label\na,1,0.1,0\nb,2,0.2,1\nc,3,0.3,\n";
        var first = await world.ReferenceAsync(Rows, create: true);

        (await world.ReferenceAsync(Rows)).Info.ShouldBe(first.Info);
        first.Info.Labelled.ShouldBe(2);
        (await Should.ThrowAsync<IngestConflictException>(() => world.ReferenceAsync(Rows + "d,4,0.4,1\n"))).Code.ShouldBe("reference_exists");
        (await Should.ThrowAsync<IngestFormatException>(() => world.ReferenceAsync("id,x,score\n", "2"))).Code.ShouldBe("empty_reference");
    }

    [Fact]
    public async Task Delete_forgets_the_model_its_rows_and_its_ids()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        await world.PredictAsync("""{"id":"a","score":0.5}""");

        await world.Models.DeleteAsync(World.Model, CancellationToken.None);

        await Should.ThrowAsync<UnknownModelException>(() => world.PredictAsync("""{"id":"a","score":0.5}"""));
        await world.ModelAsync();
        (await world.PredictAsync("""{"id":"a","score":0.5}""")).Accepted.ShouldBe(1);
        (await world.ReadAsync()).Rows.ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_a_batch_built_elsewhere_finds_its_columns_by_name()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(ProfileLawsTests.Described());
        var batch = new PredictionBatch();
        var region = batch.AddColumn(new StoredColumn(0, ColumnFamily.Feature, "region", ValueKind.Category));
        for (var i = 0; i < 3; i++)
        {
            batch.Id.Add($"d{i}");
            batch.At.Add(1_769_900_000_000_000 + i);
            region.Categories!.Add("osh");
            batch.Score.Add(0.5);
            batch.Count++;
        }

        (await world.Ingestion.IngestAsync(World.Model, batch, outcomes: null, backfill: true, CancellationToken.None)).Accepted.ShouldBe(3);
        (await world.ReadAsync()).Columns["region"].Missing.ShouldBe(0);
    }

    [Fact]
    public async Task IngestPredictions_steady_state_allocates_little_per_row()
    {
        const int Count = 20_000;
        var binding = new Core.Ingestion.Parsing.ModelBinding(
            World.Model,
            ModelTask.Binary,
            new ModelSchema([new("age", ColumnType.Numeric), new("region", ColumnType.Categorical)], Confirmed: true, []),
            [new(0, ColumnFamily.Feature, "age", ValueKind.Number), new(1, ColumnFamily.Feature, "region", ValueKind.Category)],
            TimeZoneInfo.Utc,
            ScoreDefinition.Probability);
        var writer = new Core.Ingestion.Parsing.PredictionWriter(
            binding, new(World.Now, LocalTimes: null, Reference: false, Guid.CreateVersion7), new(World.Model, World.Now));
        var sink = new Core.Ingestion.Reading.PredictionSink(writer, ColumnMapping.Default);
        var body = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, Count).Select(i =>
            $$"""{"id":"row-{{i}}","at":"2026-02-01T10:00:00Z","version":"1","features":{"age":{{i % 90}},"region":"r{{i % 5}}"},"score":0.5,"decision":"approve"}""")));
        await ReadAllAsync();

        var before = GC.GetAllocatedBytesForCurrentThread();
        await ReadAllAsync();
        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count;

        writer.Batch.Count.ShouldBe(Count);
        perRow.ShouldBeLessThan(1);

        async ValueTask ReadAllAsync()
        {
            sink.Clear();
            await using var reader = new Core.Ingestion.Reading.JsonRowReader(new MemoryStream(body), lines: true);
            await reader.ReadAsync(sink, int.MaxValue, CancellationToken.None);
        }
    }
}
