using System.IO.Compression;
using System.Text;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class CsvTests
{
    [Theory]
    [InlineData("", "header_required")]
    [InlineData("1,2,3\n4,5,6\n", "header_required")]
    [InlineData("id,score,score\na,1,2\n", "duplicate_header")]
    [InlineData(",score\n0,1\n", "empty_header")]
    [InlineData("id;score\na;1\n", "malformed_csv")]
    [InlineData("\"id\"x,score\na,1\n", "malformed_csv")]
    public async Task IngestPredictions_a_header_that_cannot_be_used_refuses_the_file(string text, string code)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        (await Should.ThrowAsync<IngestFormatException>(() => world.PredictAsync(text, IngestFormat.Csv))).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("b,0.5,1", "wrong_cell_count")]
    [InlineData("b", "wrong_cell_count")]
    [InlineData("\"b\"x,0.5", "malformed_csv")]
    [InlineData("b,", "empty_row")]
    public async Task IngestPredictions_a_bad_record_is_rejected_alone(string record, string code)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        var answer = await world.PredictAsync($"id,score\na,0.5\n{record}\nc,0.5\n", IngestFormat.Csv);

        answer.Accepted.ShouldBe(2);
        answer.Rejected.Single().Code.ShouldBe(code);
        answer.Rejected.Single().Index.ShouldBe(1);
    }

    [Fact]
    public async Task IngestPredictions_a_quote_never_closed_costs_its_own_line_only()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        var answer = await world.PredictAsync("id,score\na,0.5\n\"b,0.5\nc,0.5\n", IngestFormat.Csv);

        answer.Accepted.ShouldBe(2);
        answer.Rejected.Single().Code.ShouldBe("malformed_csv");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task IngestPredictions_quotes_line_ends_and_a_byte_order_mark_are_read_by_the_rules(string end)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        var text = "\uFEFFid,ts,\"the \"\"place\"\"\",score" + end
            + $"a,2026-02-01,\"o,s\"\"h\",0.1{end}b,2026-02-01T00:30:00Z,\"two{end}lines\",0.2{end}{end}c,2026-02-01 01:00:00,,0.3";

        var answer = await world.PredictAsync(text, IngestFormat.Csv);

        answer.Accepted.ShouldBe(3);
        answer.Rejected.ShouldBeEmpty();
        var place = (CategoricalProfile)(await world.ReadAsync()).Columns["the \"place\""];
        place.Counts.Keys.Order().ShouldBe(["o,s\"h", $"two{end}lines"], ignoreOrder: true);
        place.Missing.ShouldBe(1);
    }

    [Fact]
    public async Task IngestPredictions_flat_columns_go_where_their_names_say()
    {
        await using var world = await World.StartAsync();
        const string Text = "id,ts,version,score,score_2,prediction,decision,amount,subject,variant,latency_ms,label,label_ts,tag_channel,age\n"
            + "a,2026-02-01T00:00:00Z,7,0.4,0.6,1.0,approve,100,k1,champion,12.5,0,2026-02-20T00:00:00Z,web,33\n";

        var answer = await world.PredictAsync(Text, IngestFormat.Csv, create: true);

        answer.Accepted.ShouldBe(1);
        var model = await world.Models.GetAsync(World.Model, CancellationToken.None);
        model.Task.ShouldBe(ModelTask.Binary);
        model.Schema.Columns.Select(c => c.Name).ShouldBe(["age"]);
        await foreach (var batch in world.Events.ScanAsync(World.Model, new Core.Storage.RowScan(), CancellationToken.None))
        {
            batch.Version[0].ShouldBe("7");
            batch.Prediction[0].ShouldBe("1");
            batch.Decision[0].ShouldBe("approve");
            batch.Amount[0].ShouldBe(100);
            batch.Subject[0].ShouldBe("k1");
            batch.LatencyMs[0].ShouldBe(12.5);
            batch.Columns.Single(c => c.Stored.Family == ColumnFamily.ShadowScore).Stored.Name.ShouldBe("2");
            batch.Columns.Single(c => c.Stored.Family == ColumnFamily.Tag).Categories![0].ShouldBe("web");
        }

        await foreach (var outcomes in world.Events.ScanOutcomesAsync(World.Model, 0, CancellationToken.None))
        {
            outcomes.Count.ShouldBe(1);
            outcomes.Outcome[0].ShouldBe("label");
            outcomes.Label[0].ShouldBe("0");
            outcomes.Value[0].ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("id,score_a,score_b,x\n1,0.2,0.8,1\n", ModelTask.Multiclass)]
    [InlineData("id,prediction,x\n1,12.5,1\n", ModelTask.Regression)]
    [InlineData("id,score,prediction,x\n1,0.5,1,1\n", ModelTask.Binary)]
    public async Task IngestPredictions_the_task_is_inferred_from_the_columns(string text, ModelTask task)
    {
        await using var world = await World.StartAsync();

        await world.PredictAsync(text, IngestFormat.Csv, create: true);

        (await world.Models.GetAsync(World.Model, CancellationToken.None)).Task.ShouldBe(task);
    }

    [Fact]
    public async Task IngestPredictions_types_are_inferred_from_every_value_never_from_how_many_differ()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        await world.PredictAsync(
            "id,score,few,flag,mixed,text,empty,nan\na,1,0,true,1,x,,NaN\nb,1,1,False,true,1,,\nc,1,,true,2,,,1.5\n", IngestFormat.Csv);

        var types = (await world.Models.GetAsync(World.Model, CancellationToken.None)).Schema.Columns.ToDictionary(c => c.Name, c => c.Type);
        types["few"].ShouldBe(ColumnType.Numeric);
        types["flag"].ShouldBe(ColumnType.Boolean);
        types["mixed"].ShouldBe(ColumnType.Categorical);
        types["text"].ShouldBe(ColumnType.Categorical);
        types["nan"].ShouldBe(ColumnType.Numeric);
        types.ShouldNotContainKey("empty");
    }

    [Fact]
    public async Task IngestPredictions_times_without_an_offset_are_read_in_the_zone_of_the_model()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(new ModelDescription(ModelTask.Binary, TimeZone: "Asia/Bishkek"));

        await world.PredictAsync("id,ts,score\na,2026-02-01 06:00:00,0.5\n", IngestFormat.Csv);

        var summary = await world.Events.SummaryAsync(World.Model, CancellationToken.None);
        summary.FirstEvent.ShouldBe(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task IngestPredictions_gzip_is_unpacked_and_damaged_gzip_is_refused()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write("id,score\na,0.5\n"u8);
        packed.Position = 0;

        var answer = await world.Ingestion.IngestPredictionsAsync(World.Model, new IngestSource(packed, IngestFormat.Csv) { Gzip = true }, null, CancellationToken.None);
        answer.Accepted.ShouldBe(1);

        var broken = new IngestSource(new MemoryStream(Encoding.UTF8.GetBytes("id,score\na,0.5\n")), IngestFormat.Csv) { Gzip = true };
        (await Should.ThrowAsync<IngestFormatException>(async () => await world.Ingestion.IngestPredictionsAsync(World.Model, broken, null, CancellationToken.None))).Code.ShouldBe("bad_gzip");
    }
}
