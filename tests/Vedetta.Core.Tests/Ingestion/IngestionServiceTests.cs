using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class IngestionServiceTests
{
    private const string Row = """{"id":"a1","at":"2026-02-01T10:00:00Z","version":"1","features":{"age":41,"region":"osh","member":true,"income":null},"score":0.183,"prediction":0,"decision":"approve"}""";

    [Fact]
    public async Task IngestPredictions_new_rows_are_stored_and_read_back_as_profiles()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        var answer = await world.PredictAsync(Row);

        answer.Accepted.ShouldBe(1);
        answer.Rejected.ShouldBeEmpty();
        answer.Warnings.ShouldBeEmpty();
        var set = await world.ReadAsync();
        set.Rows.ShouldBe(1);
        set.Versions.ShouldBe(["1"]);
        ((NumericProfile)set.Columns["age"]).Mean.ShouldBe(41);
        ((CategoricalProfile)set.Columns["region"]).Counts["osh"].ShouldBe(1);
        ((CategoricalProfile)set.Columns["member"]).Counts["true"].ShouldBe(1);
        ((NumericProfile)set.Columns["score"]).Mean.ShouldBe(0.183);
        ((CategoricalProfile)set.Columns["decision"]).Counts["approve"].ShouldBe(1);
        set.Columns.Keys.ShouldNotContain("income");
    }

    [Fact]
    public async Task IngestPredictions_the_same_batch_twice_changes_nothing()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        await world.PredictAsync(Row);

        var again = await world.PredictAsync(Row);

        again.Accepted.ShouldBe(0);
        again.Duplicates.ShouldBe(1);
        again.Warnings.ShouldBeEmpty();
        (await world.ReadAsync()).Rows.ShouldBe(1);
    }

    [Fact]
    public async Task IngestPredictions_a_known_id_with_other_values_warns_of_the_conflict()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        await world.PredictAsync(Row);

        var again = await world.PredictAsync(Row.Replace("0.183", "0.5", StringComparison.Ordinal));

        again.Duplicates.ShouldBe(1);
        again.Warnings.Single().Code.ShouldBe("duplicate_conflict");
        ((NumericProfile)(await world.ReadAsync()).Columns["score"]).Mean.ShouldBe(0.183);
    }

    [Fact]
    public async Task IngestPredictions_rows_without_an_id_get_one_that_is_answered()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        var answer = await world.PredictAsync("""[{"score":0.1},{"score":0.1}]""", IngestFormat.Json);

        answer.Accepted.ShouldBe(2);
        answer.Ids.Count.ShouldBe(2);
        answer.Ids.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task IngestReference_profiles_the_reference_and_infers_the_schema()
    {
        await using var world = await World.StartAsync();
        var csv = "id,ts,age,region,score,prediction,label\n" + string.Concat(Enumerable.Range(0, 500).Select(i =>
            $"r{i},2026-01-01T00:00:00Z,{i % 70},{(i % 3 == 0 ? "osh" : "naryn")},0.{i % 10},{i % 2},{i % 2}\n"));

        var answer = await world.ReferenceAsync(csv, create: true);

        answer.Info.Rows.ShouldBe(500);
        answer.Info.Labelled.ShouldBe(500);
        answer.Model.Task.ShouldBe(ModelTask.Binary);
        answer.Model.Schema.Confirmed.ShouldBeTrue();
        answer.Model.Schema.Find("age")!.Type.ShouldBe(ColumnType.Numeric);
        answer.Model.Schema.Find("region")!.Type.ShouldBe(ColumnType.Categorical);
        var reference = await world.Reader.ReferenceAsync(World.Model, "7", Core.Profiles.SegmentKey.All, TestContext.Current.CancellationToken);
        reference!.OfVersion.ShouldBe("1");
        reference.Rows.ShouldBe(500);
        reference.Grids.Keys.ShouldContain("age");
        ((NumericProfile)reference.Columns["score"]).Grid.ShouldNotBeNull();
    }

    [Fact]
    public async Task Verify_after_flushes_of_several_commits_finds_no_difference()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        for (var batch = 0; batch < 5; batch++)
        {
            await world.PredictAsync(string.Join('\n', Enumerable.Range(0, 300).Select(i =>
                $$$"""{"id":"b{{{batch}}}-{{{i}}}","at":"2026-02-{{{1 + (i % 20):00}}}T{{{i % 24:00}}}:30:00Z","features":{"x":{{{(i * 37) % 101}}},"y":{{{i % 13}}}.5,"c":"k{{{i % 7}}}"},"score":0.{{{i % 97:00}}}}""")));
            if (batch % 2 == 0) await world.Ingestion.FlushAsync(CancellationToken.None);
        }

        var report = await world.Verify.VerifyAsync(World.Model, progress: null, CancellationToken.None);

        report.Rows.ShouldBe(1500);
        report.Differences.ShouldBeEmpty();
        report.Profiles.ShouldBeGreaterThan(100);
        (await world.ReadAsync()).Rows.ShouldBe(1500);
    }
}
